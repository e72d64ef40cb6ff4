import type { Scene } from '@cesium/engine';
import { cameraMoves } from './camera.ts';

/** Why a frame was drawn. `camera` and `cesium` (tiles arriving, resizes) are Cesium's own requests, the rest ours. */
type FrameReason =
  | 'time'
  | 'layers'
  | 'data'
  | 'liveness'
  | 'scenario'
  | 'selection'
  | 'editing'
  | 'quality'
  | 'style'
  | 'tilesets'
  | 'basemap'
  | 'view'
  | 'labels'
  | 'pins'
  | 'clip'
  | 'own'
  | 'lux'
  | 'pulse'
  | 'weather'
  | 'rain'
  | 'governor'
  | 'water'
  | 'capture'
  | 'depth'
  | 'model-water'
  | 'camera'
  | 'cesium';

/** The only place that asks Cesium for a frame. */
export interface Frames {
  request(reason: FrameReason): void;
  /** Asks for a frame `milliseconds` of wall time from now; a later call for the same reason replaces it. */
  schedule(reason: FrameReason, milliseconds: number, before: () => void): void;
  cancel(reason: FrameReason): void;
  readonly count: number;
  /** Frames drawn for something else than the beat of alarms, flowing water or falling rain: these end when the scene has settled. */
  readonly settling: number;
  /** Whether nothing but such a beat has asked for a frame that is still to be drawn. */
  readonly quiet: boolean;
  readonly reasons: Readonly<Record<string, number>>;
  /** Why the latest frame was drawn. */
  readonly latest: readonly FrameReason[];
  /** Runs after each drawn frame; returns its own undo. */
  onFrame(listener: () => void): () => void;
  destroy(): void;
}

/** setTimeout holds 31 bits of milliseconds; a longer wait is re-armed by the next schedule. */
const LONGEST_WAIT = 2 ** 31 - 1;

/** Motion that goes on by itself. */
const ENDLESS: ReadonlySet<FrameReason> = new Set(['pulse', 'water', 'rain']);

export function createFrames(scene: Scene): Frames {
  const pending = new Set<FrameReason>();
  const timers = new Map<FrameReason, ReturnType<typeof setTimeout>>();
  const reasons: Record<string, number> = {};
  const listeners = new Set<() => void>();
  let count = 0;
  let settling = 0;
  let cameraMoved = false;
  let latest: readonly FrameReason[] = [];

  const beatOnly = () => pending.size > 0 && [...pending].every((reason) => ENDLESS.has(reason));
  const hasMoved = cameraMoves(scene);
  const stopWatching = scene.preRender.addEventListener(() => {
    cameraMoved = hasMoved();
  });
  const stopCounting = scene.postRender.addEventListener(() => {
    count += 1;
    if (!beatOnly()) settling += 1;
    if (pending.size === 0) pending.add(cameraMoved ? 'camera' : 'cesium');
    latest = [...pending];
    for (const reason of latest) reasons[reason] = (reasons[reason] ?? 0) + 1;
    pending.clear();
    for (const listener of [...listeners]) listener();
  });

  const request = (reason: FrameReason) => {
    pending.add(reason);
    scene.requestRender();
  };
  const cancel = (reason: FrameReason) => {
    clearTimeout(timers.get(reason));
    timers.delete(reason);
  };

  return {
    request,
    schedule(reason, milliseconds, before) {
      cancel(reason);
      if (!Number.isFinite(milliseconds)) return;
      timers.set(
        reason,
        setTimeout(
          () => {
            timers.delete(reason);
            before();
          },
          Math.min(Math.max(milliseconds, 0), LONGEST_WAIT),
        ),
      );
    },
    cancel,
    get count() {
      return count;
    },
    get settling() {
      return settling;
    },
    get quiet() {
      return pending.size === 0 || beatOnly();
    },
    reasons,
    get latest() {
      return latest;
    },
    onFrame(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    destroy() {
      for (const reason of [...timers.keys()]) cancel(reason);
      stopWatching();
      stopCounting();
      listeners.clear();
    },
  };
}
