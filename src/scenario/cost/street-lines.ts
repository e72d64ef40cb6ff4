import type { CompiledScenario } from '../compiled.ts';
import { objectsOf } from '../objects.ts';
import { lengthOf } from '../poles/street-kpis.ts';
import type { CostLine } from './cost-line.ts';
import type { ItemId, Payer } from './items.ts';

/** Lines of cabinets and overhead lines, each of one object: removing the object removes exactly these. */
export function streetCostLines(compiled: CompiledScenario, alternativeId: string): CostLine[] {
  const lines: CostLine[] = [];
  const put = (
    { ref, attributes }: Pick<ReturnType<typeof objectsOf>[number], 'ref' | 'attributes'>,
    item: ItemId,
    quantity: number,
    payer: Payer,
    from: number,
    to = Number.POSITIVE_INFINITY,
  ) => {
    if (from < to)
      lines.push({ item, quantity, ref, shown: ref, payer, district: String(attributes.district ?? ''), from, to });
  };
  for (const cabinet of objectsOf(compiled, alternativeId, 'cabinet')) {
    const payer = cabinet.planned ? 'fiscal' : payerOf(cabinet.attributes.type);
    if (cabinet.planned) put(cabinet, 'cabinet', 1, 'fiscal', cabinet.from);
    else if (Number.isFinite(cabinet.to)) put(cabinet, 'cabinetRemoval', 1, 'fiscal', cabinet.to);
    put(cabinet, 'cabinetUpkeep', 1, payer, cabinet.from, cabinet.to);
  }
  for (const line of objectsOf(compiled, alternativeId, 'overhead-line')) {
    if (line.fate !== 'undergrounded' || !Number.isFinite(line.to)) continue;
    const power = line.attributes.kind === 'power';
    put(line, power ? 'underground' : 'telecomUnderground', lengthOf(line) / 1000, power ? 'grid' : 'tower', line.to);
  }
  return lines;
}

function payerOf(type: unknown): Payer {
  if (type === 'signal' || type === 'monitor') return 'police';
  if (type === 'telecom') return 'tower';
  return type === 'power' ? 'grid' : 'fiscal';
}
