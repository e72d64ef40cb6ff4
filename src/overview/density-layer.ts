import { HeatmapLayer, HexagonLayer } from '@deck.gl/aggregation-layers';
import type { Layer } from '@deck.gl/core';
import { DENSITY_COLORS, HEXAGON_RADIUS, type WeightedPoints } from '../domain/density.ts';
import type { OverviewDensity } from './overview-data.ts';

/** Radius in pixels within which a point warms the heat map. */
const HEAT_RADIUS = 26;
const AGGREGATION = { count: 'SUM', sum: 'SUM', mean: 'MEAN' } as const;

/**
 * Weighted points brought together by place. Hexagons are put into six classes of equal width between the least and the
 * greatest of them, which `onRange` is told; heat is relative to what is in view.
 */
export function densityLayer(
  { kind, measure, points }: OverviewDensity,
  light: 'day' | 'night',
  onRange: (range: readonly [number, number]) => void,
): Layer {
  const colorRange = DENSITY_COLORS.map((each): [number, number, number] => {
    const bits = Number.parseInt(each[light].slice(1), 16);
    return [bits >> 16, (bits >> 8) & 255, bits & 255];
  });
  const shared = {
    data: indicesOf(points),
    getPosition: (i: number): [number, number] => [points.places[2 * i]!, points.places[2 * i + 1]!],
    colorRange,
    parameters: { depthCompare: 'always', depthWriteEnabled: false } as const,
  };
  if (kind === 'heat')
    return new HeatmapLayer<number>({
      ...shared,
      id: 'density-heat',
      getWeight: (i) => points.weights[i]!,
      aggregation: AGGREGATION[measure],
      radiusPixels: HEAT_RADIUS,
      intensity: 1,
      threshold: 0.04,
      debounceTimeout: 200,
      updateTriggers: { getPosition: points, getWeight: points },
    });
  return new HexagonLayer<number>({
    ...shared,
    id: 'density-hexagon',
    getColorWeight: (i) => points.weights[i]!,
    colorAggregation: AGGREGATION[measure],
    colorScaleType: 'quantize',
    gpuAggregation: false,
    radius: HEXAGON_RADIUS,
    coverage: 0.92,
    extruded: false,
    opacity: 0.8,
    onSetColorDomain: onRange,
    updateTriggers: { getPosition: points, getColorWeight: points },
  });
}

const INDICES = new WeakMap<WeightedPoints, number[]>();

/** 0 … points − 1, the same array for the same points, so that deck.gl aggregates only when they change. */
function indicesOf(points: WeightedPoints): number[] {
  let indices = INDICES.get(points);
  if (!indices) {
    indices = Array.from(points.weights, (_, i) => i);
    INDICES.set(points, indices);
  }
  return indices;
}
