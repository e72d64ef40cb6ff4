import type { CameraView } from './camera.ts';
import { localFrame, toGeographic } from './geo/local-frame.ts';

/** Metres of a standing person's eye above the ground. */
export const EYE_HEIGHT = 1.6;
/** m/s: an adult's walk, and a run. */
const WALK_SPEED = 1.4;
const RUN_SPEED = 4;
/** Degrees a second that a key turns. */
const TURN_SPEED = 60;
/** Degrees up and down that a head goes. */
const STEEPEST = 75;

/** What a person wants to do: each −1 to 1, to the right and forward positive. */
export interface Stride {
  readonly forward: number;
  readonly aside: number;
  readonly turn: number;
  readonly fast: boolean;
}

/** The ground that a camera looks at, degrees; no farther than `most` metres ahead of where it is. */
export function groundAhead([longitude, latitude, height, heading, pitch]: CameraView, most: number) {
  const down = Math.min(Math.max(-pitch, 8), 89.9) * (Math.PI / 180);
  const ahead = Math.min(height / Math.tan(down), most);
  return { ahead, at: moved(longitude, latitude, heading, ahead, 0) };
}

/** Where a person stands who comes down from a camera: below it when it is near the ground, else on what it looks at. */
export function steppedDown(view: CameraView): CameraView {
  const [longitude, latitude, height, heading] = view;
  const [x, y] = height < 5 ? [longitude, latitude] : groundAhead(view, 2000).at;
  return [x, y, EYE_HEIGHT, heading, 0, 0];
}

/** The view after so many seconds of a stride. The height is that of the eye above whatever ground is there. */
export function walked(view: CameraView, { forward, aside, turn, fast }: Stride, seconds: number): CameraView {
  const [longitude, latitude, , heading, pitch] = view;
  const length = Math.max(1, Math.hypot(forward, aside));
  const metres = ((fast ? RUN_SPEED : WALK_SPEED) * seconds) / length;
  const to = (((heading + turn * TURN_SPEED * seconds) % 360) + 360) % 360;
  const [x, y] = moved(longitude, latitude, to, forward * metres, aside * metres);
  return [x, y, EYE_HEIGHT, to, pitch, 0];
}

/** The view after the head was turned by degrees, to the right and up positive. */
export function looked(view: CameraView, right: number, up: number): CameraView {
  const [longitude, latitude, , heading, pitch] = view;
  const to = (((heading + right) % 360) + 360) % 360;
  return [longitude, latitude, EYE_HEIGHT, to, Math.max(-STEEPEST, Math.min(STEEPEST, pitch + up)), 0];
}

function moved(longitude: number, latitude: number, heading: number, forward: number, aside: number) {
  const [sin, cos] = [Math.sin((heading * Math.PI) / 180), Math.cos((heading * Math.PI) / 180)];
  return toGeographic(localFrame(longitude, latitude), forward * sin + aside * cos, forward * cos - aside * sin);
}
