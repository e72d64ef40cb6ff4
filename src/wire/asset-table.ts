import * as v from 'valibot';
import type { AssetTable } from '../domain/asset.ts';
import { AssetId, LonLat, ProvenanceSchema } from './common.ts';
import { parseWith, WireError } from './parse.ts';

const Value = v.union([v.string(), v.number(), v.boolean(), v.null()]);

/** Columnar JSON of one layer's assets: `assets/<layer>.json` in a city folder, `GET /api/layers/:layer/table` redacted. */
export const AssetTableSchema = v.object({
  layer: v.string(),
  count: v.number(),
  capacity: v.number(),
  ids: v.array(AssetId),
  /** longitude, latitude, height, repeated. */
  positions: v.array(v.number()),
  headings: v.array(v.number()),
  columns: v.record(v.string(), v.array(Value)),
  shapes: v.optional(v.array(v.nullable(v.array(LonLat)))),
  provenance: ProvenanceSchema,
});
export type AssetTableMessage = v.InferOutput<typeof AssetTableSchema>;

/** Parses and checks that all columns are as long as `count` says. Throws WireError. */
export function parseAssetTable(input: unknown, what: string): AssetTable {
  const message = parseWith(AssetTableSchema, input, what);
  const lengths: Record<string, number> = {
    ids: message.ids.length,
    positions: message.positions.length / 3,
    headings: message.headings.length,
    ...Object.fromEntries(Object.entries(message.columns).map(([key, column]) => [`columns.${key}`, column.length])),
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
    positions: Float64Array.from(message.positions),
    headings: Float32Array.from(message.headings),
    columns: message.columns,
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
