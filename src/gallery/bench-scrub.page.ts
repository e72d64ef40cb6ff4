import { measureScrub } from './bench-scrub.ts';
import type { GalleryPage } from './page.ts';

export const page: GalleryPage = {
  title: { zh: '基准：时间轴拖动', en: 'Benchmark: scrub' },
  size: [960, 540],
  async mount(element) {
    window.measurements = await measureScrub(element);
    const list = document.createElement('pre');
    list.textContent = JSON.stringify(window.measurements, null, 1);
    element.replaceChildren(list);
    return () => list.remove();
  },
};
