import { measureFrame } from './bench-frame.ts';
import type { GalleryPage } from './page.ts';

/** What our scene costs beyond Cesium itself; `npm run bench -- frame` reads it. */
export const page: GalleryPage = {
  title: { zh: '基准：整城一帧', en: 'Benchmark: a frame of the whole city' },
  size: [960, 540],
  async mount(element) {
    window.measurements = await measureFrame(element);
    const list = document.createElement('pre');
    list.textContent = JSON.stringify(window.measurements, null, 1);
    element.replaceChildren(list);
    return () => list.remove();
  },
};
