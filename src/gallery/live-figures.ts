import { seededRandom } from '../domain/random.ts';
import { CENTRE, type Change, type Contender } from './live-contenders.ts';

/** What a frame costs: bytes sent to the GPU, calls of the graphics interface. */
export interface Sent {
  readonly bytes: number;
  readonly calls: number;
}

declare global {
  interface Window {
    measurements?: readonly { metric: string; value: number; unit: string; peer: string; peerValue: number }[];
  }
}

/** The first lamps stand in a row with nothing near: pixels there prove that a contender draws what it was told. */
const PROBES = 12;
const PROBE_SPACING = 0.004;
/** Degrees north and south of the row that stay empty: 20 pixels. */
const CLEAR = 0.0013;
/** Pixels read at a probe, and the least difference of a colour channel that counts as seen. */
const PROBE_PIXELS = 7;
const SEEN = 24;

/** `count` lamps all over the view, in no order; the probes first. */
export function lampPositions(count: number): Float64Array {
  const random = seededRandom(1);
  const positions = new Float64Array(3 * count);
  for (let i = 0; i < count; i++) {
    const [east, north] = [(random() - 0.5) * 0.06, (random() - 0.5) * 0.045];
    positions[3 * i] = CENTRE[0] + east;
    positions[3 * i + 1] = CENTRE[1] + north + (north < 0 ? -CLEAR : CLEAR);
  }
  for (let i = 0; i < PROBES; i++) {
    positions[3 * i] = CENTRE[0] + (i - (PROBES - 1) / 2) * PROBE_SPACING;
    positions[3 * i + 1] = CENTRE[1];
  }
  return positions;
}

/** Throws unless every probe is seen to change when it is switched, and only then: a contender must draw to be measured. */
export function prove(contender: Contender, frame: number): void {
  const look = (lit: (probe: number) => boolean, at: number): Uint8Array[] => {
    contender.change(
      Array.from({ length: PROBES }, (_, slot) => [slot, lit(slot)] as const),
      at,
    );
    contender.draw();
    return Array.from({ length: PROBES }, (_, slot) => {
      const window = contender.windowOf(slot);
      if (!window) throw new Error(`${contender.name}: lamp ${slot} is not in view.`);
      return contender.counts.read(window.x, window.y, PROBE_PIXELS);
    });
  };
  const odd = look((probe) => probe % 2 === 1, frame);
  const even = look((probe) => probe % 2 === 0, frame + 1);
  for (let probe = 0; probe < PROBES; probe++) {
    const difference = Math.max(...(odd[probe] as Uint8Array).map((v, i) => Math.abs(v - (even[probe]?.[i] ?? 0))));
    if (difference < SEEN)
      throw new Error(
        `${contender.name}: lamp ${probe} was switched and its pixels changed by ${difference} of 255; it does not draw what it was told.`,
      );
  }
}

export interface Course {
  readonly lamps: number;
  /** Lamps that change in a frame. */
  readonly changes: number;
  readonly frames: number;
  /** Frames that are drawn before those that count. */
  readonly warmUp: number;
}

/**
 * Milliseconds of JavaScript of every counted frame of `course` from `first` on; the GPU is waited for between frames, outside
 * the timing. Calls are not counted meanwhile: thousands of counted ones would be the greater part of what is measured.
 */
export function measure(contender: Contender, course: Course, first = 0): number[] {
  const times: number[] = [];
  for (let i = 0; i < course.warmUp + course.frames; i++) {
    const changed = [...changes(course, first + i)];
    const start = performance.now();
    contender.change(changed, first + i + 2);
    contender.draw();
    const time = performance.now() - start;
    contender.counts.finish();
    if (i >= course.warmUp) times.push(time);
  }
  return times;
}

/** The same of frames in which nothing changes. */
export function idle(contender: Contender, frames: number): number[] {
  const times: number[] = [];
  for (let i = 0; i < frames; i++) {
    const start = performance.now();
    contender.draw();
    times.push(performance.now() - start);
    contender.counts.finish();
  }
  return times;
}

/** What `frames` frames of `course` send from `first` on, the median; after all that is timed. */
export function sent(contender: Contender, course: Course, first: number, frames = 3): Sent {
  const seen = Array.from({ length: frames }, (_, i) =>
    counted(contender, () => contender.change([...changes(course, first + i)], first + i + 2)),
  );
  return { bytes: median(seen.map(({ bytes }) => bytes)), calls: median(seen.map(({ calls }) => calls)) };
}

/** What a frame sends in which nothing changes. */
export function sentIdle(contender: Contender): Sent {
  return counted(contender, () => {});
}

function counted({ counts, draw }: Contender, change: () => void): Sent {
  counts.begin();
  counts.reset();
  change();
  draw();
  const seen = { bytes: counts.bytes(), calls: counts.calls() };
  counts.finish();
  return seen;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number;
}

/** The lamps that change in a frame, and whether each is lit: the same for every contender. */
function* changes({ lamps, changes: count }: Course, frame: number): Generator<Change> {
  const random = seededRandom(frame + 1);
  for (let i = 0; i < count; i++) yield [Math.floor(random() * lamps), random() < 0.5];
}
