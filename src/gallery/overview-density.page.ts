import { mountOverview } from '../overview/overview.ts';
import { madeUpOverview } from './overview-fixture.ts';
import type { GalleryPage } from './page.ts';

const [WIDTH, HEIGHT] = [720, 480];

/** Lamps brought together: hexagons of a mean by day, heat of a sum by night. */
export const page: GalleryPage = {
  title: { zh: '鹰眼图：六边形与热力', en: 'Overview map: hexagons and heat' },
  size: [2 * WIDTH, HEIGHT],
  async mount(element) {
    const overviews = (['day', 'night'] as const).map((light, column) => {
      const frame = document.createElement('div');
      frame.style.cssText = `position:absolute;left:${column * WIDTH}px;top:0;width:${WIDTH}px;height:${HEIGHT}px`;
      element.append(frame);
      const data = madeUpOverview();
      const count = data.lamps.length / 3;
      const places = Float64Array.from({ length: 2 * count }, (_, i) => data.lamps[3 * (i >> 1) + (i & 1)] ?? 0);
      // Power that falls away from the middle.
      const weights = Float32Array.from({ length: count }, (_, i) =>
        Math.max(40, 250 - 5000 * Math.hypot((places[2 * i] ?? 0) - 116.59, (places[2 * i + 1] ?? 0) - 35.42)),
      );
      const points = { places, weights };
      const density =
        light === 'day'
          ? ({ kind: 'hexagon', measure: 'mean', points } as const)
          : ({ kind: 'heat', measure: 'sum', points } as const);
      return mountOverview(frame, { ...data, light, density });
    });
    Object.assign(window, { overviews });
    await new Promise((resolve) => setTimeout(resolve, 2000));
    return () => {
      for (const overview of overviews) overview.destroy();
    };
  },
};
