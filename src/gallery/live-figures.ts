import { seededRandom } from '../domain/random.ts';
import { CENTRE, type Change, type Contender } from './live-contenders.ts';

/** What a frame costs: milliseconds of JavaScript, bytes sent to the GPU, calls of the graphics interface. */
export interface Figures {
  readonly javascript: number;
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

/** Every counted frame of `course` from `first` on; the GPU is waited for between frames, outside the timing. */
export function measure(contender: Contender, course: Course, first = 0): Figures[] {
  const figures: Figures[] = [];
  for (let i = 0; i < course.warmUp + course.frames; i++) {
    const frame = first + i;
    const changed = [...changes(course, frame)];
    contender.counts.reset();
    const start = performance.now();
    contender.change(changed, frame + 2);
    contender.draw();
    const javascript = performance.now() - start;
    const { counts } = contender;
    const seen = { javascript, bytes: counts.bytes(), calls: counts.calls() };
    counts.finish();
    if (i >= course.warmUp) figures.push(seen);
  }
  return figures;
}

/** A frame in which nothing changes. */
export function idle(contender: Contender): Figures {
  contender.draw();
  contender.counts.finish();
  contender.counts.reset();
  const start = performance.now();
  contender.draw();
  return {
    javascript: performance.now() - start,
    bytes: contender.counts.bytes(),
    calls: contender.counts.calls(),
  };
}

export function medians(figures: readonly Figures[]): Figures {
  const median = (of: (each: Figures) => number) =>
    figures.map(of).sort((a, b) => a - b)[figures.length >> 1] as number;
  return {
    javascript: median((each) => each.javascript),
    bytes: median((each) => each.bytes),
    calls: median((each) => each.calls),
  };
}

/** The lamps that change in a frame, and whether each is lit: the same for every contender. */
function* changes({ lamps, changes: count }: Course, frame: number): Generator<Change> {
  const random = seededRandom(frame + 1);
  for (let i = 0; i < count; i++) yield [Math.floor(random() * lamps), random() < 0.5];
}
