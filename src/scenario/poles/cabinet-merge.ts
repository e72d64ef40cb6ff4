import type { PlannedAsset } from '../../wire/scenario-document.ts';
import type { Assigned, Carrier } from './assign.ts';
import { migrationDayOf, type Operations, type PlanContext } from './plan-context.ts';
import type { PlannedCarrier } from './planned-carrier.ts';
import type { StreetCabinet } from './street-parts.ts';

/** Cabinets of these types share one; those of the grid keep their own rooms and switchgear. */
const SHARING = ['signal', 'telecom', 'lighting'];
/** Small enough for the equipment bay of a carrier. */
const INTO_BAY = ['monitor'];

/** What alternatives B and C do with cabinets; see `cabinetOperations`. */
interface Boxes {
  readonly carriers: readonly PlannedCarrier[];
  /** Id of a carrier in this alternative. */
  readonly idOf: (carrier: Carrier) => string;
}

/**
 * 合箱: neighbouring cabinets of one side move into a multi-function cabinet beside a carrier, surveillance cabinets into the
 * equipment bay of the nearest one. New cabinets come with the bases of their side; what they take over moves with its
 * junction or when the stretch is put in service; old ones go with the old poles.
 */
export function cabinetOperations(
  context: PlanContext,
  { carriers, idOf }: Boxes,
): Pick<Operations, 'P1' | 'P2' | 'P5'> {
  const operations: Pick<Operations, 'P1' | 'P2' | 'P5'> = { P1: [], P2: [], P5: [] };
  const { days, policies } = context;
  const taken: { chainage: number; offset: number }[] = [...context.poles, ...context.cabinets, ...carriers];
  const stem = stemOf(carriers, context);
  let number = 0;
  for (const group of groupsOf(context)) {
    const { side } = group[0] as StreetCabinet;
    const middle =
      (Math.min(...group.map(({ chainage }) => chainage)) + Math.max(...group.map(({ chainage }) => chainage))) / 2;
    const beside = nearest(carriers, side, middle);
    const offset = group.reduce((sum, each) => sum + each.offset, 0) / group.length;
    const wanted = beside && Math.abs(beside.chainage - middle) <= policies.cabinetReach ? beside.chainage : middle;
    const chainage = freePlace(wanted, offset, taken);
    taken.push({ chainage, offset });
    const asset = boxAt(context, `XJ-${stem}-${String(++number).padStart(3, '0')}`, { chainage, offset }, group);
    operations[side === 'south' ? 'P1' : 'P2'].push({ op: 'add', asset, day: days.baseErected(side, chainage) });
    const kind = group.some(({ attributes }) => attributes.type === 'signal') ? 'junction' : 'midblock';
    for (const cabinet of group)
      operations.P5.push({
        op: 'merge',
        from: { layer: cabinet.layer, id: cabinet.id },
        carrier: { layer: asset.layer, id: asset.id },
        mounts: [],
        migrated: migrationDayOf(context, kind, cabinet.chainage),
        day: days.removed(cabinet.chainage),
      });
  }
  for (const cabinet of context.cabinets) {
    if (!INTO_BAY.includes(String(cabinet.attributes.type))) continue;
    const carrier = nearest(carriers, cabinet.side, cabinet.chainage);
    if (!carrier || Math.abs(carrier.chainage - cabinet.chainage) > policies.bayReach) continue;
    operations.P5.push({
      op: 'merge',
      from: { layer: cabinet.layer, id: cabinet.id },
      carrier: { layer: carrier.layer, id: idOf(carrier) },
      mounts: [],
      migrated: migrationDayOf(context, carrier.site.kind, carrier.chainage),
      day: days.removed(cabinet.chainage),
    });
  }
  return operations;
}

/** Stem of the ids of what a merge builds, as in the ids of its carriers. */
export function stemOf(
  carriers: readonly Pick<Assigned['merged'][number]['carrier'], 'id'>[],
  { code }: PlanContext,
): string {
  return carriers[0]?.id.replace(/^MF-/, '').replace(/-[SN]\d+$/, '') ?? code;
}

/** Neighbours of one side within reach of the first, at most as many as one cabinet holds; single ones stay. */
function groupsOf({ cabinets, policies }: PlanContext): StreetCabinet[][] {
  const groups: StreetCabinet[][] = [];
  for (const side of ['south', 'north'] as const) {
    let group: StreetCabinet[] = [];
    for (const cabinet of cabinets) {
      if (cabinet.side !== side || !SHARING.includes(String(cabinet.attributes.type))) continue;
      const first = group[0];
      const joins =
        first && cabinet.chainage - first.chainage <= policies.cabinetReach && group.length < policies.cabinetsShared;
      if (joins) group.push(cabinet);
      else {
        group = [cabinet];
        groups.push(group);
      }
    }
  }
  return groups.filter((group) => group.length > 1);
}

function nearest(carriers: readonly PlannedCarrier[], side: string, chainage: number): PlannedCarrier | undefined {
  const away = (carrier: PlannedCarrier) => Math.abs(carrier.chainage - chainage);
  return carriers.filter((each) => each.side === side).sort((a, b) => away(a) - away(b) || (a.id < b.id ? -1 : 1))[0];
}

/** Metres that cabinets and poles keep from each other, and by which a place is tried farther along. */
const CLEAR = 2;
const STEP = 1;

function freePlace(
  chainage: number,
  offset: number,
  taken: readonly { readonly chainage: number; readonly offset: number }[],
): number {
  for (let step = 0; ; step++) {
    const at = chainage + (step % 2 === 0 ? 1 : -1) * Math.ceil(step / 2) * STEP;
    if (taken.every((each) => Math.hypot(each.chainage - at, each.offset - offset) >= CLEAR)) return at;
  }
}

function boxAt(
  { axis, road }: PlanContext,
  id: string,
  at: { readonly chainage: number; readonly offset: number },
  group: readonly StreetCabinet[],
): PlannedAsset {
  const first = group[0] as StreetCabinet;
  const [longitude, latitude] = axis.pointAt(at);
  const ratings = group.map(({ attributes }) => attributes.power ?? null);
  const rating = ratings.includes(null) ? null : ratings.reduce<number>((sum, each) => sum + Number(each), 0);
  return {
    layer: 'cabinet',
    id,
    position: [Number(longitude.toFixed(7)), Number(latitude.toFixed(7)), first.position[2]],
    heading: first.heading,
    attributes: {
      name: `综合机箱 ${id}`,
      district: first.attributes.district ?? null,
      subdistrict: first.attributes.subdistrict ?? null,
      road,
      owner: '济宁市城市管理局（拟）',
      maintainer: '济宁市城市管理局（拟）',
      note: `规划·示意，合 ${group.length} 箱`,
      type: 'multi',
      width: 1.7,
      depth: 0.6,
      height: 1.65,
      material: '不锈钢',
      power: rating,
      number: id,
    },
  };
}
