import { type AssetTable, slotOf } from '../domain/asset.ts';
import { SLICE_IDS } from '../domain/clock.ts';
import type { ScenarioDocument } from '../wire/scenario-document.ts';

/** Checks ids and days of alternatives, phases and slices. */
export function checkOutline(document: ScenarioDocument, problem: (text: string) => void): void {
  const seen = new Set(['base']);
  for (const { id, phases } of document.alternatives) {
    if (seen.has(id)) problem(`alternative id "${id}" is taken ("base" is what stands today); choose another.`);
    seen.add(id);
    for (const phase of phases)
      if (phase.to < phase.from || phase.from < 0)
        problem(`alternative ${id}, phase ${phase.id}: days ${phase.from}–${phase.to} are no span after the start.`);
  }
  const order = document.slices.map((slice) => SLICE_IDS.indexOf(slice.id));
  document.slices.forEach((slice, index) => {
    if (index === 0) return;
    const before = document.slices[index - 1];
    if ((order[index] as number) <= (order[index - 1] as number) || slice.day < (before?.day ?? 0))
      problem(`slice ${slice.id} (day ${slice.day}) must follow ${before?.id} (day ${before?.day}); sort the slices.`);
  });
}

/** Checks the baseline against the tables and returns it as `layer id` keys. */
export function checkBaseline(
  document: ScenarioDocument,
  tables: ReadonlyMap<string, AssetTable>,
  problem: (text: string) => void,
): Set<string> {
  const baseline = new Set<string>();
  for (const { layer, ids } of document.baseline) {
    const table = tables.get(layer);
    if (!table) {
      problem(`baseline: unknown layer "${layer}"; there are ${[...tables.keys()].join(', ')}.`);
      continue;
    }
    for (const id of ids) {
      if (slotOf(table, id) === undefined)
        problem(`baseline: unknown asset "${id}" in layer "${layer}"; rebuild the scenario from this city's tables.`);
      baseline.add(`${layer} ${id}`);
    }
  }
  return baseline;
}

/** Layers that the document counts or changes, as far as there are tables for them. */
export function touchedLayers(document: ScenarioDocument, tables: ReadonlyMap<string, AssetTable>): Set<string> {
  const layers = document.baseline.map(({ layer }) => layer);
  for (const { phases } of document.alternatives)
    for (const { operations } of phases)
      for (const operation of operations)
        if (operation.op === 'add') layers.push(operation.asset.layer);
        else if (operation.op === 'light') layers.push(operation.layer);
        else if (operation.op === 'merge') layers.push(operation.from.layer, operation.carrier.layer);
        else if (operation.op !== 'close') layers.push(operation.target.layer);
  return new Set(layers.filter((layer) => tables.has(layer)));
}
