import { type AssetTable, slotOf } from '../domain/asset.ts';
import { SLICE_IDS } from '../domain/clock.ts';
import type { ScenarioDocument } from '../wire/scenario-document.ts';
import type { Report } from './problems.ts';

/** Checks ids and days of alternatives, phases and slices. */
export function checkOutline(document: ScenarioDocument, report: Report): void {
  const seen = new Set(['base']);
  document.alternatives.forEach(({ id, phases }, alternative) => {
    if (seen.has(id))
      report({
        place: { zh: `方案 ${id}`, en: `alternative ${id}` },
        reason: {
          zh: `方案编号“${id}”已被占用（“base”指现状）；请换一个编号。`,
          en: `alternative id "${id}" is taken ("base" is what stands today); choose another.`,
        },
        at: { part: 'alternative', alternative },
      });
    seen.add(id);
    phases.forEach(({ id: name, from, to }, phase) => {
      if (to < from || from < 0)
        report({
          place: { zh: `方案 ${id} 阶段 ${name}`, en: `alternative ${id}, phase ${name}` },
          reason: {
            zh: `第 ${from}–${to} 天不是开工后的一段时间；止日须不早于起日，起日须不早于第 0 天。`,
            en: `days ${from}–${to} are no span after the start.`,
          },
          at: { part: 'phase', alternative, phase },
        });
    });
  });
  const order = document.slices.map((slice) => SLICE_IDS.indexOf(slice.id));
  document.slices.forEach((each, slice) => {
    const before = document.slices[slice - 1];
    if (!before || ((order[slice] as number) > (order[slice - 1] as number) && each.day >= before.day)) return;
    report({
      place: { zh: `时间片 ${each.id}`, en: `slice ${each.id}` },
      reason: {
        zh: `第 ${each.day} 天须在 ${before.id}（第 ${before.day} 天）之后；请按时间排列时间片。`,
        en: `day ${each.day} must follow ${before.id} (day ${before.day}); sort the slices.`,
      },
      at: { part: 'slice', slice },
    });
  });
}

/** Checks the baseline against the tables and returns it as `layer id` keys. */
export function checkBaseline(
  document: ScenarioDocument,
  tables: ReadonlyMap<string, AssetTable>,
  report: Report,
): Set<string> {
  const baseline = new Set<string>();
  for (const { layer, ids } of document.baseline) {
    const table = tables.get(layer);
    if (!table) {
      report({
        place: { zh: '现状清单', en: 'baseline' },
        reason: {
          zh: `没有图层“${layer}”；现有 ${[...tables.keys()].join('、')}。`,
          en: `unknown layer "${layer}"; there are ${[...tables.keys()].join(', ')}.`,
        },
        at: null,
      });
      continue;
    }
    for (const id of ids) {
      if (slotOf(table, id) === undefined)
        report({
          place: { zh: '现状清单', en: 'baseline' },
          reason: {
            zh: `图层“${layer}”没有部件“${id}”；请用本市数据重新生成方案。`,
            en: `unknown asset "${id}" in layer "${layer}"; rebuild the scenario from this city's tables.`,
          },
          at: null,
        });
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
