import { type AssetTable, assetAt, slotOf } from '../domain/asset.ts';
import type { PlannedAsset, ScenarioDocument } from '../wire/scenario-document.ts';
import type { Change } from './operation-days.ts';
import { operationPlace, type Problem, type Report } from './problems.ts';

/** A planned asset in the order of the document, and who asks for it. */
export interface PlannedAssets {
  /** By id; insertion order is slot order within each layer. */
  readonly byId: ReadonlyMap<string, PlannedAsset>;
  /** Id of the asset that a `move` builds at the new place. */
  twinOf(move: Extract<Change, { op: 'move' }>): string | undefined;
}

/**
 * Gathers what every alternative builds. The same id in two alternatives is one asset when both describe it alike.
 * A move builds a twin at the new place, so that time stays the only thing a scrub changes.
 *
 */
export function gatherPlanned(
  document: ScenarioDocument,
  tables: ReadonlyMap<string, AssetTable>,
  report: Report,
): PlannedAssets {
  const byId = new Map<string, PlannedAsset>();
  const twins = new Map<string, string>();
  for (const [at, alternative] of document.alternatives.entries()) {
    const own = new Set<string>();
    const addTo = (asset: PlannedAsset, problem: (reason: Problem['reason']) => void) => {
      const { id } = asset;
      if (!tables.has(asset.layer))
        return problem({
          zh: `没有图层“${asset.layer}”；现有 ${[...tables.keys()].join('、')}。`,
          en: `unknown layer "${asset.layer}"; there are ${[...tables.keys()].join(', ')}.`,
        });
      for (const [layer, each] of tables)
        if (slotOf(each, id) !== undefined)
          return problem({
            zh: `编号“${id}”在图层“${layer}”中已存在；请换一个编号。`,
            en: `id "${id}" already exists in layer "${layer}"; choose another id.`,
          });
      if (own.has(id))
        return problem({
          zh: `“${id}”建了两次；请只保留其中一项。`,
          en: `"${id}" is built twice; keep one of the operations.`,
        });
      own.add(id);
      const known = byId.get(id);
      if (known === undefined) byId.set(id, asset);
      else if (canonical(known) !== canonical(asset))
        problem({
          zh: `“${id}”与其他方案中同编号的部件不同；请另起编号。`,
          en: `"${id}" differs from the asset of that id in another alternative; give it its own id.`,
        });
    };
    for (const [phaseAt, phase] of alternative.phases.entries())
      for (const [index, operation] of phase.operations.entries()) {
        const problem = (reason: Problem['reason']) =>
          report({
            place: operationPlace(alternative.id, phase.id, index, operation.op),
            reason,
            at: { part: 'operation', alternative: at, phase: phaseAt, operation: index },
          });
        if (operation.op === 'add') addTo(operation.asset, problem);
        if (operation.op !== 'move') continue;
        const twin = twinFor(operation, tables, twins);
        if (!twin) continue; // reported when the operation itself is checked
        if (twin.id.length > 64)
          problem({
            zh: `“${operation.target.id}”过长，无法为移位后的部件编号。`,
            en: `"${operation.target.id}" is too long to name its moved twin.`,
          });
        else addTo(twin, problem);
      }
  }
  return { byId, twinOf: (move) => twins.get(moveKey(move)) };
}

/** The tables with planned assets in the reserved tail; untouched layers are returned as they are. */
export function extendTables(
  tables: ReadonlyMap<string, AssetTable>,
  planned: PlannedAssets,
  report: Report,
): Map<string, AssetTable> {
  const extended = new Map(tables);
  for (const [layer, table] of tables) {
    const tail = [...planned.byId.values()].filter((asset) => asset.layer === layer);
    if (tail.length === 0) continue;
    if (table.count + tail.length > table.capacity) {
      const free = table.capacity - table.count;
      report({
        place: { zh: '', en: '' },
        reason: {
          zh: `图层“${layer}”需 ${tail.length} 个新建位，只余 ${free} 个（容量 ${table.capacity}，已建 ${table.count}）；请加大预留后重建瓦片。`,
          en:
            `layer "${layer}" needs ${tail.length} slots for planned assets and has ${free} ` +
            `(capacity ${table.capacity}, ${table.count} built); raise its reserve and rebuild the tiles.`,
        },
        at: null,
      });
      continue;
    }
    extended.set(layer, withTail(table, tail));
  }
  return extended;
}

function withTail(table: AssetTable, tail: readonly PlannedAsset[]): AssetTable {
  const count = table.count + tail.length;
  const positions = new Float64Array(3 * count);
  positions.set(table.positions);
  const headings = new Float32Array(count);
  headings.set(table.headings);
  tail.forEach((asset, index) => {
    positions.set(asset.position, 3 * (table.count + index));
    headings[table.count + index] = asset.heading;
  });
  const columns = Object.fromEntries(
    Object.entries(table.columns).map(([key, column]) => [
      key,
      [...column, ...tail.map((asset) => asset.attributes[key] ?? null)],
    ]),
  );
  return {
    ...table,
    count,
    ids: [...table.ids, ...tail.map((asset) => asset.id)],
    positions,
    headings,
    columns,
    ...(table.shapes || tail.some((asset) => asset.shape)
      ? { shapes: [...(table.shapes ?? table.ids.map(() => null)), ...tail.map((asset) => asset.shape ?? null)] }
      : {}),
  };
}

/** The asset that a move builds: the original at its new place, under an id of its own for each destination. */
function twinFor(
  move: Extract<Change, { op: 'move' }>,
  tables: ReadonlyMap<string, AssetTable>,
  twins: Map<string, string>,
): PlannedAsset | undefined {
  const table = tables.get(move.target.layer);
  const slot = table && slotOf(table, move.target.id);
  if (!table || slot === undefined) return undefined;
  const { layer, id, position, attributes } = assetAt(table, slot);
  const twin = twins.get(moveKey(move)) ?? `${id}.moved${1 + countTwins(twins, id)}`;
  twins.set(moveKey(move), twin);
  return { layer, id: twin, position: [move.to[0], move.to[1], position[2]], heading: move.heading, attributes };
}

function moveKey(move: Extract<Change, { op: 'move' }>): string {
  return [move.target.layer, move.target.id, ...move.to, move.heading].join(' ');
}

function countTwins(twins: ReadonlyMap<string, string>, id: string): number {
  return [...twins.values()].filter((twin) => twin.startsWith(`${id}.moved`)).length;
}

function canonical(asset: PlannedAsset): string {
  const attributes = Object.entries(asset.attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([asset.layer, asset.position, asset.heading, attributes, asset.shape ?? null]);
}
