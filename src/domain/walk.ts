import type { CameraView } from './camera.ts';
import { localFrame, toGeographic } from './geo/local-frame.ts';
import type { Place } from './geo/measure.ts';

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

/** What stands in the way of a person, and what is below the feet. */
export interface Footing {
  /** Metres that are free from a place in a compass direction, degrees; `most` where nothing stands within it. */
  freeAhead(from: Place, bearing: number, most: number): number;
  /** Metres above the ground of the deck next below a place; 0: the ground itself. */
  deckBelow(from: Place): number;
}

/** Metres between a person and a wall. */
const BODY = 0.4;
/** Metres above the feet at which a wall or a railing stops a person. */
const WAIST = 0.9;
/** Metres that a foot climbs in one step; a deck that is higher is overhead. */
const STEP = 0.6;
/** Degrees to either side, and metres, in which a wall is felt for its direction. */
const FEEL = { beside: 15, far: 3 } as const;

/** The ground that a camera looks at, degrees; no farther than `most` metres ahead of where it is. */
export function groundAhead([longitude, latitude, height, heading, pitch]: CameraView, most: number) {
  const down = Math.min(Math.max(-pitch, 8), 89.9) * (Math.PI / 180);
  const ahead = Math.min(height / Math.tan(down), most);
  return { ahead, at: moved(longitude, latitude, heading, ahead, 0) };
}

/** Where a person stands who comes down from a camera: below it when it is near the ground, else on what it looks at. */
export function steppedDown(view: CameraView, deckBelow: Footing['deckBelow'] = () => 0): CameraView {
  const [longitude, latitude, height, heading] = view;
  const [x, y] = height < 5 ? [longitude, latitude] : groundAhead(view, 2000).at;
  return [x, y, deckBelow([x, y, height]) + EYE_HEIGHT, heading, 0, 0];
}

/**
 * The view after so many seconds of a stride: no nearer to a wall than a body is wide, along it where it is met at a slant, and with
 * the eye above the deck or ground that a foot finds there.
 */
export function walked(view: CameraView, stride: Stride, seconds: number, footing: Footing): CameraView {
  const { forward, aside, turn, fast } = stride;
  const [longitude, latitude, height, heading, pitch] = view;
  const to = compass(heading + turn * TURN_SPEED * seconds);
  const share = Math.min(1, Math.hypot(forward, aside));
  if (share === 0) return [longitude, latitude, height, to, pitch, 0];
  const metres = share * (fast ? RUN_SPEED : WALK_SPEED) * seconds;
  const feet = Math.max(height - EYE_HEIGHT, 0);
  const ahead = to + (Math.atan2(aside, forward) * 180) / Math.PI;
  const waist = [longitude, latitude, feet + WAIST] as const;
  const straight = step(waist, ahead, metres, footing);
  const [bearing, way] = straight >= metres ? [ahead, metres] : alongWall(waist, ahead, metres, straight, footing);
  const [x, y] = moved(longitude, latitude, bearing, way, 0);
  return [x, y, footing.deckBelow([x, y, feet + STEP]) + EYE_HEIGHT, to, pitch, 0];
}

/** The view after the head was turned by degrees, to the right and up positive. */
export function looked(view: CameraView, right: number, up: number): CameraView {
  const [longitude, latitude, height, heading, pitch] = view;
  return [
    longitude,
    latitude,
    height,
    compass(heading + right),
    Math.max(-STEEPEST, Math.min(STEEPEST, pitch + up)),
    0,
  ];
}

/** Metres of those wanted that a body finds free in a direction; none where a wall beside it comes too near. */
function step(from: Place, bearing: number, wanted: number, { freeAhead }: Footing): number {
  const free = Math.max(0, Math.min(wanted, freeAhead(from, compass(bearing), wanted + BODY) - BODY));
  const beside = (along: number) => {
    const [x, y] = moved(from[0], from[1], bearing, along, 0);
    return Math.min(...[-90, 90].map((side) => freeAhead([x, y, from[2]], compass(bearing + side), BODY)));
  };
  const room = beside(free);
  return room >= BODY || room >= beside(0) ? free : 0;
}

/** Where a wall is met at a slant: along it, as far as the stride points that way; head on, up to it. */
function alongWall(
  from: Place,
  ahead: number,
  metres: number,
  straight: number,
  footing: Footing,
): readonly [bearing: number, metres: number] {
  const [right = 0, left = 0] = [1, -1].map((side) => {
    const distance = footing.freeAhead(from, compass(ahead + side * FEEL.beside), FEEL.far);
    return distance < FEEL.far ? distance : undefined;
  });
  if (right === 0 || left === 0) return [ahead, straight];
  const [sin, cos] = [Math.sin((FEEL.beside * Math.PI) / 180), Math.cos((FEEL.beside * Math.PI) / 180)];
  // From the point felt on the left to that on the right: aside, forward.
  const [aside, forward] = [(right + left) * sin, (right - left) * cos];
  const side = Math.sign(forward) || 1;
  const slant = (Math.atan2(side * aside, side * forward) * 180) / Math.PI;
  const along = metres * Math.cos((slant * Math.PI) / 180);
  const way = step(from, ahead + slant, along, footing);
  return way > straight ? [ahead + slant, way] : [ahead, straight];
}

const compass = (degrees: number) => ((degrees % 360) + 360) % 360;

function moved(longitude: number, latitude: number, heading: number, forward: number, aside: number) {
  const [sin, cos] = [Math.sin((heading * Math.PI) / 180), Math.cos((heading * Math.PI) / 180)];
  return toGeographic(localFrame(longitude, latitude), forward * sin + aside * cos, forward * cos - aside * sin);
}
