import { Cartesian3, Cesium3DTileset, CesiumWidget, DirectionalLight, ShadowMode } from '@cesium/engine';
import { LAYERS } from '../domain/layers/table.ts';
import { setView } from '../scene/camera.ts';
import { createCityScene } from '../scene/city-scene.ts';
import { type SceneTerrain, sceneGround } from '../scene/ground.ts';
import { glOf } from '../scene/private/context.ts';
import { makeShadowMap } from '../scene/private/shadow-map.ts';
import { QUALITY } from '../scene/quality.ts';
import type { SceneSpec, SceneTileset } from '../scene/scene-spec.ts';
import { shadowReach } from '../scene/sun-shadows.ts';
import { terrainProvider } from '../scene/terrain-provider.ts';
import { CASTING } from '../scene/tilesets.ts';
import { countUploads } from '../scene/uploads.ts';
import { createWidgetOptions } from '../scene/widget-options.ts';
import { syntheticFleet } from './scene-fleet.ts';
import { NOW, servedCity } from './scene-page.ts';

/** The home view of the planner, and how far the camera turns between two frames, degrees. */
const HOME = [116.5895, 35.4015, 1500, 8, -38, 0] as const;
const TURN = 0.15;
/** Frames of a round, and rounds; the contenders take turns, so that a slow minute falls on both. */
const FRAMES = 6;
const ROUNDS = 3;
/** Milliseconds for which nothing may be drawn while nothing changes. */
const STILL = 5000;

type Measurement = NonNullable<Window['measurements']>[number];

interface Contender {
  look(heading: number): void;
  draw(): void;
  drawCalls(): number;
  readonly gl: WebGL2RenderingContext;
  destroy(): void;
}

/** A frame of the whole built city in motion: our scene with every layer, against Cesium with the same tiles and shadows and no more. */
export async function measureFrame(element: HTMLElement): Promise<Measurement[]> {
  const { tilesets, tables, terrain } = await servedCity();
  if (tilesets.length === 0)
    throw new Error('No city is served at /city/. Run "npm run bench -- frame", which builds it.');
  const holders = [0, 1].map(() => {
    const holder = document.createElement('div');
    holder.style.cssText = 'position:absolute;inset:0';
    return holder;
  });
  element.replaceChildren(...holders);
  const shown = LAYERS.filter(({ id, hiddenAtFirst }) => !hiddenAtFirst && (tables.get(id)?.count ?? 0) > 0);
  const own = await ours(
    holders[0] as HTMLElement,
    tilesets,
    syntheticFleet(NOW, tables),
    shown.map(({ id }) => id),
    terrain,
  );
  const peer = await bare(holders[1] as HTMLElement, tilesets, terrain);
  const times = { own: [] as number[], peer: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    times.own.push(...measure(own));
    times.peer.push(...measure(peer));
  }
  const still = await own.still();
  const calls = { own: own.drawCalls(), peer: peer.drawCalls() };
  own.destroy();
  peer.destroy();
  const kinds = new Set(shown.map(({ geometry }) => geometry)).size;
  return [
    {
      metric: 'JavaScript a frame',
      value: median(times.own),
      unit: 'ms',
      peer: 'bare Cesium',
      peerValue: median(times.peer),
    },
    {
      metric: 'draw calls',
      value: calls.own,
      unit: '1',
      peer: 'bare Cesium + 2 a layer',
      peerValue: calls.peer + 2 * shown.length,
    },
    {
      metric: 'draw calls beyond',
      value: calls.own - calls.peer,
      unit: '1',
      peer: 'kinds of geometry',
      peerValue: kinds,
    },
    { metric: 'frames in 5 s at rest', value: still, unit: '1', peer: 'one frame', peerValue: 1 },
  ];
}

async function ours(
  holder: HTMLElement,
  tilesets: readonly SceneTileset[],
  fleet: SceneFleet,
  layers: readonly string[],
  terrain: SceneTerrain | null,
) {
  const widget = new CesiumWidget(holder, createWidgetOptions());
  const scene = createCityScene(widget, { terrain });
  const ground = sceneGround(terrain);
  const spec: SceneSpec = {
    now: NOW,
    at: NOW,
    era: 'now',
    frozen: true,
    reducedMotion: true,
    layers,
    tilesets,
    basemap: null,
    scenario: null,
    alternative: 'base',
    compare: null,
    split: 0.5,
    select: null,
    highlight: [],
    quality: 'high',
    symbolScale: 1,
    labels: true,
    emphasis: 'everything',
    language: 'zh',
  };
  scene.setView([...HOME]);
  scene.fleet(fleet);
  scene.sync(spec);
  await scene.settled();
  return {
    gl: glOf(widget.scene),
    look: (heading: number) => setView(widget.scene, [HOME[0], HOME[1], HOME[2], heading, HOME[4], 0], ground),
    draw() {
      widget.scene.requestRender();
      widget.scene.render();
    },
    drawCalls: () => scene.stats().drawCalls,
    /** Frames drawn in five seconds in which nothing changes, with the product's own loop running. */
    async still() {
      await scene.settled();
      // Cesium tells the end of a movement half a second after it, and names are laid out anew then.
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await scene.settled();
      const before = scene.stats().frames;
      await new Promise((resolve) => setTimeout(resolve, STILL));
      return scene.stats().frames - before;
    },
    destroy() {
      scene.destroy();
      widget.destroy();
    },
  };
}

type SceneFleet = ReturnType<typeof syntheticFleet>;

async function bare(
  holder: HTMLElement,
  tilesets: readonly SceneTileset[],
  terrain: SceneTerrain | null,
): Promise<Contender> {
  const widget = new CesiumWidget(holder, createWidgetOptions());
  const { scene, canvas } = widget;
  for (const part of [canvas, canvas.parentElement]) if (part) part.style.cssText = 'width:100%;height:100%';
  const preset = QUALITY.high;
  widget.useBrowserRecommendedResolution = preset.maximumPixelRatio <= 1;
  scene.msaaSamples = preset.msaaSamples;
  widget.resize();
  const ground = sceneGround(terrain);
  if (terrain) scene.terrainProvider = await terrainProvider(terrain.url);
  setView(scene, [...HOME], ground);
  const uploads = countUploads(glOf(scene));
  scene.postRender.addEventListener(() => uploads.endFrame());
  const map = makeShadowMap(scene);
  map.set(preset.shadows, shadowReach(HOME[2]));
  // The sun of the page's noon, as near as matters: from the south, 33° up.
  const up = Cartesian3.normalize(Cartesian3.fromDegrees(HOME[0], HOME[1]), new Cartesian3());
  const north = new Cartesian3(0, 0, 1);
  const direction = Cartesian3.subtract(Cartesian3.multiplyByScalar(north, 0.8, north), up, new Cartesian3());
  scene.light = new DirectionalLight({ direction: Cartesian3.normalize(direction, direction) });
  const open: Cesium3DTileset[] = [];
  for (const { url, kind } of tilesets) {
    const tileset = await Cesium3DTileset.fromUrl(url, {
      enableCollision: false,
      dynamicScreenSpaceError: false,
      foveatedScreenSpaceError: false,
      maximumScreenSpaceError: preset.screenSpaceError,
    });
    tileset.environmentMapManager.enabled = false;
    tileset.shadows = CASTING.includes(kind) ? ShadowMode.ENABLED : ShadowMode.RECEIVE_ONLY;
    open.push(scene.primitives.add(tileset) as Cesium3DTileset);
  }
  const draw = () => {
    scene.requestRender();
    scene.render();
  };
  for (let quiet = 0; quiet < 3; ) {
    draw();
    await new Promise((resolve) => setTimeout(resolve, 120));
    quiet = open.every((tileset) => tileset.tilesLoaded) ? quiet + 1 : 0;
  }
  return {
    gl: glOf(scene),
    look: (heading) => setView(scene, [HOME[0], HOME[1], HOME[2], heading, HOME[4], 0], ground),
    draw,
    drawCalls: () => uploads.drawCallsLastFrame,
    destroy() {
      uploads.undo();
      map.destroy();
      widget.destroy();
    },
  };
}

/** Milliseconds of JavaScript of each frame of a turn to and fro; the GPU is waited for outside the timing. */
function measure(contender: Contender): number[] {
  const times: number[] = [];
  for (let i = -2; i < FRAMES; i++) {
    contender.look(HOME[3] + TURN * (i % 2 === 0 ? 1 : -1));
    const start = performance.now();
    contender.draw();
    const time = performance.now() - start;
    contender.gl.readPixels(0, 0, 1, 1, contender.gl.RGBA, contender.gl.UNSIGNED_BYTE, new Uint8Array(4));
    // The first two frames after a wait find their code cold.
    if (i >= 0) times.push(time);
  }
  contender.look(HOME[3]);
  contender.draw();
  return times;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
