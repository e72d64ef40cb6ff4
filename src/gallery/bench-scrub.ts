import { type Contender, EMPTY_DAY, rival, rivalSwipe, SETTLED_DAY, twin, twinSwipe } from './scrub-contenders.ts';

/** Scrubbed frames of a round, and rounds: the contenders take turns, so that a slow minute falls on all of them. */
const FRAMES = 8;
const ROUNDS = 3;
const WARM_UP = 1;
/** Days of the first and last step; everything appears and everything goes in between. */
const [FROM, TO] = [0, 0.3] as const;
/** Days at which the pictures are compared. */
const LOOKED_AT = [0.03, 0.055, 0.09, 0.21, 0.24, 0.28] as const;

interface Figures {
  /** Milliseconds of JavaScript: a scrubbed frame, and what it takes more than a frame in which nothing changed. */
  readonly frame: number;
  readonly increment: number;
  readonly bytes: number;
}

type Measurement = NonNullable<Window['measurements']>[number];

/** Scrubbing 100,000 and 400,000 features in 50 tiles, whole and across a swipe, against a new style each step. */
export async function measureScrub(element: HTMLElement): Promise<Measurement[]> {
  const own = new Map<string, Figures>();
  const pixels = new Map<string, number>();
  const run = async (names: readonly string[], make: readonly ((holder: HTMLElement) => Promise<Contender>)[]) => {
    const holders = make.map(() => document.createElement('div'));
    for (const holder of holders) holder.style.cssText = 'position:absolute;inset:0';
    element.replaceChildren(...holders);
    const contenders: Contender[] = [];
    for (const [i, each] of make.entries()) {
      contenders.push(await each(holders[i] as HTMLElement));
    }
    const samples = contenders.map(() => ({ frame: [] as number[], increment: [] as number[], bytes: 0 }));
    for (let round = 0; round < ROUNDS; round++)
      contenders.forEach((contender, i) => {
        measure(contender, samples[i] as (typeof samples)[number]);
      });
    names.forEach((name, i) => {
      const { frame, increment, bytes } = samples[i] as (typeof samples)[number];
      own.set(name, { frame: median(frame), increment: median(increment), bytes });
    });
    return contenders;
  };
  const leave = (contenders: readonly Contender[]) => {
    for (const each of contenders) each.destroy();
  };

  const whole = await run(['own', 'style', 'four'], [twin('100k'), rival('100k'), twin('400k')]);
  const [mine, style] = whole as [Contender, Contender];
  pixels.set(
    'whole',
    LOOKED_AT.reduce((sum, day) => sum + differing(shown(mine, day), shown(style, day)), 0),
  );
  leave(whole);

  const swiped = await run(['ownSwipe', 'styleSwipe'], [twinSwipe('100k'), rivalSwipe('100k')]);
  const [myswipe, styleSwipe] = swiped as [Contender, Contender];
  pixels.set(
    'swipe',
    LOOKED_AT.reduce((sum, day) => sum + differing(shown(myswipe, day), shown(styleSwipe, day)), 0),
  );
  leave(swiped);
  pixels.set('halves', await halves(element));

  const figures = (name: string) => own.get(name) as Figures;
  const PEER = 'Cesium3DTileStyle';
  const SWIPE = 'two tilesets, Cesium3DTileStyle';
  const line = (metric: string, value: number, unit: string, peer: string, peerValue: number) => ({
    metric,
    value,
    unit,
    peer,
    peerValue,
  });
  const SEEN = LOOKED_AT.length * 960 * 540;
  return [
    line('JavaScript of a step', figures('own').increment, 'ms', PEER, figures('style').increment),
    line('bytes uploaded', figures('own').bytes, 'B', PEER, figures('style').bytes),
    line('pixels that differ', pixels.get('whole') ?? Number.NaN, '1', PEER, SEEN),
    line('JavaScript a frame, 400k', figures('four').frame, 'ms', '100k', figures('own').frame),
    line('bytes uploaded, 400k', figures('four').bytes, 'B', PEER, figures('style').bytes),
    line('JavaScript of a swiped step', figures('ownSwipe').increment, 'ms', SWIPE, figures('styleSwipe').increment),
    line('bytes uploaded, swiped', figures('ownSwipe').bytes, 'B', SWIPE, figures('styleSwipe').bytes),
    line('pixels that differ, swiped', pixels.get('swipe') ?? Number.NaN, '1', SWIPE, SEEN),
    line('pixels of halves that differ', pixels.get('halves') ?? Number.NaN, '1', 'each time alone', SEEN),
    line('JavaScript a frame', figures('own').frame, 'ms', PEER, figures('style').frame),
  ];
}

/**
 * An idle and a scrubbed frame in turn. The GPU is waited for between them, outside the timing, and a frame that nobody
 * times comes first: after a long wait the processor has forgotten the code, and four times the features wait longer.
 */
function measure(contender: Contender, into: { frame: number[]; increment: number[]; bytes: number }): void {
  for (let i = -WARM_UP; i < FRAMES; i++) {
    const idle = timed(contender, () => {});
    contender.counts.reset();
    const step = timed(contender, () =>
      contender.step(FROM + ((i + WARM_UP + 0.5) * (TO - FROM)) / (FRAMES + WARM_UP)),
    );
    if (i < 0) continue;
    into.frame.push(step);
    into.increment.push(step - idle);
    into.bytes = Math.max(into.bytes, contender.counts.bytes());
  }
}

function timed(contender: Contender, change: () => void): number {
  contender.draw();
  const start = performance.now();
  change();
  contender.draw();
  const time = performance.now() - start;
  contender.counts.finish();
  return time;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] as number;
}

/** Which pixels show a feature: 1 as when everything is there, 0 as when nothing is, 2 neither. */
function shown(contender: Contender, day: number): Uint8Array {
  const [empty, full, now] = [EMPTY_DAY, SETTLED_DAY, day].map((each) => picture(contender, each)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const seen = new Uint8Array(now.length / 4);
  let covered = 0;
  for (let pixel = 0; pixel < seen.length; pixel++) {
    const same = (other: Uint8Array) => [0, 1, 2].every((k) => now[4 * pixel + k] === other[4 * pixel + k]);
    if (same(empty)) seen[pixel] = 0;
    else seen[pixel] = same(full) ? 1 : 2;
    covered += seen[pixel] === 1 ? 1 : 0;
  }
  if (covered < 1000)
    throw new Error(`${contender.name} shows features on ${covered} pixels on day ${day}; it does not draw.`);
  return seen;
}

function picture(contender: Contender, day: number): Uint8Array {
  contender.step(day);
  contender.draw();
  return contender.counts.picture();
}

/** Pixels at which two contenders do not show the same, and those that either draws in a third way. */
function differing(a: Uint8Array, b: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i] || a[i] === 2) count += 1;
  return count;
}

/** Pixels of either half of a swipe of two times that are not those of that time alone. */
async function halves(element: HTMLElement): Promise<number> {
  const holder = document.createElement('div');
  holder.style.cssText = 'position:absolute;inset:0';
  element.replaceChildren(holder);
  const swipe = await twinSwipe('100k')(holder);
  let count = 0;
  for (const day of LOOKED_AT) {
    const both = picture(swipe, day);
    const [left, right] = swipe.alone(day).map((alone) => {
      alone();
      swipe.draw();
      return swipe.counts.picture();
    }) as [Uint8Array, Uint8Array];
    const width = swipe.counts.width();
    for (let pixel = 0; pixel < both.length / 4; pixel++) {
      const reference = pixel % width < width / 2 ? left : right;
      if ([0, 1, 2].some((k) => both[4 * pixel + k] !== reference[4 * pixel + k])) count += 1;
    }
  }
  swipe.destroy();
  return count;
}
