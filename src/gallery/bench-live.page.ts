import { bufferPoints, type Contender, deckScatterplot, ourSigns, points } from './live-contenders.ts';
import { type Course, type Figures, idle, lampPositions, measure, medians, prove } from './live-figures.ts';
import type { GalleryPage } from './page.ts';

const COURSE: Course = { lamps: 200_000, changes: 1_000, frames: 5, warmUp: 1 };
/** The contenders take turns, so that a slow minute falls on all. */
const ROUNDS = 3;
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
    const seen = contenders.map((): Figures[] => []);
    const still: Figures[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      // The browser gets a turn between the rounds.
      await new Promise((resolve) => setTimeout(resolve, 50));
      const first = round * (COURSE.warmUp + COURSE.frames);
      contenders.forEach((contender, i) => {
        seen[i]?.push(...measure(contender, COURSE, first));
        console.debug(`${contender.name}: ${JSON.stringify(medians(seen[i] ?? []))}`);
      });
      still.push(idle(contenders[1] as Contender));
      console.debug(`round ${round + 1}: ${JSON.stringify(seen.map(medians))}, idle ${JSON.stringify(medians(still))}`);
    }
    for (const contender of contenders) {
      prove(contender, ROUNDS * (COURSE.warmUp + COURSE.frames) + 2);
      contender.destroy();
    }
    const [deck, mine, primitives, buffer] = seen.map(medians) as [Figures, Figures, Figures, Figures];
    const rest = medians(still);
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
      calls('an idle frame', rest.calls),
      javascript('PointPrimitiveCollection', primitives.javascript),
      javascript('BufferPointCollection', buffer.javascript),
      javascript('an idle frame', rest.javascript),
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
