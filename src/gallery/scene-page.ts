import { CesiumWidget } from '@cesium/engine';
import type { AssetTable } from '../domain/asset.ts';
import type { CameraView } from '../domain/camera.ts';
import type { Fleet } from '../domain/fleet.ts';
import type { LandscapeSchedule } from '../domain/landscape-lighting.ts';
import { LAYERS } from '../domain/layers/table.ts';
import type { Words } from '../domain/words.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { createCityScene } from '../scene/city-scene.ts';
import type { SceneTerrain } from '../scene/ground.ts';
import type { CityScene, SceneSpec, SceneTileset } from '../scene/scene-spec.ts';
import { createWidgetOptions } from '../scene/widget-options.ts';
import { parseAssetTable } from '../wire/asset-table.ts';
import { type Catalog, parseCatalog } from '../wire/catalog.ts';
import { decodeHeights } from '../wire/height-grid.ts';
import type { GalleryPage } from './page.ts';
import { FAIR, syntheticFleet, syntheticScenario } from './scene-fleet.ts';

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
  /** Of the page and of its scene, CSS pixels; the scene fills the page unless it says otherwise. */
  readonly size?: GalleryPage['size'];
  readonly canvas?: GalleryPage['size'];
  /** What differs from the city at noon with every layer shown. */
  readonly spec?: Partial<SceneSpec>;
  /** What stands there and what is planned; absent: a made-up city of the real one's size. */
  readonly city?: () => { readonly fleet: Fleet; readonly scenario: CompiledScenario };
  /** What every weather station observes at the page's time; absent: a fair day. */
  readonly weather?: Readonly<Record<string, number>>;
  /** Where a built city is served, for a scene of its own; absent: `/city/`. */
  readonly served?: string;
  /** What is done to the scene before its picture is taken; it gets a scene of its own, unless that is `together` with others. */
  readonly act?: (test: SceneUnderTest) => Promise<void>;
  readonly together?: boolean;
}

/** A page of the whole scene over a made-up fleet of the real city's size, with the city's tiles where they are served. */
export function scenePage(options: ScenePageOptions): GalleryPage {
  return {
    title: options.title,
    size: options.size ?? [960, 540],
    async mount(page) {
      const element = document.createElement('div');
      const [width, height] = options.canvas ?? options.size ?? [960, 540];
      element.style.cssText = `position:relative;width:${width}px;height:${height}px`;
      page.append(element);
      const alone = options.city || options.served || (options.act && !options.together);
      const stood = alone ? await standAlone(element, options) : await standTogether(element);
      const { widget, scene, tilesets, fleet, scenario } = stood;
      const base: SceneSpec = {
        now: NOW,
        at: NOW,
        era: 'now',
        frozen: true,
        reducedMotion: true,
        layers: LAYERS.map((layer) => layer.id),
        tilesets,
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
      // The stations are kept from page to page with the city: each says its own weather.
      observe(fleet, base.at, options.weather ?? {});
      scene.setView(options.view);
      if (stood.bind) scene.fleet(fleet);
      scene.sync(base);
      scene.touch();
      await scene.settled();
      if (options.act) {
        await options.act(test);
        await scene.settled();
      }
      return () => {
        stood.leave();
        element.remove();
        delete window.sceneUnderTest;
      };
    },
  };
}

/** A city that stands on a page. */
interface Standing {
  readonly widget: CesiumWidget;
  readonly scene: CityScene;
  readonly fleet: Fleet;
  readonly scenario: CompiledScenario;
  readonly tilesets: readonly SceneTileset[];
  /** The scene has not yet been given its fleet. */
  readonly bind: boolean;
  leave(): void;
}

async function standAlone(
  element: HTMLElement,
  { city, served: base = '/city/' }: Pick<ScenePageOptions, 'city' | 'served'>,
): Promise<Standing> {
  const widget = new CesiumWidget(element, createWidgetOptions());
  const served = city ? NOTHING_SERVED : await servedCity(base);
  const scene = createCityScene(widget, {
    terrain: served.terrain,
    landscape: served.landscape,
    wholePictures: true,
  });
  const leave = () => {
    scene.destroy();
    widget.destroy();
  };
  return { widget, scene, ...(city?.() ?? syntheticCity(served.tables)), tilesets: served.tilesets, bind: true, leave };
}

/** The served city, kept between pages: what is drawn is a function of the spec alone, and a second start takes long. */
let kept: { readonly frame: HTMLElement; readonly city: Standing } | undefined;

async function standTogether(element: HTMLElement): Promise<Standing> {
  const bind = kept === undefined;
  if (kept) element.append(kept.frame);
  else {
    const frame = document.createElement('div');
    frame.style.cssText = 'position:absolute;inset:0';
    element.append(frame);
    kept = { frame, city: await standAlone(frame, {}) };
  }
  const { frame, city } = kept;
  return { ...city, bind, leave: () => frame.remove() };
}

function observe(fleet: Fleet, at: number, weather: Readonly<Record<string, number>>): void {
  const stations = fleet.get('weather');
  if (!stations) return;
  for (let slot = 0; slot < stations.assets.count; slot++)
    stations.shown.properties.forEach((key, index) => {
      stations.shown.write(index, slot, weather[key] ?? FAIR[key] ?? 0, at, 'good');
    });
}

function syntheticCity(tables: ReadonlyMap<string, AssetTable>) {
  const fleet = syntheticFleet(NOW, tables);
  return { fleet, scenario: syntheticScenario(fleet, NOW + 98 * 86_400_000) };
}

interface Served {
  readonly tilesets: readonly SceneTileset[];
  readonly tables: ReadonlyMap<string, AssetTable>;
  readonly terrain: SceneTerrain | null;
  readonly landscape?: LandscapeSchedule | undefined;
}

const NOTHING_SERVED: Served = { tilesets: [], tables: new Map(), terrain: null };

/** Tilesets, asset tables and ground of the city that this server serves; none when it serves no city. */
export async function servedCity(base = '/city/'): Promise<Served> {
  const tables = new Map<string, AssetTable>();
  const response = await fetch(`${base}catalog.json`).catch(() => null);
  if (!response?.headers.get('content-type')?.includes('json')) return NOTHING_SERVED;
  const catalog = parseCatalog(await response.json());
  for (const { id, assets } of catalog.layers) {
    const table = await fetch(`${base}${assets}`);
    tables.set(id, parseAssetTable(await table.json(), assets));
  }
  return {
    tilesets: catalog.tilesets.map((each) => ({ ...each, url: `${base}${each.url}` })),
    tables,
    terrain: await servedTerrain(base, catalog),
    landscape: catalog.landscapeLighting,
  };
}

async function servedTerrain(base: string, { terrain }: Catalog): Promise<SceneTerrain | null> {
  if (!terrain) return null;
  const heights = await fetch(`${base}${terrain.heights.url}`);
  return {
    url: `${base}${terrain.url.replace(/[^/]*$/, '')}`,
    field: decodeHeights(terrain.heights, new Uint8Array(await heights.arrayBuffer())),
  };
}
