import { bufferPoints, type Contender, deckScatterplot, ourSigns, points } from './live-contenders.ts';
import { type Course, idle, lampPositions, measure, median, prove, sent, sentIdle } from './live-figures.ts';
import type { GalleryPage } from './page.ts';

const COURSE: Course = { lamps: 200_000, changes: 1_000, frames: 4, warmUp: 1 };
/** The contenders take turns, so that a slow minute falls on all. */
const ROUNDS = 6;
/** Rounds before those that count: a city is watched for hours, and code that runs for the first time is no part of that. */
const WARM_ROUNDS = 3;
/** Frames a round in which nothing changes. */
const IDLE_FRAMES = 4;
const PIXELS = 4;
const BETTER = 'better of PointPrimitive-, BufferPointCollection';

/** 200,000 assets, 1,000 scattered writes a frame: what `npm run bench -- live` reads. */
export const page: GalleryPage = {
  title: { zh: '基准：二十万部件', en: 'Benchmark: 200,000 live assets' },
  size: [960, 540],
  async mount(element) {
    const lamps = { positions: lampPositions(COURSE.lamps), pixels: PIXELS };
    const contenders: Contender[] = [];
    // deck.gl first: it learns its size and links its shaders between frames of the page, which the others make few.
    for (const make of [deckScatterplot, ourSigns, points, bufferPoints]) {
      const holder = document.createElement('div');
      holder.style.cssText = 'position:absolute;inset:0';
      element.append(holder);
      const contender = await make(holder, lamps);
      prove(contender, 0);
      console.debug(`${contender.name} draws what it is told`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      contenders.push(contender);
    }
    const times = contenders.map((): number[] => []);
    const still: number[] = [];
    for (let round = 0; round < WARM_ROUNDS + ROUNDS; round++) {
      // The browser gets a turn between the rounds.
      await new Promise((resolve) => setTimeout(resolve, 50));
      const first = round * (COURSE.warmUp + COURSE.frames);
      contenders.forEach((contender, i) => {
        const seen = measure(contender, COURSE, first);
        console.debug(`round ${round + 1}, ${contender.name}: ${median(seen).toFixed(2)} ms`);
        if (round >= WARM_ROUNDS) times[i]?.push(...seen);
      });
      const rest = idle(contenders[1] as Contender, IDLE_FRAMES);
      if (round >= WARM_ROUNDS) still.push(...rest);
    }
    const frames = (WARM_ROUNDS + ROUNDS) * (COURSE.warmUp + COURSE.frames);
    for (const contender of contenders) prove(contender, frames + 2);
    const amounts = contenders.map((contender) => sent(contender, COURSE, frames + 4));
    const restCalls = sentIdle(contenders[1] as Contender).calls;
    for (const contender of contenders) contender.destroy();
    const [deck, mine, primitives, buffer] = times.map((each, i) => ({
      javascript: median(each),
      bytes: amounts[i]?.bytes ?? 0,
      calls: amounts[i]?.calls ?? 0,
    })) as [Figures, Figures, Figures, Figures];
    const javascript = (peer: string, peerValue: number) => ({
      metric: 'JavaScript a frame',
      value: mine.javascript,
      unit: 'ms',
      peer,
      peerValue,
    });
    const bytes = (peer: string, peerValue: number) => ({
      metric: 'bytes uploaded a frame',
      value: mine.bytes,
      unit: 'B',
      peer,
      peerValue,
    });
    const calls = (peer: string, peerValue: number) => ({
      metric: 'GL calls a frame',
      value: mine.calls,
      unit: '1',
      peer,
      peerValue,
    });
    window.measurements = [
      javascript(BETTER, Math.min(primitives.javascript, buffer.javascript)),
      javascript('deck.gl, binary attributes', deck.javascript),
      bytes('BufferPointCollection', buffer.bytes),
      bytes('deck.gl, binary attributes', deck.bytes),
      calls('an idle frame', restCalls),
      javascript('PointPrimitiveCollection', primitives.javascript),
      javascript('BufferPointCollection', buffer.javascript),
      javascript('an idle frame', median(still)),
      bytes('PointPrimitiveCollection', primitives.bytes),
      calls('PointPrimitiveCollection', primitives.calls),
      calls('BufferPointCollection', buffer.calls),
      calls('deck.gl, binary attributes', deck.calls),
    ];
    const list = document.createElement('pre');
    list.textContent = JSON.stringify(window.measurements, null, 1);
    element.replaceChildren(list);
    return () => list.remove();
  },
};

interface Figures {
  readonly javascript: number;
  readonly bytes: number;
  readonly calls: number;
}
