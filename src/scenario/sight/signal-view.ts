import { type SightInputs, stoppingSight } from './assumptions.ts';
import { facePoints, sees } from './driver.ts';
import { cuts, type Obstacle, obstacleGrid, type Point } from './sight-line.ts';

/** A body with the name of the thing it is part of. */
export interface NamedObstacle {
  readonly id: string;
  readonly body: Obstacle;
}

/** A driver who comes up to a stop line, and the signal head that serves the lane; metres east and north. */
export interface SignalApproach {
  /** The middle of the lane in the direction of travel; its last point is at the stop line. */
  readonly lane: readonly (readonly [x: number, y: number])[];
  /** Middle of the head's lights, metres above ground. */
  readonly head: Point;
  /** Where the head looks, degrees clockwise from north: against the travel. */
  readonly azimuth: number;
  /** km/h. */
  readonly speed: number;
}

/** A stretch of the approach, metres before the stop line; `from` is the nearer end. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A stretch from which the head is not seen. */
interface HiddenStretch extends Stretch {
  /** What is in the way, in the order given. */
  readonly by: readonly string[];
  /** The head looks away from the driver, whatever else is in the way. */
  readonly facesAway: boolean;
}

/** What a driver sees of a signal on the way to the stop line. */
export interface SignalView {
  /** Stopping sight for the speed: as far before the stop line the approach is looked at, metres. */
  readonly required: number;
  /** `visible` and `hidden` together fill the approach, the nearest first. */
  readonly visible: readonly Stretch[];
  readonly hidden: readonly HiddenStretch[];
  /** Metres before the stop line from which on nothing but blinks hides the head; null where it is hidden at the line itself. */
  readonly continuousFrom: number | null;
}

/** Metres between two looks; a body hides the head for less than that where a look may miss it. Edges are found to `EDGE`. */
const STEP = 0.25;
const EDGE = 0.005;
/** Metres between two lines that candidates are gathered along: half a square of the grid. */
const GATHER = 7;

/**
 * The view of a signal from `inputs.eyeHeight` along a lane, from the stop line back to the stopping sight of its speed.
 * Throws RangeError on a lane that is shorter than that and on a speed that is none.
 */
export function signalView(
  approach: SignalApproach,
  obstacles: readonly NamedObstacle[],
  inputs: SightInputs,
): SignalView {
  const required = stoppingSight(approach.speed, inputs);
  const eyeAt = eyesAlong(approach.lane, required, inputs.eyeHeight);
  const look = looker(approach, inputs.signalHead, gathered(approach.head, obstacles, required, eyeAt));
  const stretches = stretchesOf((distance) => look(eyeAt(distance)), required);
  const visible = stretches.flatMap(({ from, to, sight }) => (sight === SEEN ? [{ from, to }] : []));
  const hidden = stretches.flatMap(({ from, to, sight }) => (sight === SEEN ? [] : [{ from, to, ...sight }]));
  return { required, visible, hidden, continuousFrom: continuousFrom(stretches, required, inputs.sightBlink) };
}

/** A straight lane that ends at a stop line; metres, and degrees clockwise from north. */
export function straightLane(
  [x, y]: readonly [number, number],
  bearing: number,
  length: number,
): SignalApproach['lane'] {
  const angle = (bearing * Math.PI) / 180;
  return [
    [x - length * Math.sin(angle), y - length * Math.cos(angle)],
    [x, y],
  ];
}

/** What an eye meets; compared by identity, so that a stretch is a run of one sight. */
type Sight = typeof SEEN | Omit<HiddenStretch, keyof Stretch>;
const SEEN = 'seen';

/** Says what an eye meets; the same answer is always the same object. */
function looker(
  { head, azimuth }: SignalApproach,
  diameter: number,
  near: readonly NamedObstacle[],
): (eye: Point) => Sight {
  const points = facePoints(head, azimuth, diameter);
  const angle = (azimuth * Math.PI) / 180;
  const bodies = near.map(({ body }) => body);
  const known = new Map<string, Sight>();
  return (eye) => {
    const facesAway = (eye[0] - head[0]) * Math.sin(angle) + (eye[1] - head[1]) * Math.cos(angle) <= 0;
    const clear = sees(eye, points, bodies);
    if (clear && !facesAway) return SEEN;
    const inTheWay = clear ? [] : near.filter(({ body }) => points.some((point) => cuts(body, eye, point)));
    const by = [...new Set(inTheWay.map(({ id }) => id))];
    const key = JSON.stringify([facesAway, by]);
    const sight = known.get(key) ?? { by, facesAway };
    known.set(key, sight);
    return sight;
  };
}

/** Runs of one sight from the stop line back. */
function stretchesOf(sightAt: (distance: number) => Sight, required: number): (Stretch & { readonly sight: Sight })[] {
  const found: (Stretch & { sight: Sight })[] = [];
  let [from, at, sight] = [0, 0, sightAt(0)];
  const steps = Math.ceil(required / STEP);
  for (let step = 1; step <= steps; step++) {
    const next = (required * step) / steps;
    const ahead = sightAt(next);
    while (sight !== ahead) {
      let [same, other] = [at, next];
      while (other - same > EDGE) {
        const middle = (same + other) / 2;
        if (sightAt(middle) === sight) same = middle;
        else other = middle;
      }
      found.push({ from, to: other, sight });
      [from, at, sight] = [other, other, sightAt(other)];
    }
    at = next;
  }
  if (from < required) found.push({ from, to: required, sight });
  return found;
}

/** Hidden stretches side by side are one; what is no longer than a blink does not break the view. */
function continuousFrom(
  stretches: readonly (Stretch & { readonly sight: Sight })[],
  required: number,
  blink: number,
): number | null {
  let clear: number | null = null;
  let hiddenFrom: number | null = null;
  for (const { from, to, sight } of stretches) {
    if (sight === SEEN) [clear, hiddenFrom] = [to, null];
    else {
      hiddenFrom ??= from;
      if (clear === null || to - hiddenFrom > blink) return clear;
    }
  }
  return hiddenFrom === null ? required : clear;
}

/** Obstacles near a line from the lane to the head. */
function gathered(
  head: Point,
  obstacles: readonly NamedObstacle[],
  required: number,
  eyeAt: (distance: number) => Point,
): NamedObstacle[] {
  const grid = obstacleGrid(obstacles.map(({ body }) => body));
  const near = new Set<Obstacle>();
  const lines = Math.ceil(required / GATHER);
  for (let line = 0; line <= lines; line++)
    for (const body of grid.near(eyeAt((required * line) / lines), head)) near.add(body);
  return obstacles.filter(({ body }) => near.has(body));
}

/** The eye by its distance before the stop line, along the lane. */
function eyesAlong(lane: SignalApproach['lane'], required: number, height: number): (distance: number) => Point {
  const back = [...lane].reverse();
  const stations = [0];
  for (let i = 1; i < back.length; i++) {
    const [[ax, ay], [bx, by]] = [back[i - 1], back[i]] as [readonly [number, number], readonly [number, number]];
    stations.push((stations[i - 1] as number) + Math.hypot(bx - ax, by - ay));
  }
  const length = lane.length < 2 ? 0 : (stations.at(-1) as number);
  // A lane as long as needed may miss it by rounding.
  if (!(length >= required - EDGE))
    throw new RangeError(
      `The lane is ${length.toFixed(1)} m long, and its speed needs ${required.toFixed(1)} m; lead it farther back or lower the speed.`,
    );
  return (distance) => {
    const next = stations.findIndex((station, index) => index > 0 && distance <= station);
    const index = next < 0 ? stations.length - 1 : next;
    const [start, end] = [stations[index - 1] as number, stations[index] as number];
    const share = end > start ? (distance - start) / (end - start) : 0;
    const [[ax, ay], [bx, by]] = [back[index - 1], back[index]] as [
      readonly [number, number],
      readonly [number, number],
    ];
    return [ax + (bx - ax) * share, ay + (by - ay) * share, height];
  };
}
