import type { Scene } from '@cesium/engine';
import type { GroundHeight } from '../domain/geo/height-field.ts';
import type { Atmosphere } from './atmosphere.ts';
import type { LocalPlace } from './local-place.ts';
import type { Uniforms } from './private/uniforms.ts';

/** What everything that draws something of its own in the city may use. */
export interface Drawing {
  readonly scene: Scene;
  readonly atmosphere: Atmosphere;
  /** The ground that everything stands on. */
  readonly ground: GroundHeight;
  readonly pixelRatio: () => number;
  readonly symbolScale: () => number;
  /** Uniforms of `CUT` for a draw of that frame. */
  readonly cut: (place: LocalPlace) => Uniforms;
}
