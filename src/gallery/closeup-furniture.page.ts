import type { Exhibit } from '../closeup/exhibit.ts';
import { makeStage } from '../closeup/stage.ts';
import { buildModel, MODEL_NAMES } from '../domain/furniture/model.ts';
import { SCENE_PALETTE } from '../domain/palette.ts';
import type { GalleryPage } from './page.ts';

const CELL = 240;
const COLUMNS = 8;

/** Every model that a layer can name, drawn one after the other on one stage, with its triangle count. */
export const page: GalleryPage = {
  title: { zh: '街道家具', en: 'Street furniture' },
  size: [COLUMNS * CELL, Math.ceil(MODEL_NAMES.length / COLUMNS) * CELL],
  async mount(element) {
    element.style.background = SCENE_PALETTE.ground.day;
    for (const [i, name] of MODEL_NAMES.entries()) {
      const mesh = buildModel(name);
      let drawn = (): void => {};
      const frame = new Promise<void>((resolve) => {
        drawn = resolve;
      });
      const stage = makeStage(
        () => {
          const picture = new Image(CELL, CELL);
          picture.src = stage?.canvas.toDataURL() ?? '';
          picture.alt = name;
          const caption = document.createElement('figcaption');
          caption.textContent = `${name} · ${mesh.indices.length / 3} △`;
          caption.style.cssText = 'position:absolute;left:8px;bottom:4px;font-size:12px';
          const figure = document.createElement('figure');
          figure.style.cssText = `position:absolute;margin:0;width:${CELL}px;height:${CELL}px;left:${(i % COLUMNS) * CELL}px;top:${Math.floor(i / COLUMNS) * CELL}px`;
          figure.append(picture, caption);
          element.append(figure);
          drawn();
        },
        () => {},
      );
      if (!stage) throw new Error('The furniture page needs WebGL2.');
      const exhibit: Exhibit = { mesh, gap: 0, callouts: [], layers: [], view: { bearing: 50, elevation: 14 } };
      stage.put(exhibit, 'day', { x: 14, y: 20 });
      stage.resize(CELL, CELL, { x: 14, y: 20 });
      stage.dress('day', { lit: 0.3, status: 'normal' });
      await frame;
      stage.destroy();
    }
    return () => element.replaceChildren();
  },
};
