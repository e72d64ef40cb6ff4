import { type AssetTable, type AttributeValue, assetAt, slotOf } from '../../domain/asset.ts';
import { parseAssetTable } from '../../wire/asset-table.ts';
import type { PlannedAsset, Ref, ScenarioDocument } from '../../wire/scenario-document.ts';
import type { Survey } from '../../wire/survey.ts';
import { canonicalJson } from '../versions/canonical.ts';
import { sha256 } from '../versions/sha256.ts';
import { type Alternative, type Carried, type Change, carry } from './carry.ts';
import { matchSurvey } from './match-survey.ts';

/** A document on another baseline, and how many operations of its alternatives could not come along. */
export interface SurveyEdition {
  readonly document: ScenarioDocument;
  readonly leftOut: number;
}

/**
 * `document` with what was surveyed as its baseline. Inside the survey's extent poles, cabinets and lines take the place of the
 * drawn ones, each as far as the survey knows any; outside it what is drawn stays. Alternatives keep what still has its objects: a merged pole hands over what was found on it.
 *
 * @param tables the city's own
 */
export function surveyEdition(
  document: ScenarioDocument,
  survey: Survey,
  tables: ReadonlyMap<string, AssetTable>,
): SurveyEdition {
  const from = document.survey ? withoutSurvey(document, tables).document : document;
  const found = new Map(survey.tables.map((message) => [message.layer, parseAssetTable(message, survey.title)]));
  const { same, shifted, added, unseen } = matchSurvey(found, tables, survey);
  const free = freeNames(from, tables);
  const names = new Map<string, string>();
  const moved = new Map<string, string>();
  for (const { layer, surveyed, drawn } of same) names.set(keyOf({ layer, id: surveyed }), drawn);
  for (const { layer, surveyed, drawn } of shifted) {
    const name = free(`${drawn}.s`);
    names.set(keyOf({ layer, id: surveyed }), name);
    moved.set(keyOf({ layer, id: drawn }), name);
  }
  for (const ref of added) names.set(keyOf(ref), free(ref.id));
  const districtOf = nearestDistrict(from, tables);
  const assets = [...found.values()].flatMap((table) =>
    table.ids.map((id, slot): PlannedAsset => {
      const { layer, position, heading, attributes, shape } = assetAt(table, slot);
      return {
        layer,
        id: names.get(keyOf({ layer, id })) as string,
        position: [...position],
        heading,
        attributes: {
          ...attributes,
          district: attributes.district ?? districtOf([position[0], position[1]]),
          survey: survey.title,
        },
        ...(shape ? { shape: shape.map(([x, y]): [number, number] => [x, y]) } : {}),
      };
    }),
  );
  const hidden = [...unseen, ...shifted.map(({ layer, drawn }) => ({ layer, id: drawn }))];
  const gone = new Set(unseen.map(keyOf));
  const hiddenKeys = new Set(hidden.map(keyOf));
  const layers = [...new Set([...from.baseline.map(({ layer }) => layer), ...assets.map(({ layer }) => layer)])];
  const baseline = layers.map((layer) => {
    const own = assets.filter((asset) => asset.layer === layer).map(({ id }) => id);
    const drawn = from.baseline.filter((each) => each.layer === layer).flatMap(({ ids }) => ids);
    return { layer, ids: [...new Set([...drawn.filter((id) => !hiddenKeys.has(keyOf({ layer, id }))), ...own])] };
  });
  const freshKeys = new Set(
    [...shifted, ...added.map(({ layer, id }) => ({ layer, surveyed: id }))].map(({ layer, surveyed }) =>
      keyOf({ layer, id: names.get(keyOf({ layer, id: surveyed })) as string }),
    ),
  );
  const mountsNow = new Map(assets.map((asset) => [keyOf(asset), String(asset.attributes.mounts ?? '')]));
  const change: Change = {
    refOf: ({ layer, id }) =>
      gone.has(keyOf({ layer, id })) ? null : { layer, id: moved.get(keyOf({ layer, id })) ?? id },
    mountsOf: (ref) => mountsNow.get(keyOf(ref)),
    mountsBefore: (ref) => drawnMounts(tables, ref),
  };
  const carried = from.alternatives.map((each) => carry(each, change));
  return {
    leftOut: total(carried),
    document: {
      ...from,
      alternatives: carried.map(({ alternative }) => alternative),
      baseline,
      project: {
        ...from.project,
        extent: survey.extent,
        extentNote: {
          zh: survey.extentNote,
          en: survey.extentNote === '示意范围' ? 'Indicative extent' : survey.extentNote,
        },
      },
      survey: {
        id: survey.id,
        title: survey.title,
        dates: survey.dates,
        assets,
        fresh: assets.filter((asset) => freshKeys.has(keyOf(asset))).map(({ layer, id }) => ({ layer, id })),
        unseen: hidden,
        before: {
          baseline: from.baseline,
          extent: from.project.extent,
          extentNote: from.project.extentNote,
          alternatives: from.alternatives.map(({ id, phases }, index) => ({
            id,
            phases,
            left: traceOf(carried[index]?.alternative.phases),
          })),
        },
      },
    },
  };
}

/**
 * `document` on the drawn baseline again. An alternative that is as the survey left it is what it was before; of one that was
 * changed since, what it does to poles that only the survey knows is left out.
 *
 * @param tables the city's own
 */
export function withoutSurvey(document: ScenarioDocument, tables: ReadonlyMap<string, AssetTable>): SurveyEdition {
  const { survey, ...rest } = document;
  if (!survey) return { document, leftOut: 0 };
  const drawn = new Set(survey.before.baseline.flatMap(({ layer, ids }) => ids.map((id) => keyOf({ layer, id }))));
  const own = new Set(survey.assets.map(keyOf).filter((key) => !drawn.has(key)));
  const refOf = (ref: Ref): Ref | null => {
    if (!own.has(keyOf(ref))) return ref;
    const id = ref.id.replace(/\.s\d*$/, '');
    return drawn.has(keyOf({ layer: ref.layer, id })) ? { layer: ref.layer, id } : null;
  };
  const found = new Map(survey.assets.map((asset) => [keyOf(asset), String(asset.attributes.mounts ?? '')]));
  const measured = new Set(survey.assets.map((asset) => keyOf(refOf(asset) ?? asset)));
  const change: Change = {
    refOf,
    mountsOf: (ref) => (measured.has(keyOf(ref)) ? drawnMounts(tables, ref) : undefined),
    mountsBefore: (ref) => found.get(keyOf(ref)) ?? '',
  };
  const { baseline, extent, extentNote, alternatives: were = [] } = survey.before;
  const carried = rest.alternatives.map((each) => {
    const was = were.find(({ id }) => id === each.id);
    return was?.left === traceOf(each.phases)
      ? { alternative: { ...each, phases: was.phases }, leftOut: 0 }
      : carry(each, change);
  });
  return {
    leftOut: total(carried),
    document: {
      ...rest,
      alternatives: carried.map(({ alternative }) => alternative),
      baseline,
      project: { ...rest.project, extent, extentNote },
    },
  };
}

function traceOf(phases: Alternative['phases'] | undefined): string {
  return sha256(canonicalJson(phases ?? []));
}

function total(carried: readonly Carried[]): number {
  return carried.reduce((sum, { leftOut }) => sum + leftOut, 0);
}

function drawnMounts(tables: ReadonlyMap<string, AssetTable>, { layer, id }: Ref): string {
  const table = tables.get(layer);
  const slot = table && slotOf(table, id);
  return slot === undefined ? '' : String(table?.columns.mounts?.[slot] ?? '');
}

/** Hands out names that neither the city nor the plan nor an earlier call has, as near to the wanted one as can be. */
function freeNames(document: ScenarioDocument, tables: ReadonlyMap<string, AssetTable>): (wanted: string) => string {
  const taken = new Set(
    document.alternatives.flatMap(({ phases }) =>
      phases.flatMap(({ operations }) => operations.flatMap((each) => (each.op === 'add' ? [each.asset.id] : []))),
    ),
  );
  const inUse = (name: string) =>
    taken.has(name) || [...tables.values()].some((table) => slotOf(table, name) !== undefined);
  return (wanted) => {
    let name = wanted;
    for (let n = 1; inUse(name); n++) name = `${wanted.replace(/\.s$/, '')}.s${n}`;
    taken.add(name);
    return name;
  };
}

/** The district of the nearest drawn pole of the plan, for a survey that names none. */
function nearestDistrict(
  document: ScenarioDocument,
  tables: ReadonlyMap<string, AssetTable>,
): (at: readonly [number, number]) => AttributeValue {
  const known = document.baseline.flatMap(({ layer, ids }) => {
    const table = tables.get(layer);
    return ids.flatMap((id) => {
      const slot = table && slotOf(table, id);
      if (!table || slot === undefined) return [];
      const at = [table.positions[3 * slot] as number, table.positions[3 * slot + 1] as number] as const;
      return [{ at, district: table.columns.district?.[slot] ?? null }];
    });
  });
  return (at) => {
    let [best, nearest] = [Number.POSITIVE_INFINITY, null as AttributeValue];
    for (const {
      at: [x, y],
      district,
    } of known) {
      const away = (x - at[0]) ** 2 + (y - at[1]) ** 2;
      if (away < best) [best, nearest] = [away, district];
    }
    return nearest;
  };
}

function keyOf({ layer, id }: Ref): string {
  return `${layer} ${id}`;
}
