import * as v from 'valibot';
import type { AssetTable } from '../domain/asset.ts';
import { AssetId, LonLat, ProvenanceSchema } from './common.ts';
import { parseWith, WireError } from './parse.ts';

const Value = v.union([v.string(), v.number(), v.boolean(), v.null()]);

/**
 * The same numbers as `positions`, which pack to half of the bytes: each a whole number of steps more than the one of the slot
 * before it. Steps are 1e-7 degrees and millimetres.
 */
const PlacesSchema = v.object({
  longitude: v.array(v.number()),
  latitude: v.array(v.number()),
  height: v.array(v.number()),
});

/** Columnar JSON of one layer's assets: `assets/<layer>.json` in a city folder, `GET /api/layers/:layer/table` redacted. */
export const AssetTableSchema = v.object({
  layer: v.string(),
  count: v.number(),
  capacity: v.number(),
  ids: v.array(AssetId),
  /** longitude, latitude, height, repeated; absent where `places` says them. */
  positions: v.optional(v.array(v.number())),
  places: v.optional(PlacesSchema),
  headings: v.array(v.number()),
  columns: v.record(v.string(), v.union([v.array(Value), v.object({ beforeId: v.string() })])),
  shapes: v.optional(v.array(v.nullable(v.array(LonLat)))),
  provenance: ProvenanceSchema,
});
export type AssetTableMessage = v.InferOutput<typeof AssetTableSchema>;

/** Steps a degree, a degree and a metre. */
const STEPS = [1e7, 1e7, 1e3] as const;
const AXES = ['longitude', 'latitude', 'height'] as const;

/** Parses and checks that all columns are as long as `count` says. Throws WireError. */
export function parseAssetTable(input: unknown, what: string): AssetTable {
  const message = parseWith(AssetTableSchema, input, what);
  const columns = Object.fromEntries(
    Object.entries(message.columns).map(([key, column]) => [
      key,
      Array.isArray(column) ? column : message.ids.map((id) => column.beforeId + id),
    ]),
  );
  const { places } = message;
  const lengths: Record<string, number> = {
    ids: message.ids.length,
    ...(places
      ? Object.fromEntries(AXES.map((axis) => [`places.${axis}`, places[axis].length]))
      : { positions: (message.positions?.length ?? 0) / 3 }),
    headings: message.headings.length,
    ...Object.fromEntries(Object.entries(columns).map(([key, column]) => [`columns.${key}`, column.length])),
    ...(message.shapes ? { shapes: message.shapes.length } : {}),
  };
  for (const [key, length] of Object.entries(lengths))
    if (length !== message.count)
      throw new WireError(`${what}: ${key} holds ${length} entries, count says ${message.count}; rebuild the tiles.`);
  if (message.capacity < message.count)
    throw new WireError(`${what}: capacity ${message.capacity} is below count ${message.count}; rebuild the tiles.`);
  if (new Set(message.ids).size < message.ids.length) {
    const twice = message.ids.find((id, slot) => message.ids.indexOf(id) !== slot);
    throw new WireError(`${what}: id "${twice}" stands twice; give each asset its own.`);
  }
  return {
    layer: message.layer,
    count: message.count,
    capacity: message.capacity,
    ids: message.ids,
    positions: places ? positionsOf(places) : Float64Array.from(message.positions ?? []),
    headings: Float32Array.from(message.headings),
    columns,
    ...(message.shapes ? { shapes: message.shapes } : {}),
    provenance: message.provenance,
  };
}

/** The message of a table; the inverse of `parseAssetTable`. */
export function formatAssetTable(table: AssetTable): AssetTableMessage {
  return {
    layer: table.layer,
    count: table.count,
    capacity: table.capacity,
    ids: [...table.ids],
    positions: Array.from(table.positions),
    headings: Array.from(table.headings, (heading) => Math.round(heading * 10) / 10),
    columns: Object.fromEntries(Object.entries(table.columns).map(([key, column]) => [key, [...column]])),
    ...(table.shapes
      ? { shapes: table.shapes.map((shape) => shape?.map(([x, y]) => [x, y] as [number, number]) ?? null) }
      : {}),
    provenance: table.provenance,
  };
}

/**
 * The message of a table as a file keeps it: places as differences, and a column that says nothing but the id as what stands
 * before it. `parseAssetTable` reads the very same table; what steps cannot say exactly stays as it is.
 */
export function packAssetTable(table: AssetTable): AssetTableMessage {
  const { positions, columns, ...rest } = formatAssetTable(table);
  const places = placesOf(table.positions);
  return {
    ...rest,
    ...(places ? { places } : { positions }),
    columns: Object.fromEntries(
      Object.entries(columns).map(([key, column]) => [key, beforeIds(column, table.ids) ?? column]),
    ),
  };
}

function placesOf(positions: Float64Array): AssetTableMessage['places'] | null {
  const columns = AXES.map((_, axis) => {
    const scale = STEPS[axis] as number;
    let before = 0;
    const steps: number[] = [];
    for (let i = axis; i < positions.length; i += 3) {
      const whole = Math.round((positions[i] as number) * scale);
      steps.push(whole - before);
      before = whole;
    }
    return steps;
  });
  const [longitude, latitude, height] = columns as [number[], number[], number[]];
  const places = { longitude, latitude, height };
  return positionsOf(places).every((value, i) => value === positions[i]) ? places : null;
}

function positionsOf(places: NonNullable<AssetTableMessage['places']>): Float64Array {
  const positions = new Float64Array(3 * places.longitude.length);
  AXES.forEach((axis, k) => {
    let whole = 0;
    places[axis].forEach((steps, i) => {
      whole += steps;
      positions[3 * i + k] = whole / (STEPS[k] as number);
    });
  });
  return positions;
}

function beforeIds(column: AssetTableMessage['columns'][string], ids: readonly string[]): { beforeId: string } | null {
  if (!Array.isArray(column) || ids.length === 0) return null;
  const [first, id] = [column[0], ids[0] as string];
  if (typeof first !== 'string' || !first.endsWith(id)) return null;
  const beforeId = first.slice(0, first.length - id.length);
  return column.every((value, i) => value === beforeId + (ids[i] as string)) ? { beforeId } : null;
}
