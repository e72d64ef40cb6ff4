import { Cartesian2, PerspectiveFrustum, type Scene } from '@cesium/engine';
import { halfFov } from './half-fov.ts';
import { drawTwice, drawWhole, pickWhole } from './private/drawn-twice.ts';

/** A point of the canvas, CSS pixels, as the camera sees it, and the side of the comparison that it shows. */
interface ViewPoint {
  readonly x: number;
  readonly y: number;
  readonly left: boolean;
}

/**
 * Two views of one scene side by side: the same primitives drawn twice by the same camera, each half the canvas wide. What
 * Cesium hears of the pointer is where it is in its half, stretched to the whole canvas, because that is what the camera's
 * frustum knows.
 */
export interface LinkedViews {
  /** Parts the canvas into two views, or makes it one again; true when that changed. */
  set(parted: boolean): boolean;
  readonly parted: boolean;
  /** Where a point of the canvas is in its view; `left` only while parted. */
  at(x: number, y: number): ViewPoint;
  /** Picks at a point of one view: `pick` must begin its drawing before it first waits. */
  pick<Result>(point: ViewPoint, pick: (at: Cartesian2) => Result): Result;
  destroy(): void;
}

/** Events that Cesium, or a tool of ours, hears on the canvas with a place. */
const PLACED = ['pointerdown', 'pointermove', 'pointerup', 'pointercancel', 'wheel', 'dblclick', 'click'] as const;

export function createLinkedViews(scene: Scene, canvas: HTMLCanvasElement): LinkedViews {
  let parted = false;
  let whole = Number.NaN;
  /** Each half shows the middle of the whole view at the same scale. A stereo pair gives the camera another frustum each frame. */
  const reshape = () => {
    const { frustum } = scene.camera;
    if (!(frustum instanceof PerspectiveFrustum) || canvas.width === 0 || canvas.height === 0) return;
    const aspect = canvas.width / canvas.height;
    frustum.aspectRatio = parted ? aspect / 2 : aspect;
    frustum.fov = parted ? halfFov(whole, aspect) : whole;
  };
  /** A drag stays in the view in which it began. */
  let held: boolean | null = null;
  const at = (x: number, y: number, side?: boolean): ViewPoint => {
    if (!parted) return { x, y, left: false };
    const half = canvas.clientWidth / 2;
    const left = side ?? x < half;
    return { x: 2 * (left ? x : x - half), y, left };
  };

  const enter = (event: Event) => {
    if (!parted || event.target !== canvas || !(event instanceof MouseEvent)) return;
    const frame = canvas.getBoundingClientRect();
    const own = at(event.clientX - frame.left, event.clientY - frame.top, held ?? undefined);
    if (event.type === 'pointerdown') held = own.left;
    if (event.type === 'pointerup' || event.type === 'pointercancel') held = null;
    Object.defineProperty(event, 'clientX', { configurable: true, value: frame.left + own.x });
  };
  // Whoever listens above the canvas hears the place on the screen again.
  const leave = (event: Event) => {
    if (parted && Object.hasOwn(event, 'clientX')) Reflect.deleteProperty(event, 'clientX');
  };
  const around = canvas.parentElement;
  for (const type of PLACED) {
    around?.addEventListener(type, enter, { capture: true, passive: true });
    around?.addEventListener(type, leave, { passive: true });
  }
  const undoReshape = scene.preUpdate.addEventListener(() => {
    if (parted) reshape();
  });

  return {
    get parted() {
      return parted;
    },
    set(next) {
      if (next === parted) return false;
      parted = next;
      if (parted && scene.camera.frustum instanceof PerspectiveFrustum) whole = scene.camera.frustum.fov ?? Math.PI / 3;
      held = null;
      if (parted) drawTwice(scene);
      else drawWhole(scene);
      reshape();
      return true;
    },
    at,
    pick(point, pick) {
      const where = new Cartesian2(point.x, point.y);
      return parted ? pickWhole(scene, point.left ? 1 : 0, () => pick(where)) : pick(where);
    },
    destroy() {
      undoReshape();
      for (const type of PLACED) {
        around?.removeEventListener(type, enter, { capture: true });
        around?.removeEventListener(type, leave);
      }
    },
  };
}
