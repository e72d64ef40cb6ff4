import { Cartesian3, Color, type Scene } from '@cesium/engine';
import type { Instant } from '../domain/clock.ts';
import type { FleetLayer } from '../domain/fleet.ts';
import type { GroundHeight } from '../domain/geo/height-field.ts';
import { SCENE_PALETTE, STATUS_PALETTE } from '../domain/palette.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { type ClassPaint, createClassPaint } from './class-paint.ts';
import { createStateEncoder, FILTERED, HIGHLIGHTED, STATE_BYTES, type StateEncoder } from './encode-state.ts';
import { createPlacement, type Placement } from './placement.ts';
import { changedRuns } from './placement-texels.ts';
import { contextOf, DataTexture, TEXTURE_WIDTH, type Uniforms } from './private.ts';
import { validityRows } from './validity-rows.ts';

/** Time and alternative on both sides of the divider, shared by every layer: a scrub writes these and nothing else. */
export interface Sides {
  timeLeft: number;
  timeRight: number;
  alternativeLeft: number;
  alternativeRight: number;
  /** 1 right of *now*: measured layers are neutral. */
  future: number;
  /** 1 while what stands on one side alone is shown as such, all over the screen. */
  onion: number;
}

/** State, place and validity of every slot of one layer, resident on the GPU. */
export interface Resident {
  readonly id: string;
  readonly layer: FleetLayer;
  readonly placement: Placement;
  /** Uniforms of the GLSL chunks `RESIDENT` and `PLACEMENT`. */
  readonly uniforms: Uniforms;
  /** Colours by a field. */
  readonly paint: ClassPaint;
  readonly rows: Uint8Array;
  readonly encoder: StateEncoder;
  /** Encodes and uploads what was written since last time; returns whether anything visible changed. */
  touch(at: Instant): boolean;
  /** Judges every slot again at `at`: liveness moves with the clock alone. */
  judge(at: Instant): boolean;
  /** Follows a plan or another edition of it, by difference; tells whether anything changed and which slots moved. */
  scenario(scenario: CompiledScenario | null): { readonly changed: boolean; readonly moved: readonly number[] };
  /**
   * Marks slots with these flags (see encode-state.ts), outlines what is `chosen`, hides what is not `passing`, and takes all
   * other flags back; returns whether anything changed.
   */
  mark(flags: ReadonlyMap<number, number>, passing?: Uint8Array | null, chosen?: Uint8Array | null): boolean;
  destroy(): void;
}

/** Clean rows (1 KiB each) that are cheaper to send along than another call is. */
const GAP = 4;
/** Marks that are cheaper to send one by one than by the row. */
const FEW = 64;

export function createResident(scene: Scene, layer: FleetLayer, sides: Sides, ground: GroundHeight): Resident {
  const context = contextOf(scene);
  const { capacity } = layer.assets;
  const textureRows = Math.max(1, Math.ceil(capacity / TEXTURE_WIDTH));
  const rows = new Uint8Array(textureRows * TEXTURE_WIDTH * STATE_BYTES);
  const encoder = createStateEncoder(layer.definition, layer.assets, layer.shown);
  const count = Math.min(layer.assets.capacity, layer.shown.capacity);
  let version = layer.shown.version;
  encoder.encode(rows, 0, count, Number.NEGATIVE_INFINITY);
  const state = new DataTexture(context, 'rgba8', rows);
  let validity = new DataTexture(context, 'rgba32f', new Float32Array(TEXTURE_WIDTH * 4));
  let validityRowCount = 0;
  let validityShown: Float32Array | null = null;
  const paint = createClassPaint(scene, capacity);
  const placement = createPlacement(scene, layer.assets, ground);
  let dirtyFirst = 0;
  let dirtyEnd = 0;

  /** Encodes slots row by row and uploads the rows that changed; clean rows between two near dirty ones go along. */
  const refresh = (first: number, end: number, at: Instant, since: number) => {
    let changed = false;
    for (let row = Math.floor(first / TEXTURE_WIDTH); row * TEXTURE_WIDTH < end; row++) {
      const from = row * TEXTURE_WIDTH;
      if (!encoder.encode(rows, from, Math.min(from + TEXTURE_WIDTH, count), at, since)) continue;
      if (row - dirtyEnd > GAP) flush();
      if (dirtyEnd === 0) dirtyFirst = row;
      dirtyEnd = row + 1;
      changed = true;
    }
    return changed;
  };
  const flush = () => {
    if (dirtyEnd > 0) state.write(dirtyFirst, dirtyEnd, rows);
    dirtyEnd = 0;
  };

  return {
    id: layer.definition.id,
    layer,
    rows,
    encoder,
    placement,
    paint,
    uniforms: {
      u_state: () => state.texture,
      u_placement: () => placement.texture,
      u_validity: () => validity.texture,
      u_validityRows: () => validityRowCount,
      u_alternativeLeft: () => sides.alternativeLeft,
      u_alternativeRight: () => sides.alternativeRight,
      u_timeLeft: () => sides.timeLeft,
      u_timeRight: () => sides.timeRight,
      u_future: () => sides.future,
      u_onion: () => sides.onion,
    },
    touch(at) {
      let changed = false;
      const since = version;
      version = layer.shown.changedSince(since, (first, end) => {
        changed = refresh(first, end, at, since) || changed;
      });
      flush();
      return changed;
    },
    judge(at) {
      version = layer.shown.version;
      const changed = refresh(0, count, at, -1);
      flush();
      return changed;
    },
    scenario(scenario) {
      const texels = scenario && validityRows(scenario, layer.definition.id, capacity);
      const moved = placement.follow(scenario?.assets.get(layer.definition.id) ?? layer.assets);
      if (texels && texels.length === validityShown?.length) {
        const runs = changedRuns(validityShown, texels, 4, TEXTURE_WIDTH);
        for (const { first, end } of runs) validity.writeTexels(first, end, validityShown);
        return { changed: moved.length > 0 || runs.length > 0, moved };
      }
      if (!texels && !validityShown) return { changed: moved.length > 0, moved };
      validity.destroy();
      validity = new DataTexture(context, 'rgba32f', texels ?? new Float32Array(TEXTURE_WIDTH * 4));
      validityRowCount = texels ? textureRows : 0;
      validityShown = texels;
      return { changed: true, moved };
    },
    mark(flags, passing = null, chosen = null) {
      const dirty: number[] = [];
      // hot: 200k slots
      for (let slot = 0; slot < capacity; slot++) {
        const at = slot * STATE_BYTES + 3;
        let wanted = flags.size > 0 ? (flags.get(slot) ?? 0) : 0;
        if (chosen && chosen[slot] === 1) wanted |= HIGHLIGHTED;
        if (passing && passing[slot] !== 1) wanted |= FILTERED;
        if (rows[at] === wanted) continue;
        rows[at] = wanted;
        dirty.push(slot);
      }
      if (dirty.length <= FEW) for (const slot of dirty) state.writeTexels(slot, slot + 1, rows);
      else
        for (const row of new Set(dirty.map((slot) => Math.floor(slot / TEXTURE_WIDTH))))
          state.write(row, row + 1, rows);
      return dirty.length > 0;
    },
    destroy() {
      state.destroy();
      validity.destroy();
      placement.destroy();
      paint.destroy();
    },
  };
}

/** Status colours, day and night, as uniform arrays in the order of `STATUS` in the shaders. */
const STATUS_ORDER = [
  STATUS_PALETTE.normal,
  STATUS_PALETTE.blue,
  STATUS_PALETTE.yellow,
  STATUS_PALETTE.orange,
  STATUS_PALETTE.red,
  STATUS_PALETTE.quality,
  SCENE_PALETTE.planned,
  SCENE_PALETTE.removed,
];

function colors(which: 'day' | 'night'): Cartesian3[] {
  return STATUS_ORDER.map((each) => {
    const color = Color.fromCssColorString(each[which]);
    return new Cartesian3(color.red, color.green, color.blue);
  });
}

const DAY_COLORS = colors('day');
const NIGHT_COLORS = colors('night');

/** sRGB status colours; the GLSL chunk is `STATUS` in shaders/status.glsl.ts. */
export const STATUS_UNIFORMS: Uniforms = {
  u_statusDay: () => DAY_COLORS,
  u_statusNight: () => NIGHT_COLORS,
};
