import type { Scene } from '@cesium/engine';
import type { Instant } from '../domain/clock.ts';
import type { FleetLayer } from '../domain/fleet.ts';
import type { GroundHeight } from '../domain/geo/height-field.ts';
import { levelRank } from '../domain/level.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { type ClassPaint, createClassPaint } from './class-paint.ts';
import {
  createStateEncoder,
  FILTERED,
  HIGHLIGHTED,
  LATE,
  STATE_BYTES,
  type StateEncoder,
  toldState,
} from './encode-state.ts';
import { createPlacement, type Placement } from './placement.ts';
import { changedRuns } from './placement-texels.ts';
import { contextOf } from './private/context.ts';
import { DataTexture, TEXTURE_WIDTH } from './private/data-texture.ts';
import type { Uniforms } from './private/uniforms.ts';
import { createTransitions } from './transitions.ts';
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
  /** Slots whose level is red by an observation that is neither stale nor offline. */
  readonly alarms: ReadonlySet<number>;
  /** Grows with every change of `alarms`. */
  readonly alarmsVersion: number;
  /** Called with a slot's state byte as `toldState` has it, before and after, whenever that changes; returns its own undo. */
  watch(listener: StateListener): () => void;
  /** Encodes and uploads what was written since last time; returns whether anything visible changed. */
  touch(at: Instant): boolean;
  /** Judges every slot again at `at`: liveness moves with the clock alone. */
  judge(at: Instant): boolean;
  /** Judges the slots again whose liveness may have changed by `at`, of what has been encoded before. */
  judgeDue(at: Instant): boolean;
  /** No liveness changes before this, ms; a slot that has been heard since may be due later. */
  nextTransition(): Instant;
  /** Follows a plan or another edition of it, by difference; tells whether anything changed and which slots moved. */
  scenario(scenario: CompiledScenario | null): { readonly changed: boolean; readonly moved: readonly number[] };
  /**
   * Marks slots with these flags (see encode-state.ts), outlines what is `chosen`, hides what is not `passing`, and takes all
   * other flags back; returns whether anything changed.
   */
  mark(flags: ReadonlyMap<number, number>, passing?: Uint8Array | null, chosen?: Uint8Array | null): boolean;
  destroy(): void;
}

type StateListener = (slot: number, before: number, after: number) => void;

const RED = levelRank('red');

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
  const transitions = createTransitions(count);
  const alarms = new Set<number>();
  let alarmsVersion = 0;
  const listeners = new Set<StateListener>();
  const dirty = new Uint32Array(capacity);
  let dirtyCount = 0;
  let marked: ReadonlyMap<number, number> = new Map();
  /** A filter or a selection put flags on slots beyond `marked`. */
  let masked = false;
  const isAlarm = (code: number) => (code & 7) === RED && ((code >> 4) & 7) <= LATE;

  const tell: StateListener = (slot, before, after) => {
    if (before !== after) for (const listener of listeners) listener(slot, before, after);
  };
  /** Encodes one slot whose state byte is `before`, notes when it is due next, and tells whoever watches. */
  const look = (slot: number, before: number, at: Instant) => {
    // hot: 1,000 of 200k slots a frame
    const changed = encoder.encodeSlot(rows, slot, at);
    transitions.note(slot, encoder.dueOf(slot, at));
    if (!changed) return;
    dirty[dirtyCount++] = slot;
    const after = rows[slot * STATE_BYTES]!;
    if (before === after) return;
    if (isAlarm(after) !== isAlarm(before)) {
      if (isAlarm(after)) alarms.add(slot);
      else alarms.delete(slot);
      alarmsVersion += 1;
    }
    if ((rows[slot * STATE_BYTES + 3]! & FILTERED) === 0) tell(slot, before, after);
  };
  const lookAll = (first: number, end: number, at: Instant) => {
    transitions.forget(first, end);
    for (let slot = first; slot < end; slot++) look(slot, rows[slot * STATE_BYTES]!, at);
  };
  /** Uploads the slots that changed; returns whether any did. */
  const flush = () => {
    if (dirtyCount === 0) return false;
    state.scatter(dirty, dirtyCount, rows);
    dirtyCount = 0;
    return true;
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
    alarms,
    get alarmsVersion() {
      return alarmsVersion;
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    touch(at) {
      const { shown } = layer;
      const since = version;
      version = shown.version;
      const slots = shown.slotsSince(since);
      if (slots) {
        // Fetched first: these loads run together, where each `look` would wait for its own.
        const before = new Uint8Array(slots.length);
        for (let i = 0; i < slots.length; i++) before[i] = rows[slots[i]! * STATE_BYTES]!;
        for (let i = 0; i < slots.length; i++) if (slots[i]! < count) look(slots[i]!, before[i]!, at);
      } else shown.changedSince(since, (first, end) => lookAll(first, Math.min(end, count), at));
      return flush();
    },
    judge(at) {
      version = layer.shown.version;
      lookAll(0, count, at);
      return flush();
    },
    judgeDue(at) {
      transitions.passed(at, (first, end) => lookAll(first, end, at));
      return flush();
    },
    nextTransition: () => transitions.next(),
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
      const put = (slot: number) => {
        const at = slot * STATE_BYTES + 3;
        let wanted = flags.get(slot) ?? 0;
        if (chosen && chosen[slot] === 1) wanted |= HIGHLIGHTED;
        if (passing && passing[slot] !== 1) wanted |= FILTERED;
        if (slot >= capacity || rows[at] === wanted) return;
        const before = toldState(rows, slot);
        rows[at] = wanted;
        dirty[dirtyCount++] = slot;
        tell(slot, before, toldState(rows, slot));
      };
      // hot: 200k slots, when a layer is filtered or chosen from
      if (passing || chosen || masked) for (let slot = 0; slot < capacity; slot++) put(slot);
      else for (const slot of new Set([...marked.keys(), ...flags.keys()])) put(slot);
      masked = passing !== null || chosen !== null;
      marked = flags;
      return flush();
    },
    destroy() {
      state.destroy();
      validity.destroy();
      placement.destroy();
      paint.destroy();
    },
  };
}
