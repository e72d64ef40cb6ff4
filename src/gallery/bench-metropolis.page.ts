import { CesiumWidget } from '@cesium/engine';
import { createCityScene } from '../scene/city-scene.ts';
import type { SceneSpec } from '../scene/scene-spec.ts';
import { createWidgetOptions } from '../scene/widget-options.ts';
import { METROPOLIS, metropolisFleet } from './metropolis-fleet.ts';
import type { GalleryPage } from './page.ts';
import { NOW, type SceneUnderTest, servedCity } from './scene-page.ts';

declare global {
  interface Window {
    metropolis?: Metropolis;
  }
}

interface Metropolis extends Omit<SceneUnderTest, 'scenario'> {
  /** Tilesets of streamed models. */
  readonly models: SceneSpec['tilesets'];
}

/**
 * 225,000 assets at a live clock over the tiles of the served city; `?vertices=` is the budget of streamed models, and with
 * `?bare` none are shown until somebody asks for them.
 */
export const page: GalleryPage = {
  title: { zh: '二十二万五千部件', en: '225,000 assets' },
  size: [960, 540],
  async mount(element) {
    const parameters = new URLSearchParams(location.search);
    const asked = parameters.get('vertices');
    const { tilesets, terrain } = await servedCity();
    const widget = new CesiumWidget(element, createWidgetOptions());
    const scene = createCityScene(widget, { terrain, ...(asked ? { modelVertices: Number(asked) } : {}) });
    const fleet = metropolisFleet(NOW);
    const models = tilesets.filter(({ kind }) => kind === 'furniture' || kind === 'trees');
    const spec: SceneSpec = {
      now: NOW,
      at: NOW,
      era: 'now',
      frozen: true,
      reducedMotion: true,
      layers: Object.keys(METROPOLIS),
      tilesets: parameters.has('bare') ? [] : models,
      basemap: null,
      scenario: null,
      alternative: 'base',
      compare: null,
      split: 0.5,
      select: null,
      highlight: [],
      quality: 'test',
      symbolScale: 1,
      labels: true,
      emphasis: 'everything',
      language: 'zh',
    };
    const test: Metropolis = {
      models,
      scene,
      widget,
      fleet,
      spec,
      change(patch) {
        test.spec = { ...test.spec, ...patch };
        scene.sync(test.spec);
      },
    };
    window.metropolis = test;
    scene.setView([116.589, 35.405, 900, 0, -40, 0]);
    scene.fleet(fleet);
    scene.sync(spec);
    await scene.settled();
    return () => {
      scene.destroy();
      widget.destroy();
      delete window.metropolis;
    };
  },
};
