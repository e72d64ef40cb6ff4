import type { AttributeValue } from '../../domain/asset.ts';
import type { PlannedAsset, ScenarioDocument } from '../../wire/scenario-document.ts';
import { EditRefusal } from '../edit/refusal.ts';

/** What a person may build at a waterlogging point. */
export const DRAIN_KINDS = ['inlets', 'pipe', 'tank', 'pump', 'raise', 'surface'] as const;
export type DrainKind = (typeof DRAIN_KINDS)[number];

/** The sizes of each kind: usual value, least, most, in the unit of the layer's attribute. */
export const DRAIN_SIZES: Readonly<
  Record<DrainKind, Readonly<Record<string, readonly [usual: number, least: number, most: number]>>>
> = {
  inlets: { count: [10, 1, 200] },
  pipe: { diameter: [1.2, 0.3, 4], length: [200, 1, 5000] },
  tank: { volume: [1000, 10, 50_000] },
  pump: { rate: [0.5, 0.01, 10] },
  raise: { by: [0.15, 0.01, 1], length: [60, 1, 500], width: [14, 1, 100] },
  surface: { length: [60, 1, 500], width: [14, 1, 100] },
};

const NAMES: Readonly<Record<DrainKind, string>> = {
  inlets: '新增雨水口',
  pipe: '更换雨水管',
  tank: '调蓄池',
  pump: '抽排泵',
  raise: '路面抬高',
  surface: '透水铺装',
};

/** A drainage work to be built. */
export interface NewDrain {
  readonly kind: DrainKind;
  /** Id of its waterlogging point. */
  readonly point: string;
  readonly at: readonly [longitude: number, latitude: number];
  /** Of the long side of a road surface, degrees clockwise from north. */
  readonly heading: number;
  /** Sizes that differ from the usual ones. */
  readonly sizes?: Readonly<Record<string, number>>;
}

/** Plans a drainage work as an `add` of the last phase that builds anything; returns the document and the new id. */
export function withDrain(
  document: ScenarioDocument,
  alternative: string,
  drain: NewDrain,
): { readonly document: ScenarioDocument; readonly id: string } {
  const { kind, point, at, heading } = drain;
  if (!at.every(Number.isFinite) || Math.abs(at[0]) > 180 || Math.abs(at[1]) > 90)
    throw new EditRefusal(
      `位置 ${JSON.stringify(at)}：应为经度、纬度。`,
      `Place ${JSON.stringify(at)}: expected longitude and latitude in degrees.`,
    );
  const id = freeId(document, alternative, point);
  const asset: PlannedAsset = {
    layer: 'drain',
    id,
    position: [round(at[0]), round(at[1]), 0],
    heading: Math.round((((heading % 360) + 360) % 360) * 10) / 10,
    attributes: { name: NAMES[kind], kind, point, note: '规划设施·示意', ...sizesOf(kind, drain.sizes ?? {}) },
  };
  const next = inAlternative(document, alternative, (phases) => {
    const last = phases.findLastIndex(({ operations }) => operations.some(({ op }) => op === 'add'));
    const into = last < 0 ? phases.length - 1 : last;
    return phases.map((phase, index) =>
      index === into ? { ...phase, operations: [...phase.operations, { op: 'add', asset }] } : phase,
    );
  });
  return { document: next, id };
}

/** Another size, place or heading of a planned drainage work. */
export function withDrainChanged(
  document: ScenarioDocument,
  alternative: string,
  id: string,
  change: {
    readonly sizes?: Readonly<Record<string, number>>;
    readonly at?: NewDrain['at'];
    readonly heading?: number;
  },
): ScenarioDocument {
  return changed(document, alternative, id, (asset) => {
    const kind = asset.attributes['kind'] as DrainKind;
    return {
      ...asset,
      position: change.at ? [round(change.at[0]), round(change.at[1]), asset.position[2]] : asset.position,
      heading: change.heading ?? asset.heading,
      attributes: { ...asset.attributes, ...sizesOf(kind, change.sizes ?? {}, asset.attributes) },
    };
  });
}

/** The plan without a drainage work that it would have built. */
export function withoutDrain(document: ScenarioDocument, alternative: string, id: string): ScenarioDocument {
  return changed(document, alternative, id, () => null);
}

function changed(
  document: ScenarioDocument,
  alternative: string,
  id: string,
  change: (asset: PlannedAsset) => PlannedAsset | null,
): ScenarioDocument {
  let found = false;
  const next = inAlternative(document, alternative, (phases) =>
    phases.map((phase) => ({
      ...phase,
      operations: phase.operations.flatMap((operation) => {
        if (operation.op !== 'add' || operation.asset.layer !== 'drain' || operation.asset.id !== id)
          return [operation];
        found = true;
        const asset = change(operation.asset);
        return asset ? [{ ...operation, asset }] : [];
      }),
    })),
  );
  if (!found)
    throw new EditRefusal(
      `方案 ${alternative} 没有规划排水设施“${id}”；请选本方案新建的设施。`,
      `Alternative ${alternative} builds no drainage work "${id}"; choose one that it builds.`,
    );
  return next;
}

type Phases = ScenarioDocument['alternatives'][number]['phases'];

function inAlternative(document: ScenarioDocument, alternative: string, change: (phases: Phases) => Phases) {
  const own = document.alternatives.find((each) => each.id === alternative);
  if (!own || own.phases.length === 0)
    throw new EditRefusal(
      `方案“${alternative}”不可编辑；请先选一个方案，而非现状。`,
      `Alternative "${alternative}" cannot be edited; choose one that builds something, not today.`,
    );
  return {
    ...document,
    alternatives: document.alternatives.map((each) => (each === own ? { ...each, phases: change(each.phases) } : each)),
  };
}

/** All sizes of a kind: those given, else those it has, else the usual. Throws on one beyond its bounds. */
function sizesOf(
  kind: DrainKind,
  given: Readonly<Record<string, number>>,
  own: Readonly<Record<string, AttributeValue>> = {},
): Record<string, number> {
  const sizes = DRAIN_SIZES[kind];
  const strange = Object.keys(given).find((key) => !(key in sizes));
  if (strange !== undefined)
    throw new EditRefusal(
      `${NAMES[kind]}没有尺寸“${strange}”；可用 ${Object.keys(sizes).join('、')}。`,
      `"${kind}" has no size "${strange}"; it has ${Object.keys(sizes).join(', ')}.`,
    );
  return Object.fromEntries(
    Object.entries(sizes).map(([key, [usual, least, most]]) => {
      const value = given[key] ?? (typeof own[key] === 'number' ? own[key] : usual);
      if (!(value >= least && value <= most))
        throw new EditRefusal(
          `${NAMES[kind]}的 ${key} = ${value}：应为 ${least}–${most}。`,
          `${key} = ${value} of "${kind}": expected ${least}–${most}.`,
        );
      return [key, key === 'count' ? Math.round(value) : value];
    }),
  );
}

/** An id that no alternative of the plan has: `WL-01-M3.B`. */
function freeId(document: ScenarioDocument, alternative: string, point: string): string {
  const taken = new Set(
    document.alternatives.flatMap(({ phases }) =>
      phases.flatMap(({ operations }) => operations.flatMap((each) => (each.op === 'add' ? [each.asset.id] : []))),
    ),
  );
  for (let number = 1; ; number++) {
    const id = `${point}-M${number}.${alternative}`;
    if (!taken.has(id)) return id;
  }
}

function round(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}
