import type { AssetTable, AttributeValue, Path } from '../domain/asset.ts';
import { morton } from '../domain/geo/morton.ts';
import type { LayerDefinition } from '../domain/layer.ts';
import { isWithheld } from '../domain/withheld.ts';
import type { Bounds } from './placement.ts';

/** Layers that a survey of a street fills. */
export const SURVEYED_LAYERS = ['lamp', 'pole', 'cabinet', 'overhead-line', 'underground-line'] as const;
export type SurveyedLayer = (typeof SURVEYED_LAYERS)[number];

/** An asset of the baseline before it has a slot. */
export interface BaselineDraft {
  readonly layer: SurveyedLayer;
  readonly id: string;
  readonly position: readonly [longitude: number, latitude: number];
  readonly heading: number;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** Course of a line. */
  readonly shape?: Path;
  /** Metres above ground at which a line hangs. */
  readonly elevation?: number;
}

/** Withheld assets last, each part in Morton order over `bounds`, ties by id: the order of the tile build. */
export function baselineTable(layer: LayerDefinition, drafts: readonly BaselineDraft[], bounds: Bounds): AssetTable {
  const [west, south, east, north] = bounds;
  const grid = (value: number, low: number, high: number): number =>
    Math.min(65_535, Math.max(0, Math.floor(((value - low) / (high - low)) * 65_536)));
  const ordered = drafts
    .map((draft) => ({
      draft,
      withheld: Number(isWithheld(layer, (name) => draft.attributes[name])),
      order: morton(grid(draft.position[0], west, east), grid(draft.position[1], south, north)),
    }))
    .sort((a, b) => a.withheld - b.withheld || a.order - b.order || (a.draft.id < b.draft.id ? -1 : 1))
    .map(({ draft }) => draft);
  const keys = new Set([
    ...layer.attributes.map((attribute) => attribute.key),
    ...ordered.flatMap(({ attributes }) => Object.keys(attributes)),
  ]);
  return {
    layer: layer.id,
    count: ordered.length,
    capacity: ordered.length + layer.reserve,
    ids: ordered.map(({ id }) => id),
    positions: Float64Array.from(
      ordered.flatMap(({ position, elevation }) => [position[0], position[1], elevation ?? 0]),
    ),
    headings: Float32Array.from(ordered, ({ heading }) => heading),
    columns: Object.fromEntries(
      [...keys].map((name) => [name, ordered.map(({ attributes }) => attributes[name] ?? null)]),
    ),
    ...(layer.geometry === 'line' ? { shapes: ordered.map(({ shape }) => shape ?? null) } : {}),
    provenance: 'surveyed',
  };
}
