import { entities, ours, points } from './live-contenders.ts';
import { type Course, lampPositions, measure, median, prove, type Sent, sent } from './live-figures.ts';
import type { GalleryPage } from './page.ts';

const COURSE: Course = { lamps: 12_000, changes: 1_000, frames: 40, warmUp: 8 };
const PIXELS = 8;

export const page: GalleryPage = {
  title: { zh: '基准：实时灯点', en: 'Benchmark: live points' },
  size: [960, 540],
  async mount(element) {
    const lamps = { positions: lampPositions(COURSE.lamps), pixels: PIXELS };
    const figures = new Map<string, Sent & { readonly javascript: number }>();
    for (const make of [ours, points, entities]) {
      const holder = document.createElement('div');
      holder.style.cssText = 'position:absolute;inset:0';
      element.replaceChildren(holder);
      const contender = await make(holder, lamps);
      prove(contender, 0);
      const frames = COURSE.warmUp + COURSE.frames;
      const javascript = median(measure(contender, COURSE));
      prove(contender, frames + 2);
      figures.set(contender.name, { javascript, ...sent(contender, COURSE, frames + 4) });
      contender.destroy();
    }
    const of = (name: string) => {
      const found = figures.get(name);
      if (!found) throw new Error(`"${name}" was not measured.`);
      return found;
    };
    const mine = of('chengjing');
    window.measurements = ['PointPrimitiveCollection', 'Entity API'].flatMap((peer) => {
      const its = of(peer);
      return [
        { metric: 'JavaScript a frame', value: mine.javascript, unit: 'ms', peer, peerValue: its.javascript },
        { metric: 'GL calls a frame', value: mine.calls, unit: '1', peer, peerValue: its.calls },
        { metric: 'bytes uploaded a frame', value: mine.bytes, unit: 'B', peer, peerValue: its.bytes },
      ];
    });
    const list = document.createElement('pre');
    list.textContent = JSON.stringify(window.measurements, null, 1);
    element.replaceChildren(list);
    return () => list.remove();
  },
};
