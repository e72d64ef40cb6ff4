import { type AssetTable, type AttributeValue, assetAt, slotOf } from '../../domain/asset.ts';
import { parseAssetTable } from '../../wire/asset-table.ts';
import type { Operation, PlannedAsset, Ref, ScenarioDocument } from '../../wire/scenario-document.ts';
import type { Survey } from '../../wire/survey.ts';
import { matchSurvey } from './match-survey.ts';

/** A document on another baseline, and how many operations of its alternatives could not come along. */
export interface SurveyEdition {
  readonly document: ScenarioDocument;
  readonly leftOut: number;
}

/**
 * `document` with the surveyed poles as its baseline. Inside the survey's extent they take the place of the drawn ones; outside
 * it what is drawn stays. Alternatives keep what still has its objects: a merged pole hands over what was found on it.
 *
 * @param tables the city's own
 */
export function surveyEdition(
  document: ScenarioDocument,
  survey: Survey,
  tables: ReadonlyMap<string, AssetTable>,
): SurveyEdition {
  const from = document.survey ? withoutSurvey(document).document : document;
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
      const { layer, position, heading, attributes } = assetAt(table, slot);
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
    drawnMounts: ({ layer, id }) => {
      const table = tables.get(layer);
      const slot = table && slotOf(table, id);
      return slot === undefined ? '' : String(table?.columns.mounts?.[slot] ?? '');
    },
  };
  const carried = carry(from, change);
  return {
    leftOut: carried.leftOut,
    document: {
      ...carried.document,
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
        before: { baseline: from.baseline, extent: from.project.extent, extentNote: from.project.extentNote },
      },
    },
  };
}

/** `document` on the drawn baseline again. What its alternatives do to poles that only the survey knows is left out. */
export function withoutSurvey(document: ScenarioDocument): SurveyEdition {
  const { survey, ...rest } = document;
  if (!survey) return { document, leftOut: 0 };
  const drawn = new Set(survey.before.baseline.flatMap(({ layer, ids }) => ids.map((id) => keyOf({ layer, id }))));
  const own = new Set(survey.assets.map(keyOf).filter((key) => !drawn.has(key)));
  const carried = carry(rest, {
    refOf: (ref) => {
      if (!own.has(keyOf(ref))) return ref;
      const id = ref.id.replace(/\.s\d*$/, '');
      return drawn.has(keyOf({ layer: ref.layer, id })) ? { layer: ref.layer, id } : null;
    },
    mountsOf: () => undefined,
    drawnMounts: () => '',
  });
  const { baseline, extent, extentNote } = survey.before;
  return {
    leftOut: carried.leftOut,
    document: { ...carried.document, baseline, project: { ...rest.project, extent, extentNote } },
  };
}

interface Change {
  /** The asset's name on the new baseline; null: it is not there. */
  refOf(ref: Ref): Ref | null;
  /** What hangs on a pole of the new baseline, as its attribute writes it; undefined: as before. */
  mountsOf(ref: Ref): string | undefined;
  /** What hung on it before. */
  drawnMounts(ref: Ref): string;
}

function carry(document: ScenarioDocument, change: Change): SurveyEdition {
  let leftOut = 0;
  const alternatives = document.alternatives.map((alternative) => ({
    ...alternative,
    phases: alternative.phases.map((phase) => ({
      ...phase,
      operations: phase.operations.flatMap((operation): Operation[] => {
        const kept = onBaseline(operation, change);
        if (!kept) leftOut++;
        return kept ? [kept] : [];
      }),
    })),
  }));
  return { document: { ...document, alternatives }, leftOut };
}

function onBaseline(operation: Operation, change: Change): Operation | null {
  switch (operation.op) {
    case 'add':
      return operation;
    case 'remove':
    case 'move': {
      const target = change.refOf(operation.target);
      return target && { ...operation, target };
    }
    case 'modify': {
      const target = change.refOf(operation.target);
      if (!target) return null;
      const now = change.mountsOf(target);
      const { mounts } = operation.attributes;
      if (now === undefined || typeof mounts !== 'string') return { ...operation, target };
      // The plan hung something beside what was drawn: it hangs beside what was found.
      const beside = without(mounts, change.drawnMounts(operation.target));
      return {
        ...operation,
        target,
        attributes: { ...operation.attributes, mounts: [...parts(now), ...beside].join('|') },
      };
    }
    case 'merge': {
      const [from, carrier] = [change.refOf(operation.from), change.refOf(operation.carrier)];
      if (!from || !carrier) return null;
      const now = change.mountsOf(from);
      return { ...operation, from, carrier, mounts: now === undefined ? operation.mounts : parts(now) };
    }
    case 'light': {
      const targets = operation.targets.flatMap((id) => change.refOf({ layer: operation.layer, id })?.id ?? []);
      return targets.length > 0 ? { ...operation, targets } : null;
    }
    case 'close': {
      const { site } = operation;
      if (!site) return operation;
      const busStops = site.busStops.flatMap((id) => change.refOf({ layer: 'pole', id })?.id ?? []);
      return { ...operation, site: { ...site, busStops } };
    }
  }
}

function parts(mounts: string): string[] {
  return mounts === '' ? [] : mounts.split('|');
}

/** Mounts of `text` that `known` does not hold, each counted once. */
function without(text: string, known: string): string[] {
  const left = parts(known);
  return parts(text).filter((mount) => {
    const at = left.indexOf(mount);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
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
