import { type AssetTable, type AttributeValue, slotOf } from '../../domain/asset.ts';
import type { PlannedAsset, ScenarioDocument } from '../../wire/scenario-document.ts';

/**
 * The city's tables with the survey of `document` in them: what it found of a drawn asset in its slot, the rest behind. They are
 * returned as they are without a survey, and a second time changes nothing.
 *
 * @throws RangeError when a layer has too few slots left, naming the remedy
 */
export function surveyedTables(
  { survey }: Pick<ScenarioDocument, 'survey'>,
  tables: ReadonlyMap<string, AssetTable>,
): ReadonlyMap<string, AssetTable> {
  if (!survey) return tables;
  const own = new Map(tables);
  for (const [layer, table] of tables) {
    const assets = survey.assets.filter((asset) => asset.layer === layer);
    if (assets.length > 0) own.set(layer, withSurveyed(table, assets));
  }
  return own;
}

/** What a survey that does not tell it leaves as it is drawn; anything else that it could not find is unknown (null). */
const STAYS: ReadonlySet<string> = new Set([
  'name',
  'code',
  'district',
  'subdistrict',
  'road',
  'maintainer',
  'feeder',
  'busLines',
]);

function withSurveyed(table: AssetTable, assets: readonly PlannedAsset[]): AssetTable {
  const known = assets.map((asset) => slotOf(table, asset.id));
  const fresh = assets.filter((_, index) => known[index] === undefined);
  const count = table.count + fresh.length;
  if (count > table.capacity)
    throw new RangeError(
      `Layer "${table.layer}": the survey has ${fresh.length} poles that are not drawn, ${table.capacity - table.count} slots are left; draw a smaller extent, or raise its reserve and rebuild the tiles.`,
    );
  let next = table.count;
  const slots = known.map((slot) => slot ?? next++);
  const positions = new Float64Array(3 * count);
  positions.set(table.positions);
  const headings = new Float32Array(count);
  headings.set(table.headings);
  const keys = new Set([...Object.keys(table.columns), ...assets.flatMap(({ attributes }) => Object.keys(attributes))]);
  const columns = Object.fromEntries(
    [...keys].map((key) => [key, Array.from({ length: count }, (_, slot) => table.columns[key]?.[slot] ?? null)]),
  );
  const ids = [...table.ids];
  const shapes = Array.from({ length: count }, (_, slot) => table.shapes?.[slot] ?? null);
  assets.forEach((asset, index) => {
    const slot = slots[index] as number;
    ids[slot] = asset.id;
    positions.set(asset.position, 3 * slot);
    headings[slot] = asset.heading;
    if (asset.shape) shapes[slot] = asset.shape;
    for (const [key, value] of Object.entries(asset.attributes))
      if (value !== null || !STAYS.has(key)) (columns[key] as AttributeValue[])[slot] = value;
  });
  return {
    ...table,
    count,
    ids,
    positions,
    headings,
    columns,
    ...(table.shapes ? { shapes } : {}),
  };
}
