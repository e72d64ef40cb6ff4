import type { Cartesian4, Texture } from '@cesium/engine';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import type { Drawing } from '../drawing.ts';
import type { Draw } from '../private/draw.ts';
import type { Uniforms } from '../private/uniforms.ts';
import type { Resident } from '../resident.ts';

/** What every driver may use. */
export interface DriverContext extends Drawing {
  readonly glyphs: Texture;
  /** 1 while alerts alone are to be seen: normal is neutral and small, yellow small. */
  readonly calm: () => number;
  /** 1 while the city is drawn see-through, for what lies below it. */
  readonly seeThrough: () => number;
  /** Late dimming of lamps as a `LateDimming`; its numbers follow the plan and what a person assumes of it. */
  readonly late: Cartesian4;
  /** Seconds of flow and the direction of east, for what ripples. */
  readonly water: Uniforms;
  /** Share of the alarms' beat, 0–1; negative at rest. */
  readonly pulse: () => number;
}

/** What one layer has on the screen: draw commands, made once, whose inputs are the resident textures. */
export interface LayerDriver {
  readonly draws: readonly Draw[];
  /** The state rows changed: what is derived from them (cluster counts) follows. */
  refresh?(): void;
  /**
   * Follows a plan or another edition of it, making again what differs alone. Draws that are no longer among `draws` are
   * the layer set's to destroy. Absent: the driver is made anew when its table is another one.
   */
  follow?(scenario: CompiledScenario | null): void;
  /**
   * Draws these assets anew where their placement has them, in the place of their tiles and of what the plan draws of
   * them: by slot the mounts that each would list, null for its own. Returns the slots that it could draw; an empty map
   * takes all back.
   */
  lift?(slots: ReadonlyMap<number, string | null>): readonly number[];
  destroy(): void;
}

/** Makes the draws of a layer. */
export type DriverFactory = (
  context: DriverContext,
  resident: Resident,
  scenario: CompiledScenario | null,
  firstPick: number,
) => LayerDriver;
