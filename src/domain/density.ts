import type { AssetTable } from './asset.ts';
import { AREA_COLORS } from './class-colors.ts';
import type { LayerDefinition } from './layer.ts';
import type { DayNight } from './palette.ts';
import type { Columns } from './query/columns.ts';
import { fieldNamed, fieldsOf } from './query/fields.ts';
import { QueryError } from './query/query-error.ts';

/** A surface of heat, or hexagons. */
export type DensityKind = 'heat' | 'hexagon';
export const DENSITY_KINDS: readonly DensityKind[] = ['heat', 'hexagon'];

/** What a place is measured by: how many assets, or the sum or mean of one field of theirs. */
export type DensityMeasure = 'count' | 'sum' | 'mean';
export const DENSITY_MEASURES: readonly DensityMeasure[] = ['count', 'sum', 'mean'];

/** One layer of the overview, brought together by place. */
export interface Density {
  readonly layer: string;
  readonly kind: DensityKind;
  readonly measure: DensityMeasure;
  /** The field that is summed or averaged; null where assets are counted. */
  readonly field: string | null;
}

/** Points with what each weighs: longitude and latitude repeated, one weight a point. */
export interface WeightedPoints {
  readonly places: Float64Array;
  readonly weights: Float32Array;
}

/** Metres from the middle of a hexagon to its corner: about three lamp spacings. */
export const HEXAGON_RADIUS = 110;

/** Colours from little to much; none of a status. */
export const DENSITY_COLORS: readonly DayNight[] = AREA_COLORS;

/** Throws QueryError when the layer cannot be measured so, naming field, value and remedy. */
export function checkDensity(layer: LayerDefinition, { measure, field }: Density): void {
  if (measure === 'count') return;
  const numbers = fieldsOf(layer).filter(({ type, choices }) => type === 'number' && !choices);
  if (field !== null && numbers.some(({ key }) => key === field)) return;
  const keys = numbers.map(({ key }) => key).join(', ');
  throw new QueryError(
    `Density by ${measure} of "${field ?? ''}": ${layer.title.en} has no such number; there are ${keys || 'none: use count'}.`,
    `按“${field ?? ''}”汇总：${layer.title.zh}没有这个数值字段；可用：${keys || '无，请按数量'}。`,
  );
}

/** The assets that pass a layer's filter with their weights; of a field, those without a value are left out. */
export function weightedPoints(
  assets: AssetTable,
  columns: Columns,
  passing: Uint8Array | null,
  { measure, field }: Density,
): WeightedPoints {
  const column = measure === 'count' || field === null ? null : columns.of(field);
  const places = new Float64Array(2 * columns.count);
  const weights = new Float32Array(columns.count);
  let count = 0;
  // hot: 200k slots
  for (let slot = 0; slot < columns.count; slot++) {
    if (passing && passing[slot] !== 1) continue;
    const weight = column ? column[slot] : 1;
    if (typeof weight !== 'number' || Number.isNaN(weight)) continue;
    places[2 * count] = assets.positions[3 * slot]!;
    places[2 * count + 1] = assets.positions[3 * slot + 1]!;
    weights[count] = weight;
    count += 1;
  }
  return { places: places.slice(0, 2 * count), weights: weights.slice(0, count) };
}

/** Unit of what is drawn: the field's, or none where assets are counted. */
export function densityUnit(layer: LayerDefinition, { measure, field }: Density): string | undefined {
  return measure === 'count' || field === null ? undefined : fieldNamed(fieldsOf(layer), field)?.unit;
}
