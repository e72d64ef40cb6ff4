import {
  Cartesian3,
  Cesium3DTileStyle,
  Cesium3DTileset,
  Math as CesiumMath,
  CesiumWidget,
  SplitDirection,
} from '@cesium/engine';
import type { AssetTable } from '../domain/asset.ts';
import { DAY } from '../domain/clock.ts';
import { layerOf } from '../domain/layers/table.ts';
import { ObservationTable } from '../domain/observation-table.ts';
import type { CompiledScenario, LayerValidity } from '../scenario/compiled.ts';
import { createCityScene } from '../scene/city-scene.ts';
import type { SceneSpec } from '../scene/scene-spec.ts';
import { createWidgetOptions } from '../scene/widget-options.ts';
import type { ScenarioDocument } from '../wire/scenario-document.ts';
import { countCalls, type GlCounts } from './gl-counts.ts';

/** Days on which no feature, and every feature, is there: on both halves of a swipe too. */
export const EMPTY_DAY = -0.1;
export const SETTLED_DAY = 0.15;
/** The left half of a swipe shows the city this many days later. */
const LATER = 0.04;
/** A December night: the light stands still for the eight hours of the scrub. */
const START = Date.parse('2026-12-21T21:00:00+08:00');
const VIEW = [116.589, 35.412, 2700, 0, -90, 0] as const;
const FIELD_OF_VIEW = 50;
const LAYER = 'billboard';

/** One way to show features that come and go. */
export interface Contender {
  readonly name: string;
  readonly counts: GlCounts;
  /** Sets the day; what is to be measured. */
  step(day: number): void;
  /** Draws a frame whether anything changed or not. */
  draw(): void;
  destroy(): void;
}

interface Swipe extends Contender {
  /** Shows the time of the left and of the right half on the whole screen. */
  alone(day: number): readonly [left: () => void, right: () => void];
}

/** The product's scene: its own tile shader over resident validity. */
export const twin = (size: string) => (holder: HTMLElement) => makeTwin(holder, size, false);
export const twinSwipe = (size: string) => (holder: HTMLElement) => makeTwin(holder, size, true);
/** Cesium's own way: a new style each step. */
export const rival = (size: string) => (holder: HTMLElement) => makeRival(holder, size, false);
/** For two times at once Cesium needs the tileset twice. */
export const rivalSwipe = (size: string) => (holder: HTMLElement) => makeRival(holder, size, true);

async function makeTwin(holder: HTMLElement, size: string, swiped: boolean): Promise<Swipe> {
  const widget = bareWidget(holder);
  const counts = countCalls(widget.canvas);
  const windows = new Float32Array(await (await fetch(`/scrub/${size}/windows.bin`)).arrayBuffer());
  const features = windows.length / 2;
  const definition = layerOf(LAYER);
  const assets: AssetTable = {
    layer: LAYER,
    count: features,
    capacity: features,
    ids: Array.from({ length: features }, (_, i) => `plate-${i}`),
    positions: new Float64Array(3 * features).map((_, i) => [VIEW[0], VIEW[1], 0][i % 3] as number),
    headings: new Float32Array(features),
    columns: {},
    provenance: 'simulated',
  };
  const keys = definition.properties.map((property) => property.key);
  const shown = new ObservationTable(LAYER, keys, features);
  const scene = createCityScene(widget);
  scene.fleet(new Map([[LAYER, { definition, assets, shown, source: 'simulated' as const }]]));
  const spec: SceneSpec = {
    now: START - DAY,
    at: START,
    era: 'future',
    frozen: true,
    reducedMotion: true,
    layers: [],
    tilesets: [
      {
        id: size,
        kind: 'structures',
        layer: LAYER,
        url: `/scrub/${size}/tileset.json`,
        title: { zh: size, en: size },
      },
    ],
    basemap: null,
    scenario: scenarioOf(assets, windows),
    alternative: 'A',
    compare: swiped ? 'A' : null,
    split: 0.5,
    select: null,
    highlight: [],
    quality: 'test',
    symbolScale: 1,
    labels: false,
    emphasis: 'everything',
    language: 'zh',
  };
  scene.sync(spec);
  scene.setView([...VIEW]);
  const draw = () => {
    widget.scene.requestRender();
    widget.scene.render();
  };
  const at = (day: number) => START + day * DAY;
  const alone = (day: number) => () => scene.sync({ ...spec, compare: null, at: at(day) });
  await loaded(draw, () => scene.stats().tiles.pending === 0 && scene.stats().tiles.loaded === 50, size);
  return {
    name: `chengjing ${size}`,
    counts,
    step: (day) => scene.sync({ ...spec, at: at(day), ...(swiped ? { compareAt: at(day + LATER) } : {}) }),
    alone: (day) => [alone(day + LATER), alone(day)],
    draw,
    destroy() {
      scene.destroy();
      widget.destroy();
    },
  };
}

/** One alternative under which slot s is there from window 2s to window 2s + 1, days. */
function scenarioOf(assets: AssetTable, windows: Float32Array): CompiledScenario {
  const own: LayerValidity = {
    from: Float64Array.from({ length: assets.count }, (_, slot) => START + (windows[2 * slot] as number) * DAY),
    to: Float64Array.from({ length: assets.count }, (_, slot) => START + (windows[2 * slot + 1] as number) * DAY),
    fate: new Uint8Array(assets.count),
  };
  const today: LayerValidity = {
    from: new Float64Array(assets.count).fill(Number.NEGATIVE_INFINITY),
    to: new Float64Array(assets.count).fill(Number.POSITIVE_INFINITY),
    fate: new Uint8Array(assets.count),
  };
  return {
    document: {
      id: 'scrub',
      project: {},
      baseline: [],
      assumptions: [],
      alternatives: [],
    } as unknown as ScenarioDocument,
    id: 'scrub',
    start: START,
    end: START + DAY,
    utcOffsetMinutes: 480,
    slices: [],
    assets: new Map([[LAYER, assets]]),
    alternatives: (['base', 'A'] as const).map((id) => ({
      id,
      title: { zh: id, en: id },
      summary: { zh: '', en: '' },
      phases: [],
      validity: new Map([[LAYER, id === 'A' ? own : today]]),
    })),
  };
}

async function makeRival(holder: HTMLElement, size: string, swiped: boolean): Promise<Contender> {
  const widget = bareWidget(holder);
  const counts = countCalls(widget.canvas);
  const { scene } = widget;
  if (scene.globe) scene.globe.show = false;
  const halves = swiped ? [SplitDirection.LEFT, SplitDirection.RIGHT] : [SplitDirection.NONE];
  const tilesets: Cesium3DTileset[] = [];
  for (const half of halves) {
    const tileset = await Cesium3DTileset.fromUrl(`/scrub/${size}/tileset.json`, {
      enableCollision: false,
      dynamicScreenSpaceError: false,
      foveatedScreenSpaceError: false,
    });
    tileset.splitDirection = half;
    tileset.environmentMapManager.enabled = false;
    tilesets.push(scene.primitives.add(tileset) as Cesium3DTileset);
  }
  if (swiped) scene.splitPosition = 0.5;
  const frustum = scene.camera.frustum;
  if ('fov' in frustum) frustum.fov = CesiumMath.toRadians(FIELD_OF_VIEW);
  frustum.near = 0.5;
  scene.camera.setView({ destination: Cartesian3.fromDegrees(VIEW[0], VIEW[1], VIEW[2]) });
  // At one instant: the sun of its own lighting would move, and a glint with it.
  const instant = widget.clock.currentTime.clone();
  const draw = () => {
    scene.requestRender();
    scene.render(instant);
  };
  await loaded(draw, () => tilesets.every((each) => each.tilesLoaded), size);
  return {
    name: `Cesium3DTileStyle ${size}`,
    counts,
    step(day) {
      tilesets.forEach((tileset, i) => {
        const own = swiped && i === 0 ? day + LATER : day;
        tileset.style = new Cesium3DTileStyle({ show: `\${from} <= ${own} && \${to} > ${own}` });
      });
    },
    draw,
    destroy: () => widget.destroy(),
  };
}

function bareWidget(holder: HTMLElement): CesiumWidget {
  const widget = new CesiumWidget(holder, { ...createWidgetOptions(), useDefaultRenderLoop: false });
  // A contender that cannot draw must not look fast.
  widget.scene.rethrowRenderErrors = true;
  for (const part of [widget.canvas, widget.canvas.parentElement])
    if (part) part.style.cssText = 'width:100%;height:100%;display:block';
  widget.resize();
  return widget;
}

/** Draws until every tile stands, and then some: what arrives late would be counted as part of a step. */
async function loaded(draw: () => void, ready: () => boolean, what: string): Promise<void> {
  for (let left = 600, after = 5; after > 0; left--) {
    if (left === 0) throw new Error(`The tiles "${what}" were not loaded after 600 frames.`);
    draw();
    if (ready()) after -= 1;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
