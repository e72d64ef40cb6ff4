import { Cartesian2, Cartesian3, Matrix4, type Scene, SceneTransforms } from '@cesium/engine';
import { type AssetTable, slotOf } from '../../domain/asset.ts';
import { FLAT_GROUND, type GroundHeight } from '../../domain/geo/height-field.ts';
import { localFrame, toGeographic } from '../../domain/geo/local-frame.ts';
import type { EditingSpec, Gesture } from '../editing-spec.ts';
import type { LayerSet } from '../layer-set.ts';
import { tableOf } from '../layers/point.ts';
import { localPlace } from '../local-place.ts';
import { nearestUpright } from '../nearest.ts';
import type { ScenePick, SceneSpec } from '../scene-spec.ts';
import { splitOf } from '../split.ts';
import { createBoxMark } from './box-mark.ts';
import { type Aim, type Box, type GestureInput, type Hold, IDLE, stepGesture } from './gesture.ts';
import type { GripMarks } from './grip-marks.ts';
import { type Grip, gripsOf } from './grips.ts';
import { bearingOf, dragHeight, heightOnAxis, onGround, onPlane, type Ray, type Vector } from './ground-ray.ts';
import { restCamera } from './rest-camera.ts';

/** Pixels beside a pole or grip that still take hold of it, by a mouse and by a finger (targets of 24 px and more). */
const REACH = { mouse: 12, touch: 22 } as const;
/** Pixels beside a pole within which a mount goes to it. */
const TARGET_REACH = 28;

/** Pointer gestures on the canvas while the spec lets something be edited; otherwise the canvas is the camera's alone. */
export interface Drag {
  /** Follows selection, plan and permission; returns whether a frame is due. */
  sync(spec: SceneSpec): boolean;
  /** The data tables were bound anew: nothing of what was drawn or held is left. */
  rebound(): void;
  destroy(): void;
}

export interface DragOptions {
  readonly scene: Scene;
  readonly canvas: HTMLCanvasElement;
  readonly layers: LayerSet;
  readonly marks: GripMarks;
  readonly ground: GroundHeight;
  readonly onGesture: (gesture: Gesture) => void;
  readonly onBox: (ids: readonly string[]) => void;
  /** Something of this tool's own changed on the screen. */
  readonly changed: () => void;
}

interface Gripped {
  readonly layer: string;
  readonly slot: number;
  readonly grips: readonly Grip[];
}

/** What is dragged, in metres from its foot: the plane of the pointer and how far beside it the thing was taken. */
interface Held {
  readonly rayAt: (x: number, y: number) => Ray | null;
  readonly frame: ReturnType<typeof localFrame>;
  /** Metres above the ground. */
  readonly plane: number;
  /** The ground at metres from where its foot was, above the ellipsoid. */
  readonly groundAt: (east: number, north: number) => number;
  readonly beside: readonly [east: number, north: number];
  readonly heading: number;
  readonly grip: number;
}

export function createDrag({ scene, canvas, layers, marks, ground, onGesture, onBox, changed }: DragOptions): Drag {
  const camera = restCamera(scene);
  const boxMark = createBoxMark(canvas);
  let spec: SceneSpec | null = null;
  let state = IDLE;
  let selected: Gripped | null = null;
  let held: Held | null = null;
  let hovering = 0;

  const editing = (): EditingSpec | null => spec?.editing ?? null;
  const tableIn = (layer: string): AssetTable | null => {
    const resident = layers.residents.get(layer);
    return resident ? tableOf(resident, spec?.scenario ?? null) : null;
  };
  const place = (event: PointerEvent) => {
    const frame = canvas.getBoundingClientRect();
    return { x: event.clientX - frame.left, y: event.clientY - frame.top };
  };
  const isLeft = (x: number) =>
    spec !== null && spec.compareView !== 'side-by-side' && x < splitOf(spec) * canvas.clientWidth;

  /** The pole of an editing layer nearest to a canvas point. */
  const poleAt = (x: number, y: number, reach: number, not?: string): (ScenePick & { slot: number }) | null => {
    let best: (ScenePick & { slot: number }) | null = null;
    let within = reach;
    for (const layer of editing()?.layers ?? []) {
      const table = spec?.layers.includes(layer) ? tableIn(layer) : null;
      if (!table) continue;
      const may = (slot: number) => table.ids[slot] !== not && layers.exists(layer, slot, isLeft(x));
      const near = nearestUpright(scene, table, may, x, y, within, ground);
      if (!near) continue;
      within = near.pixels;
      best = { layer, id: table.ids[near.slot]!, slot: near.slot };
    }
    return best;
  };

  const gripAt = (x: number, y: number, reach: number): number => {
    const resident = selected && layers.residents.get(selected.layer);
    if (!selected || !resident || !layers.exists(selected.layer, selected.slot, isLeft(x))) return -1;
    const { placement } = resident;
    const [east, north, up] = placement.at(selected.slot);
    let best = -1;
    let within = reach;
    selected.grips.forEach(({ at }, index) => {
      const world = new Cartesian3(east + at[0], north + at[1], up + at[2]);
      Matrix4.multiplyByPoint(placement.place.toWorld, world, world);
      const seen = SceneTransforms.worldToWindowCoordinates(scene, world);
      const pixels = seen ? Math.hypot(seen.x - x, seen.y - y) : Number.POSITIVE_INFINITY;
      if (pixels > within) return;
      within = pixels;
      best = index;
    });
    return best;
  };

  /** Takes hold of what is at a canvas point; null when there is nothing to hold. */
  const grab = (x: number, y: number, reach: number): Hold | null => {
    const grip = gripAt(x, y, reach);
    const pole = grip < 0 ? poleAt(x, y, reach) : null;
    const layer = grip < 0 ? pole?.layer : selected?.layer;
    const slot = grip < 0 ? pole?.slot : selected?.slot;
    const table = layer === undefined ? null : tableIn(layer);
    if (!table || layer === undefined || slot === undefined) return null;
    const [longitude, latitude, above] = [0, 1, 2].map((i) => table.positions[3 * slot + i]!) as [
      number,
      number,
      number,
    ];
    const below = ground(longitude, latitude);
    const foot = below + above;
    const frame = localFrame(longitude, latitude);
    const rayAt = rayFrom(scene, longitude, latitude);
    const ray = rayAt(x, y);
    if (!ray) return null;
    const taken = grip < 0 ? null : (selected?.grips[grip] ?? null);
    const height = table.columns['height']?.[slot];
    const top = foot + (typeof height === 'number' && height > 0 ? height : 5);
    const plane = taken ? foot + taken.at[2] : dragHeight(heightOnAxis(ray, 0, 0), foot, top, ray.origin[2]);
    const met = onPlane(ray, plane);
    if (!met) return null;
    held = {
      rayAt,
      frame,
      plane: plane - below,
      groundAt: (east, north) => ground(...toGeographic(frame, east, north)),
      beside: [(taken?.at[0] ?? 0) - met[0], (taken?.at[1] ?? 0) - met[1]],
      heading: table.headings[slot]!,
      grip,
    };
    return { handle: taken?.handle ?? 'pole', layer, id: table.ids[slot]!, mount: taken?.mount ?? null };
  };

  const aim =
    (x: number, y: number) =>
    (hold: Hold): Aim | null => {
      const ray = held?.rayAt(x, y);
      const met = ray && held ? onGround(ray, held.plane, held.groundAt) : null;
      if (!held || !met) return null;
      const [east, north] = [met[0] + held.beside[0], met[1] + held.beside[1]];
      const over = hold.handle === 'mount' ? poleAt(x, y, TARGET_REACH, hold.id) : null;
      show(hold, [east, north, held.plane], over);
      return {
        at: toGeographic(held.frame, east, north),
        bearing: hold.handle === 'pole' ? held.heading : bearingOf(east, north),
        over: over && { layer: over.layer, id: over.id },
      };
    };

  /** The held grip follows the pointer: a mount freely, an arm on its circle; the pole that would take a mount lights up. */
  const show = (hold: Hold, [east, north, up]: Vector, over: ScenePick | null) => {
    if (!spec || !held) return;
    const grip = selected?.grips[held.grip];
    if (grip) {
      const foot = held.plane - grip.at[2];
      const reach = Math.hypot(grip.at[0], grip.at[1]) / Math.max(Math.hypot(east, north), 1e-6);
      marks.hold(
        held.grip,
        hold.handle === 'arm' ? [east * reach, north * reach, grip.at[2]] : [east, north, up - foot],
      );
    }
    layers.aim(over, spec);
    changed();
  };

  const take = (input: GestureInput) => {
    const before = state;
    const step = stepGesture(state, input);
    state = step.state;
    if (before.kind === 'idle' && state.kind !== 'idle') camera.rest();
    if (before.kind !== 'idle' && state.kind === 'idle') {
      camera.resume();
      marks.hold(-1, null);
      if (spec) layers.aim(null, spec);
      held = null;
      changed();
    }
    boxMark.show(state.kind === 'boxing' ? state.box : null);
    canvas.style.cursor = state.kind === 'dragging' ? 'grabbing' : state.kind === 'boxing' ? 'crosshair' : '';
    for (const gesture of step.gestures) onGesture(gesture);
    if (step.box) onBox(idsWithin(step.box));
  };

  const idsWithin = (box: Box): string[] => {
    const ids: string[] = [];
    const world = new Cartesian3();
    const seen = new Cartesian2();
    for (const layer of editing()?.layers ?? []) {
      const table = spec?.layers.includes(layer) ? tableIn(layer) : null;
      for (let slot = 0; table && slot < table.count; slot++) {
        const [lon, lat, up] = [0, 1, 2].map((i) => table.positions[3 * slot + i]!) as [number, number, number];
        const at = Cartesian3.fromDegrees(lon, lat, ground(lon, lat) + up, undefined, world);
        const foot = SceneTransforms.worldToWindowCoordinates(scene, at, seen);
        if (!foot || foot.x < box.left || foot.x > box.right || foot.y < box.top || foot.y > box.bottom) continue;
        if (layers.exists(layer, slot, isLeft(foot.x))) ids.push(table.ids[slot]!);
      }
    }
    return ids;
  };

  const press = (event: PointerEvent) => {
    camera.forget();
    if (!editing() || event.button !== 0) return;
    const { x, y } = place(event);
    const reach = REACH[event.pointerType === 'touch' ? 'touch' : 'mouse'];
    const hold = state.kind !== 'idle' ? null : event.shiftKey ? 'box' : grab(x, y, reach);
    take({ kind: 'down', pointer: event.pointerId, x, y, hold });
  };
  const move = (event: PointerEvent) => {
    if (!editing()) return;
    const { x, y } = place(event);
    if (state.kind !== 'idle') return take({ kind: 'move', pointer: event.pointerId, x, y, aim: aim(x, y) });
    if (event.buttons !== 0 || event.target !== canvas || event.pointerType === 'touch') return;
    cancelAnimationFrame(hovering);
    hovering = requestAnimationFrame(() => {
      if (state.kind !== 'idle' || !editing()) return;
      const holds = gripAt(x, y, REACH.mouse) >= 0 || poleAt(x, y, REACH.mouse) !== null;
      canvas.style.cursor = holds ? 'grab' : '';
    });
  };
  const release = (event: PointerEvent) => take({ kind: 'up', pointer: event.pointerId });
  const lost = (event: PointerEvent) => {
    if (state.kind !== 'idle' && event.pointerId === state.pointer) take({ kind: 'cancel' });
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || state.kind === 'idle') return;
    // It takes back the drag and nothing else.
    event.stopPropagation();
    event.preventDefault();
    take({ kind: 'cancel' });
  };
  // Before Cesium's own listeners, so that the camera already rests when they hear of the press.
  canvas.addEventListener('pointerdown', press, { capture: true });
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', release);
  window.addEventListener('pointercancel', lost);
  window.addEventListener('keydown', key, { capture: true });

  const grip = () => {
    selected = spec && grippedOf(spec, tableIn);
    const resident = selected ? (layers.residents.get(selected.layer) ?? null) : null;
    return marks.show(resident, selected?.slot ?? -1, selected?.grips ?? []);
  };

  return {
    sync(next) {
      const before = spec;
      spec = next;
      const same =
        before?.editing === next.editing && before?.select === next.select && before?.scenario === next.scenario;
      if (same) return false;
      if (!next.editing) {
        if (state.kind !== 'idle') take({ kind: 'cancel' });
        canvas.style.cursor = '';
      }
      return grip();
    },
    rebound() {
      if (state.kind !== 'idle') take({ kind: 'cancel' });
      marks.show(null, -1, []);
      grip();
    },
    destroy() {
      cancelAnimationFrame(hovering);
      canvas.removeEventListener('pointerdown', press, { capture: true });
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', release);
      window.removeEventListener('pointercancel', lost);
      window.removeEventListener('keydown', key, { capture: true });
      boxMark.destroy();
      camera.destroy();
    },
  };
}

/** The selected asset, when it is of a layer that may be edited. */
function grippedOf(spec: SceneSpec, tableIn: (layer: string) => AssetTable | null): Gripped | null {
  if (spec.select === null) return null;
  for (const layer of spec.editing?.layers ?? []) {
    const table = tableIn(layer);
    const slot = table ? slotOf(table, spec.select) : undefined;
    if (table && slot !== undefined) return { layer, slot, grips: gripsOf(table, slot) };
  }
  return null;
}

/** The ray through a canvas point, in metres from a place on the ellipsoid. */
function rayFrom(scene: Scene, longitude: number, latitude: number): (x: number, y: number) => Ray | null {
  const toLocal = Matrix4.inverseTransformation(localPlace(longitude, latitude, FLAT_GROUND).toWorld, new Matrix4());
  return (x, y) => {
    const ray = scene.camera.getPickRay(new Cartesian2(x, y));
    if (!ray) return null;
    const origin = Matrix4.multiplyByPoint(toLocal, ray.origin, new Cartesian3());
    const direction = Matrix4.multiplyByPointAsVector(toLocal, ray.direction, new Cartesian3());
    return {
      origin: [origin.x, origin.y, origin.z],
      direction: [direction.x, direction.y, direction.z],
    };
  };
}
