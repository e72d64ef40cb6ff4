import {
  BufferPoint,
  BufferPointCollection,
  BufferPointMaterial,
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
import { Deck, MapView } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import type { AssetTable } from '../domain/asset.ts';
import { layerOf } from '../domain/layers/table.ts';
import { ObservationTable } from '../domain/observation-table.ts';
import { createCityScene } from '../scene/city-scene.ts';
import { createWidgetOptions } from '../scene/widget-options.ts';
import { countCalls, type GlCounts } from './gl-counts.ts';

/** The middle of the view, and the camera's height above it, metres: it looks straight down. */
export const CENTRE = [116.589, 35.412] as const;
const HEIGHT = 6000;
const FIELD_OF_VIEW = 60;
const NOW = Date.parse('2026-11-23T20:00:00+08:00');
const WATTS = 150;
const YELLOW = [255, 255, 0, 255] as const;
const GREY = [128, 128, 128, 255] as const;

export type Change = readonly [slot: number, lit: boolean];

/** One way to show lamps: change some of them, then draw. */
export interface Contender {
  readonly name: string;
  readonly counts: GlCounts;
  change(changes: Iterable<Change>, frame: number): void;
  draw(): void;
  /** Where a lamp is on the canvas, CSS pixels; undefined out of view. */
  windowOf(slot: number): { readonly x: number; readonly y: number } | undefined;
  destroy(): void;
}

interface Lamps {
  /** Longitude, latitude, height of each. */
  readonly positions: Float64Array;
  /** Diameter of a contender's points, CSS pixels. */
  readonly pixels: number;
}

export type MakeContender = (holder: HTMLElement, lamps: Lamps) => Promise<Contender>;

function placeOf(positions: Float64Array, slot: number): Cartesian3 {
  return Cartesian3.fromDegrees(positions[3 * slot] as number, positions[3 * slot + 1] as number);
}

function bareWidget(holder: HTMLElement): CesiumWidget {
  const widget = new CesiumWidget(holder, { ...createWidgetOptions(), useDefaultRenderLoop: false });
  widget.scene.globe.show = false;
  widget.useBrowserRecommendedResolution = false;
  for (const part of [widget.canvas, widget.canvas.parentElement])
    if (part) part.style.cssText = 'width:100%;height:100%';
  widget.resize();
  // A contender that cannot draw must not look fast.
  widget.scene.rethrowRenderErrors = true;
  widget.camera.setView({ destination: Cartesian3.fromDegrees(CENTRE[0], CENTRE[1], HEIGHT) });
  return widget;
}

const onScreen =
  ({ scene }: CesiumWidget, { positions }: Lamps) =>
  (slot: number) =>
    SceneTransforms.worldToWindowCoordinates(scene, placeOf(positions, slot));

/** The product's path: observation table, driver, state texture, symbols; of lamps their light on the ground as well. */
export const ours: MakeContender = (holder, lamps) => makeOurs(holder, lamps, 'lamp', 'power', WATTS);
/** The same with signs that are lit from within: symbols alone, as the peers draw points alone. */
export const ourSigns: MakeContender = (holder, lamps) => makeOurs(holder, lamps, 'billboard', 'lit', 1);

async function makeOurs(
  holder: HTMLElement,
  lamps: Lamps,
  layer: string,
  property: string,
  on: number,
): Promise<Contender> {
  const { positions } = lamps;
  const count = positions.length / 3;
  const widget = bareWidget(holder);
  const counts = countCalls(widget.canvas, 'later');
  const definition = layerOf(layer);
  const assets: AssetTable = {
    layer,
    count,
    capacity: count,
    ids: Array.from({ length: count }, (_, i) => `LP-${i}`),
    positions,
    headings: new Float32Array(count),
    columns: { type: new Array<string>(count).fill('single-arm'), wattage: new Array<number>(count).fill(WATTS) },
    provenance: 'simulated',
  };
  const shown = new ObservationTable(
    layer,
    definition.properties.map((property) => property.key),
    count,
  );
  const written = shown.properties.indexOf(property);
  for (let slot = 0; slot < count; slot++) shown.write(written, slot, on, NOW, 'good');
  const scene = createCityScene(widget);
  scene.fleet(new Map([[layer, { definition, assets, shown, source: 'simulated' as const }]]));
  scene.sync({
    now: NOW,
    at: NOW,
    era: 'now',
    frozen: false,
    reducedMotion: false,
    layers: [layer],
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
    labels: true,
    emphasis: 'everything',
    language: 'zh',
  });
  scene.setView([CENTRE[0], CENTRE[1], HEIGHT, 0, -90, 0]);
  return {
    name: 'chengjing',
    counts,
    change(changed, frame) {
      for (const [slot, lit] of changed) shown.write(written, slot, lit ? on : 0, NOW - 1000 + frame, 'good');
      scene.touch();
    },
    draw() {
      widget.scene.requestRender();
      widget.scene.render();
    },
    windowOf: onScreen(widget, lamps),
    destroy() {
      scene.destroy();
      widget.destroy();
    },
  };
}

export const points: MakeContender = async (holder, lamps) => {
  const widget = bareWidget(holder);
  const counts = countCalls(widget.canvas, 'later');
  const collection = widget.scene.primitives.add(new PointPrimitiveCollection()) as PointPrimitiveCollection;
  for (let slot = 0; slot < lamps.positions.length / 3; slot++)
    collection.add({ position: placeOf(lamps.positions, slot), color: Color.WHITE, pixelSize: lamps.pixels });
  return {
    name: 'PointPrimitiveCollection',
    counts,
    change(changed) {
      for (const [slot, lit] of changed) collection.get(slot).color = lit ? Color.YELLOW : Color.GRAY;
    },
    draw() {
      widget.scene.requestRender();
      widget.scene.render();
    },
    windowOf: onScreen(widget, lamps),
    destroy: () => widget.destroy(),
  };
};

/** Not pickable, which its documentation says is cheaper; one flyweight for all points, as its example has it. */
export const bufferPoints: MakeContender = async (holder, lamps) => {
  const widget = bareWidget(holder);
  const counts = countCalls(widget.canvas, 'later');
  const count = lamps.positions.length / 3;
  const collection = widget.scene.primitives.add(
    new BufferPointCollection({ primitiveCountMax: count }),
  ) as BufferPointCollection;
  const point = new BufferPoint();
  const [white, lit, dark] = [Color.WHITE, Color.YELLOW, Color.GRAY].map(
    (color) => new BufferPointMaterial({ color, size: lamps.pixels }),
  ) as [BufferPointMaterial, BufferPointMaterial, BufferPointMaterial];
  for (let slot = 0; slot < count; slot++)
    collection.add({ position: placeOf(lamps.positions, slot), material: white }, point);
  return {
    name: 'BufferPointCollection',
    counts,
    change(changed) {
      for (const [slot, isLit] of changed) {
        collection.get(slot, point);
        point.setMaterial(isLit ? lit : dark);
      }
    },
    draw() {
      widget.scene.requestRender();
      widget.scene.render();
    },
    windowOf: onScreen(widget, lamps),
    destroy: () => widget.destroy(),
  };
};

/**
 * Binary attributes as deck.gl's performance guide has them: positions are the same object each time, so that they stay on
 * the GPU, colours are written in place and handed over in a new one.
 */
export const deckScatterplot: MakeContender = async (holder, { positions, pixels }) => {
  const canvas = document.createElement('canvas');
  canvas.style.cssText = 'width:100%;height:100%';
  holder.append(canvas);
  const counts = countCalls(canvas, 'later');
  const count = positions.length / 3;
  const getPosition = { value: positions, size: 3 };
  const colors = new Uint8Array(4 * count).fill(255);
  const metresAcross = 2 * HEIGHT * Math.tan((FIELD_OF_VIEW * Math.PI) / 360);
  const metresAPixel = (2 * Math.PI * 6_378_137 * Math.cos((CENTRE[1] * Math.PI) / 180)) / 512;
  const layer = () =>
    new ScatterplotLayer({
      id: 'lamps',
      data: { length: count, attributes: { getPosition, getFillColor: { value: colors, size: 4 } } },
      radiusUnits: 'pixels',
      getRadius: pixels / 2,
    });
  const deck = new Deck<MapView>({
    canvas,
    width: '100%',
    height: '100%',
    views: new MapView({ id: 'map' }),
    viewState: {
      longitude: CENTRE[0],
      latitude: CENTRE[1],
      zoom: Math.log2((metresAPixel * holder.clientWidth) / metresAcross),
      pitch: 0,
      bearing: 0,
    },
    controller: false,
    layers: [layer()],
  });
  const { animationLoop: loop } = deck as unknown as { animationLoop: { redraw(): void } };
  const windowOf = (slot: number) => {
    const place = [positions[3 * slot] as number, positions[3 * slot + 1] as number];
    const [x, y] = deck.getViewports()[0]?.project(place) ?? [];
    return x === undefined || y === undefined ? undefined : { x, y };
  };
  // It makes its device, learns the size of its canvas and links its shaders beside the frames.
  const isDrawn = () => {
    if (!deck.isInitialized || canvas.width < canvas.clientWidth * devicePixelRatio) return false;
    deck.redraw('until it draws');
    const at = windowOf(0);
    return at !== undefined && counts.read(at.x, at.y, 1)[3] === 255;
  };
  for (let wait = 0; !isDrawn(); wait++) {
    if (wait === 400)
      throw new Error(
        `deck.gl does not draw: ${deck.isInitialized ? 'initialised' : 'no device'}, canvas ${canvas.width} of ${canvas.clientWidth} px.`,
      );
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    name: 'deck.gl',
    counts,
    change(changed) {
      for (const [slot, lit] of changed) colors.set(lit ? YELLOW : GREY, 4 * slot);
      deck.setProps({ layers: [layer()] });
    },
    // Its own frame, now: layers take new attributes there, and are drawn when they did.
    draw: () => loop.redraw(),
    windowOf,
    destroy: () => deck.finalize(),
  };
};

export const entities: MakeContender = async (holder, lamps) => {
  const widget = bareWidget(holder);
  const counts = countCalls(widget.canvas, 'later');
  const source = new CustomDataSource('lamps');
  const graphics: PointGraphics[] = [];
  for (let slot = 0; slot < lamps.positions.length / 3; slot++) {
    const entity = source.entities.add(
      new Entity({
        position: placeOf(lamps.positions, slot),
        point: { color: Color.WHITE, pixelSize: lamps.pixels },
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
    counts,
    change(changed) {
      for (const [slot, lit] of changed)
        (graphics[slot] as PointGraphics).color = new ConstantProperty(lit ? Color.YELLOW : Color.GRAY);
    },
    draw() {
      widget.scene.requestRender();
      widget.render();
    },
    windowOf: onScreen(widget, lamps),
    destroy: () => widget.destroy(),
  };
};
