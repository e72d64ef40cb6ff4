import { CesiumWidget } from '@cesium/engine';
import type { AssetTable } from '../domain/asset.ts';
import type { CameraView } from '../domain/camera.ts';
import type { Fleet } from '../domain/fleet.ts';
import { LAYERS } from '../domain/layers/table.ts';
import type { Words } from '../domain/words.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { createCityScene } from '../scene/city-scene.ts';
import type { CityScene, SceneSpec, SceneTileset } from '../scene/scene-spec.ts';
import { createWidgetOptions } from '../scene/widget-options.ts';
import { parseAssetTable } from '../wire/asset-table.ts';
import { parseCatalog } from '../wire/catalog.ts';
import type { GalleryPage } from './page.ts';
import { syntheticFleet, syntheticScenario } from './scene-fleet.ts';

/** A late November noon: the clock of every scene page. */
export const NOW = Date.parse('2026-11-23T11:00:00+08:00');

export interface SceneUnderTest {
  scene: CityScene;
  widget: CesiumWidget;
  fleet: Fleet;
  scenario: CompiledScenario;
  spec: SceneSpec;
  change(patch: Partial<SceneSpec>): void;
}

declare global {
  interface Window {
    /** The scene of the open page, for the scene's own tests. */
    sceneUnderTest?: SceneUnderTest;
  }
}

export interface ScenePageOptions {
  readonly title: Words;
  readonly view: CameraView;
  /** What differs from the city at noon with every layer shown. */
  readonly spec?: Partial<SceneSpec>;
  /** What stands there and what is planned; absent: a made-up city of the real one's size. */
  readonly city?: () => { readonly fleet: Fleet; readonly scenario: CompiledScenario };
  /** What is done to the scene before its picture is taken. */
  readonly act?: (test: SceneUnderTest) => Promise<void>;
}

/** A page of the whole scene over a made-up fleet of the real city's size, with the city's tiles where they are served. */
export function scenePage(options: ScenePageOptions): GalleryPage {
  return {
    title: options.title,
    size: [960, 540],
    async mount(element) {
      const widget = new CesiumWidget(element, createWidgetOptions());
      const scene = createCityScene(widget);
      const served = options.city ? { tilesets: [], tables: new Map() } : await servedCity();
      const { fleet, scenario } = options.city?.() ?? syntheticCity(served.tables);
      const base: SceneSpec = {
        now: NOW,
        at: NOW,
        era: 'now',
        frozen: true,
        reducedMotion: true,
        layers: LAYERS.map((layer) => layer.id),
        tilesets: served.tilesets,
        basemap: null,
        scenario,
        alternative: 'B',
        compare: null,
        split: 0.5,
        select: null,
        highlight: [],
        quality: 'test',
        symbolScale: 1,
        labels: true,
        emphasis: 'everything',
        language: 'zh',
        ...options.spec,
      };
      const test: SceneUnderTest = {
        scene,
        widget,
        fleet,
        scenario,
        spec: base,
        change(patch: Partial<SceneSpec>) {
          test.spec = { ...test.spec, ...patch };
          scene.sync(test.spec);
        },
      };
      window.sceneUnderTest = test;
      scene.setView(options.view);
      scene.fleet(fleet);
      scene.sync(base);
      await scene.settled();
      if (options.act) {
        await options.act(test);
        await scene.settled();
      }
      return () => {
        scene.destroy();
        widget.destroy();
        delete window.sceneUnderTest;
      };
    },
  };
}

function syntheticCity(tables: ReadonlyMap<string, AssetTable>) {
  const fleet = syntheticFleet(NOW, tables);
  return { fleet, scenario: syntheticScenario(fleet, NOW + 98 * 86_400_000) };
}

/** Tilesets and asset tables of the city that this server serves; none when it serves no city. */
async function servedCity(): Promise<{ tilesets: SceneTileset[]; tables: ReadonlyMap<string, AssetTable> }> {
  const tables = new Map<string, AssetTable>();
  const response = await fetch('/city/catalog.json').catch(() => null);
  if (!response?.headers.get('content-type')?.includes('json')) return { tilesets: [], tables };
  const catalog = parseCatalog(await response.json());
  for (const { id, assets } of catalog.layers) {
    const table = await fetch(`/city/${assets}`);
    tables.set(id, parseAssetTable(await table.json(), assets));
  }
  return { tilesets: catalog.tilesets.map((each) => ({ ...each, url: `/city/${each.url}` })), tables };
}
