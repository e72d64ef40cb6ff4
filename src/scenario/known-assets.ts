import { type AssetTable, slotOf } from '../domain/asset.ts';
import type { LeftOut } from '../domain/left-out.ts';
import type { Operation, Ref, ScenarioDocument } from '../wire/scenario-document.ts';
import { twinsOf } from './edit/twins.ts';
import { operationPlace } from './problems.ts';
import { surveyedTables } from './survey/surveyed-tables.ts';
import { objectsOf } from './versions/entries.ts';

/**
 * A document without whatever names an asset or a layer that the city lacks, and where each of these stood. The rest is
 * kept as it is; a document that names nothing unknown comes back itself.
 *
 * @param drawn the city's own tables, without planned assets
 */
export function withKnownAssets(
  document: ScenarioDocument,
  drawn: ReadonlyMap<string, AssetTable>,
): { readonly document: ScenarioDocument; readonly leftOut: readonly LeftOut[] } {
  const tables = surveyedTables(document, drawn);
  const leftOut: LeftOut[] = [];
  const stands = ({ layer, id }: Ref) => {
    const table = tables.get(layer);
    return table !== undefined && slotOf(table, id) !== undefined;
  };
  const baseline = document.baseline.map(({ layer, ids }) => ({
    layer,
    ids: ids.filter((id) => stands({ layer, id }) || !leftOut.push(unknown(BASELINE, { layer, id }))),
  }));
  const twins = twinsOf(document);
  const alternatives = document.alternatives.map((alternative) => {
    const operations = alternative.phases.flatMap((phase) => phase.operations);
    const built = new Set(
      operations.flatMap((each) => (each.op === 'add' && tables.has(each.asset.layer) ? [nameOf(each.asset)] : [])),
    );
    for (const [pole, twin] of twins.get(alternative.id) ?? [])
      built.add(nameOf({ layer: pole.split(' ')[0] as string, id: twin }));
    const known = (ref: Ref) => stands(ref) || built.has(nameOf(ref));
    return {
      ...alternative,
      phases: alternative.phases.map((phase) => ({
        ...phase,
        operations: phase.operations.flatMap((operation, index): Operation[] => {
          const strange = objectsOf(operation).filter((ref) => !known(ref));
          const place = operationPlace(alternative.id, phase.id, index, operation.op);
          for (const ref of strange) leftOut.push(unknown(place, ref));
          if (strange.length === 0) return [operation];
          if (operation.op !== 'light') return [];
          const targets = operation.targets.filter((id) => known({ layer: operation.layer, id }));
          return targets.length > 0 ? [{ ...operation, targets }] : [];
        }),
      })),
    };
  });
  if (leftOut.length === 0) return { document, leftOut };
  return { document: { ...document, baseline: baseline.filter(({ ids }) => ids.length > 0), alternatives }, leftOut };
}

function nameOf({ layer, id }: Ref): string {
  return `${layer} "${id}"`;
}

const BASELINE = { zh: '现状清单', en: 'baseline' };

function unknown(place: LeftOut['place'], { layer, id }: Ref): LeftOut {
  return {
    place,
    reason: {
      zh: `本市图层“${layer}”没有部件“${id}”`,
      en: `the city has no asset "${id}" in layer "${layer}"`,
    },
    objects: [id],
  };
}
