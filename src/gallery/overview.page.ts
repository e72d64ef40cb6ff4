import { mountOverview } from '../overview/overview.ts';
import { madeUpOverview } from './overview-fixture.ts';
import type { GalleryPage } from './page.ts';

const [WIDTH, HEIGHT] = [720, 480];

/** The linked map by day and by night. `&tiles=<tileset.json>` draws a tileset of your own in it, `&light=day` one map only. */
export const page: GalleryPage = {
  title: { zh: '鹰眼图', en: 'Overview map' },
  size: [2 * WIDTH, HEIGHT],
  async mount(element) {
    const tiles = new URLSearchParams(location.search).getAll('tiles');
    const only = new URLSearchParams(location.search).get('light');
    const lights = (['day', 'night'] as const).filter((light) => only === null || light === only);
    const overviews = lights.map((light, column) => {
      const frame = document.createElement('div');
      frame.style.cssText = `position:absolute;left:${column * WIDTH}px;top:0;width:${WIDTH}px;height:${HEIGHT}px`;
      element.append(frame);
      return mountOverview(frame, {
        ...madeUpOverview(),
        light,
        tilesets: tiles.map((url) => ({ url, kind: 'buildings' })),
      });
    });
    Object.assign(window, { overviews });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    return () => {
      for (const overview of overviews) overview.destroy();
    };
  },
};
