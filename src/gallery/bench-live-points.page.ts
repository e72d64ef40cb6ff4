import {
  Cartesian3,
  CesiumWidget,
  Color,
  ConstantProperty,
  CustomDataSource,
  Entity,
  type PointGraphics,
  PointPrimitiveCollection,
  SceneTransforms,
} from '@cesium/engine';
import type { AssetTable } from '../domain/asset.ts';
import { layerOf } from '../domain/layers/table.ts';
import { ObservationTable } from '../domain/observation-table.ts';
import { seededRandom } from '../domain/random.ts';
import { createCityScene } from '../scene/city-scene.ts';
import { createWidgetOptions } from '../scene/widget-options.ts';
import { countCalls, type GlCounts } from './gl-counts.ts';
import type { GalleryPage } from './page.ts';

const LAMPS = 12_000;
const CHANGES = 1_000;
const FRAMES = 40;
const WARM_UP = 8;
const CENTRE = [116.589, 35.412] as const;
/** The first lamps stand in a row with nothing near: pixels there prove that a contender draws what it was told. */
const PROBES = 12;
const PROBE_SPACING = 0.004;
/** Degrees north and south of the row that stay empty: 20 pixels. */
const CLEAR = 0.0013;
/** Pixels read at a probe, and the least difference of a colour channel that counts as seen. */
const PROBE_PIXELS = 7;
const SEEN = 24;
const NOW = Date.parse('2026-11-23T20:00:00+08:00');

type Change = readonly [slot: number, lit: boolean];

/** One way to show 12,000 lamps: change 1,000 of them, then draw. */
interface Contender {
  readonly name: string;
  readonly widget: CesiumWidget;
  change(changes: Iterable<Change>, frame: number): void;
  draw(): void;
  readonly counts: GlCounts;
  destroy(): void;
}

interface Figures {
  readonly javascript: number;
  readonly bytes: number;
  readonly calls: number;
}

declare global {
  interface Window {
    measurements?: readonly { metric: string; value: number; unit: string; peer: string; peerValue: number }[];
  }
}

export const page: GalleryPage = {
  title: { zh: '基准：实时灯点', en: 'Benchmark: live points' },
  size: [960, 540],
  async mount(element) {
    const positions = lampPositions();
    const figures = new Map<string, Figures>();
    for (const make of [ours, points, entities]) {
      const holder = document.createElement('div');
      holder.style.cssText = 'position:absolute;inset:0';
      element.replaceChildren(holder);
      const contender = await make(holder, positions);
      prove(contender, positions, 0);
      figures.set(contender.name, measure(contender));
      prove(contender, positions, WARM_UP + FRAMES + 2);
      contender.destroy();
    }
    const mine = figures.get('chengjing') as Figures;
    window.measurements = [
      {
        metric: 'JavaScript a frame',
        value: mine.javascript,
        unit: 'ms',
        ...peerOf('PointPrimitiveCollection', 'javascript'),
      },
      { metric: 'JavaScript a frame', value: mine.javascript, unit: 'ms', ...peerOf('Entity API', 'javascript') },
      { metric: 'GL calls a frame', value: mine.calls, unit: '1', ...peerOf('PointPrimitiveCollection', 'calls') },
      {
        metric: 'bytes uploaded a frame',
        value: mine.bytes,
        unit: 'B',
        ...peerOf('PointPrimitiveCollection', 'bytes'),
      },
      { metric: 'GL calls a frame', value: mine.calls, unit: '1', ...peerOf('Entity API', 'calls') },
      { metric: 'bytes uploaded a frame', value: mine.bytes, unit: 'B', ...peerOf('Entity API', 'bytes') },
    ];
    function peerOf(peer: string, figure: keyof Figures) {
      return { peer, peerValue: (figures.get(peer) as Figures)[figure] };
    }
    const list = document.createElement('pre');
    list.textContent = JSON.stringify(window.measurements, null, 1);
    element.replaceChildren(list);
    return () => list.remove();
  },
};

function lampPositions(): Float64Array {
  const random = seededRandom(1);
  const positions = new Float64Array(3 * LAMPS);
  for (let i = 0; i < LAMPS; i++) {
    const [east, north] = [(random() - 0.5) * 0.06, (random() - 0.5) * 0.045];
    positions[3 * i] = CENTRE[0] + east;
    positions[3 * i + 1] = CENTRE[1] + north + (north < 0 ? -CLEAR : CLEAR);
  }
  for (let i = 0; i < PROBES; i++) {
    positions[3 * i] = CENTRE[0] + (i - (PROBES - 1) / 2) * PROBE_SPACING;
    positions[3 * i + 1] = CENTRE[1];
  }
  return positions;
}

/** Throws unless every probe is seen to change when it is switched, and only then: a contender must draw to be measured. */
function prove(contender: Contender, positions: Float64Array, frame: number): void {
  const { scene } = contender.widget;
  const look = (lit: (probe: number) => boolean, at: number): Uint8Array[] => {
    contender.change(
      Array.from({ length: PROBES }, (_, slot) => [slot, lit(slot)] as const),
      at,
    );
    contender.draw();
    return Array.from({ length: PROBES }, (_, slot) => {
      const position = Cartesian3.fromDegrees(positions[3 * slot] as number, positions[3 * slot + 1] as number);
      const window = SceneTransforms.worldToWindowCoordinates(scene, position);
      if (!window) throw new Error(`${contender.name}: lamp ${slot} is not in view.`);
      return contender.counts.read(window.x, window.y, PROBE_PIXELS);
    });
  };
  const odd = look((probe) => probe % 2 === 1, frame);
  const even = look((probe) => probe % 2 === 0, frame + 1);
  for (let probe = 0; probe < PROBES; probe++) {
    const difference = Math.max(...(odd[probe] as Uint8Array).map((v, i) => Math.abs(v - (even[probe]?.[i] ?? 0))));
    if (difference < SEEN)
      throw new Error(
        `${contender.name}: lamp ${probe} was switched and its pixels changed by ${difference} of 255; it does not draw what it was told.`,
      );
  }
}

/** Medians over FRAMES frames after WARM_UP; the GPU is waited for between frames, outside the timing. */
function measure(contender: Contender): Figures {
  const times: number[] = [];
  const bytes: number[] = [];
  const calls: number[] = [];
  for (let frame = 0; frame < WARM_UP + FRAMES; frame++) {
    contender.counts.reset();
    const start = performance.now();
    contender.change(changes(frame), frame + 2);
    contender.draw();
    const time = performance.now() - start;
    contender.counts.finish();
    if (frame < WARM_UP) continue;
    times.push(time);
    bytes.push(contender.counts.bytes());
    calls.push(contender.counts.calls());
  }
  return { javascript: median(times), bytes: median(bytes), calls: median(calls) };
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] as number;
}

/** The lamps that change in a frame, and whether each is lit: the same for every contender. */
function* changes(frame: number): Generator<Change> {
  const random = seededRandom(frame + 1);
  for (let i = 0; i < CHANGES; i++) yield [Math.floor(random() * LAMPS), random() < 0.5];
}

function bareWidget(holder: HTMLElement): CesiumWidget {
  const widget = new CesiumWidget(holder, { ...createWidgetOptions(), useDefaultRenderLoop: false });
  widget.scene.globe.show = false;
  // A contender that cannot draw must not look fast.
  widget.scene.rethrowRenderErrors = true;
  widget.camera.setView({ destination: Cartesian3.fromDegrees(CENTRE[0], CENTRE[1], 6000) });
  return widget;
}

async function ours(holder: HTMLElement, positions: Float64Array): Promise<Contender> {
  const widget = bareWidget(holder);
  const counts = countCalls(widget.canvas);
  const definition = layerOf('lamp');
  const assets: AssetTable = {
    layer: 'lamp',
    count: LAMPS,
    capacity: LAMPS,
    ids: Array.from({ length: LAMPS }, (_, i) => `LP-${i}`),
    positions,
    headings: new Float32Array(LAMPS),
    columns: { type: new Array<string>(LAMPS).fill('single-arm'), wattage: new Array<number>(LAMPS).fill(150) },
    provenance: 'simulated',
  };
  const shown = new ObservationTable(
    'lamp',
    definition.properties.map((property) => property.key),
    LAMPS,
  );
  for (let slot = 0; slot < LAMPS; slot++) shown.write(0, slot, 150, NOW, 'good');
  const scene = createCityScene(widget);
  scene.fleet(new Map([['lamp', { definition, assets, shown, source: 'simulated' as const }]]));
  scene.sync({
    now: NOW,
    at: NOW,
    era: 'now',
    frozen: false,
    reducedMotion: true,
    layers: ['lamp'],
    tilesets: [],
    basemap: null,
    scenario: null,
    alternative: 'base',
    compare: null,
    split: 0.5,
    select: null,
    highlight: [],
    quality: 'test',
    symbolScale: 1,
    labels: false,
    emphasis: 'everything',
    language: 'zh',
  });
  scene.setView([CENTRE[0], CENTRE[1], 6000, 0, -90, 0]);
  return {
    name: 'chengjing',
    widget,
    counts,
    change(changed, frame) {
      for (const [slot, lit] of changed) shown.write(0, slot, lit ? 150 : 0, NOW - 1000 + frame, 'good');
      scene.touch();
    },
    draw: () => widget.scene.render(),
    destroy() {
      scene.destroy();
      widget.destroy();
    },
  };
}

async function points(holder: HTMLElement, positions: Float64Array): Promise<Contender> {
  const widget = bareWidget(holder);
  const counts = countCalls(widget.canvas);
  const collection = widget.scene.primitives.add(new PointPrimitiveCollection()) as PointPrimitiveCollection;
  for (let i = 0; i < LAMPS; i++)
    collection.add({
      position: Cartesian3.fromDegrees(positions[3 * i] as number, positions[3 * i + 1] as number),
      color: Color.WHITE,
      pixelSize: 8,
    });
  return {
    name: 'PointPrimitiveCollection',
    widget,
    counts,
    change(changed) {
      for (const [slot, lit] of changed) collection.get(slot).color = lit ? Color.YELLOW : Color.GRAY;
    },
    draw() {
      widget.scene.requestRender();
      widget.scene.render();
    },
    destroy: () => widget.destroy(),
  };
}

async function entities(holder: HTMLElement, positions: Float64Array): Promise<Contender> {
  const widget = bareWidget(holder);
  const counts = countCalls(widget.canvas);
  const source = new CustomDataSource('lamps');
  const graphics: PointGraphics[] = [];
  for (let i = 0; i < LAMPS; i++) {
    const entity = source.entities.add(
      new Entity({
        position: Cartesian3.fromDegrees(positions[3 * i] as number, positions[3 * i + 1] as number),
        point: { color: Color.WHITE, pixelSize: 8 },
      }),
    );
    // The entity's own: it copies the graphics that it is given.
    graphics.push(entity.point as PointGraphics);
  }
  await widget.dataSources.add(source);
  // The widget's own display draws nothing before it is ready, which takes a few ticks.
  for (let tick = 0; tick < 100 && !widget.dataSourceDisplay.ready; tick++) {
    widget.clock.tick();
    widget.scene.requestRender();
    widget.render();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    name: 'Entity API',
    widget,
    counts,
    change(changed) {
      for (const [slot, lit] of changed)
        (graphics[slot] as PointGraphics).color = new ConstantProperty(lit ? Color.YELLOW : Color.GRAY);
    },
    draw() {
      widget.scene.requestRender();
      widget.render();
    },
    destroy: () => widget.destroy(),
  };
}
