import { HexagonLayer } from '@deck.gl/aggregation-layers';
import type { Layer } from '@deck.gl/core';
import { Tile3DLayer } from '@deck.gl/geo-layers';
import { IconLayer, PathLayer, PolygonLayer, ScatterplotLayer } from '@deck.gl/layers';
import { Tiles3DLoader } from '@loaders.gl/3d-tiles';
import { HEXAGON_RADIUS } from '../domain/density.ts';
import { type Level, levelRank } from '../domain/level.ts';
import { SCENE_PALETTE, STATUS_PALETTE } from '../domain/palette.ts';
import { AlertHeatLayer } from './alert-heat-layer.ts';
import { CityModelLayer } from './city-model-layer.ts';
import { densityLayer } from './density-layer.ts';
import { footprintOf } from './footprint.ts';
import type { OverviewData } from './overview-data.ts';
import type { StatusAtlas } from './status-atlas.ts';

type Rgb = [number, number, number];
type Rgba = [number, number, number, number];

/** Radius in pixels of the heat of one alert: severity is size before it is colour. */
const HEAT: Readonly<Record<Level, number>> = { normal: 0, blue: 14, yellow: 12, orange: 32, red: 54 };

/** Lamp density in lamps a hexagon: ink on paper, never a status colour. */
const DENSITY: Readonly<Record<'day' | 'night', readonly Rgb[]>> = {
  day: [
    [206, 202, 192],
    [176, 178, 176],
    [140, 150, 158],
    [100, 116, 132],
    [58, 80, 104],
  ],
  night: [
    [38, 46, 56],
    [64, 70, 74],
    [104, 100, 88],
    [160, 142, 106],
    [232, 202, 142],
  ],
};

/** Parsing stays on the main thread: the default workers come from a public CDN, which a closed network has not. */
const loadOptions = (tileError: number) => ({
  worker: false,
  core: { worker: false },
  '3d-tiles': { loadGLTF: true, decodeQuantizedPositions: false },
  gltf: { loadImages: false },
  tileset: {
    maximumScreenSpaceError: tileError,
    maximumMemoryUsage: 96,
    maxRequests: 6,
    throttleRequests: true,
  },
});

/** The layers of the overview, ground first. */
export function overviewLayers(
  data: OverviewData,
  atlas: StatusAtlas,
  onTileError: (url: string, message: string) => void,
  onRange: (range: readonly [number, number]) => void = () => {},
): Layer[] {
  const { light } = data;
  const paint = (name: keyof typeof SCENE_PALETTE, alpha = 255): Rgba => [...rgb(SCENE_PALETTE[name][light]), alpha];
  const lineColor = { road: paint('footway'), river: paint('water'), greenway: paint('lawn') } as const;
  const lineWidth = { road: 22, river: 70, greenway: 14 } as const;
  const seen = footprintOf(data.camera, data.fieldOfView, data.aspect);
  const accent: Rgb = light === 'day' ? [29, 35, 42] : [230, 234, 238];
  return [
    new HexagonLayer<number>({
      id: 'lamp-density',
      visible: data.show.lamps && !data.density,
      data: lampIndices(data.lamps),
      getPosition: (i) => [data.lamps[3 * i]!, data.lamps[3 * i + 1]!],
      gpuAggregation: false,
      radius: HEXAGON_RADIUS,
      coverage: 0.92,
      extruded: false,
      colorScaleType: 'quantile',
      colorRange: DENSITY[light] as Rgb[],
      opacity: light === 'day' ? 0.34 : 0.42,
      updateTriggers: { getPosition: data.lamps },
      parameters: { depthCompare: 'always', depthWriteEnabled: false },
    }),
    ...(data.density ? [densityLayer(data.density, light, onRange)] : []),
    new PathLayer<OverviewData['lines'][number]>({
      id: 'lines',
      data: data.lines as OverviewData['lines'][number][],
      getPath: (line) => line.path as [number, number][],
      getColor: (line) => lineColor[line.kind],
      getWidth: (line) => lineWidth[line.kind],
      widthMinPixels: 1,
      jointRounded: true,
      capRounded: true,
      updateTriggers: { getColor: light },
      // Everything below the buildings lies in one plane; order decides.
      parameters: { depthCompare: 'always', depthWriteEnabled: false },
    }),
    ...data.tilesets.map(
      ({ url, kind }) =>
        new Tile3DLayer({
          id: `tiles-${url}`,
          data: url,
          loader: Tiles3DLoader,
          loadOptions: loadOptions(data.tileError ?? 10),
          onTileError: (_tile, failed, message) => onTileError(failed, message),
          _subLayerProps: {
            scenegraph: {
              type: CityModelLayer,
              _lighting: 'flat',
              getColor: modelColor(kind, light),
              updateTriggers: { getColor: light },
            },
          },
        }),
    ),
    new AlertHeatLayer<OverviewData['alerts'][number]>({
      id: 'alert-heat',
      visible: data.show.alerts,
      data: bySeverity(data.alerts),
      getPosition: (alert) => [alert.position[0], alert.position[1]],
      radiusUnits: 'pixels',
      getRadius: (alert) => HEAT[alert.level],
      getFillColor: (alert) => [...rgb(STATUS_PALETTE[alert.level][light]), 190],
      antialiasing: false,
      updateTriggers: { getFillColor: light },
      parameters: { depthCompare: 'always', depthWriteEnabled: false },
    }),
    new PolygonLayer({
      id: 'footprint',
      data: [seen.ring],
      getPolygon: (ring: Ring) => ring as [number, number][],
      getFillColor: [...accent, 22] as Rgba,
      getLineColor: [...accent, 210] as Rgba,
      lineWidthUnits: 'pixels',
      getLineWidth: 1.5,
      updateTriggers: { getFillColor: light, getLineColor: light },
      parameters: { depthCompare: 'always', depthWriteEnabled: false },
    }),
    new ScatterplotLayer({
      id: 'camera',
      data: [data.camera],
      getPosition: (view: OverviewData['camera']) => [view[0], view[1]],
      radiusUnits: 'pixels',
      getRadius: 4,
      getFillColor: accent,
      stroked: true,
      lineWidthUnits: 'pixels',
      getLineWidth: 1.5,
      getLineColor: paint('ground'),
      updateTriggers: { getFillColor: light, getLineColor: light },
      parameters: { depthCompare: 'always', depthWriteEnabled: false },
    }),
    new IconLayer<OverviewData['alerts'][number]>({
      id: 'alerts',
      visible: data.show.alerts,
      data: bySeverity(data.alerts),
      iconAtlas: atlas.picture as unknown as string,
      iconMapping: atlas.places as Record<string, StatusAtlas['places'][Level]>,
      getIcon: (alert) => alert.level,
      getPosition: (alert) => [alert.position[0], alert.position[1]],
      sizeUnits: 'pixels',
      getSize: (alert) => (alert.level === 'red' ? 20 : alert.level === 'orange' ? 16 : 9),
      updateTriggers: { getIcon: data.alerts, getSize: data.alerts },
      parameters: { depthCompare: 'always', depthWriteEnabled: false },
    }),
  ];
}

/** The scene's colours; by night lifted, because nothing here glows and a map must show its houses. */
function modelColor(kind: string, light: 'day' | 'night'): Rgb {
  const color = rgb(SCENE_PALETTE[kind === 'structures' ? 'roof' : 'building'][light]);
  return light === 'day' ? color : (color.map((each) => Math.round(each * 1.25 + 18)) as Rgb);
}

type Ring = ReturnType<typeof footprintOf>['ring'];

/** `#rrggbb` as three bytes. */
function rgb(color: string): Rgb {
  const value = Number.parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

const INDICES = new WeakMap<Float64Array, number[]>();

/** 0 … lamps − 1, the same array for the same lamps, so that deck.gl aggregates only when they change. */
function lampIndices(lamps: Float64Array): number[] {
  let indices = INDICES.get(lamps);
  if (!indices) {
    indices = Array.from({ length: lamps.length / 3 }, (_, i) => i);
    INDICES.set(lamps, indices);
  }
  return indices;
}

/** The severest last, on top. */
function bySeverity(alerts: OverviewData['alerts']): OverviewData['alerts'][number][] {
  return [...alerts].sort((a, b) => levelRank(a.level) - levelRank(b.level));
}
