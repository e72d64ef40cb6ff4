import type { Instant } from '../../domain/clock.ts';
import { holds } from '../../domain/validity.ts';
import type { CompiledScenario, Kpi } from '../compiled.ts';
import { figure } from '../figure.ts';
import { ledgerOf, type PoleRecord } from '../ledger.ts';
import type { Station } from '../road-axis.ts';
import { CLEAR_WIDTH, HALF_SHAFT } from '../rules/footway.ts';
import type { Footway } from '../rules/surroundings.ts';
import { stationsOf } from './pole-stations.ts';

/** Metres of footway of which each has one clear width, that beside its worst pole. */
const STRETCH = 5;
/** Metres beyond which two lights in a row are not neighbours: a junction or the end of the road lies between. */
const ROW_GAP = 80;

/** A pole on a footway, and the metres that are left to walk past it. */
interface OnFootway {
  readonly pole: PoleRecord;
  readonly footway: Footway;
  readonly chainage: number;
  readonly clear: number;
}

/** Room along the road: spacing of the lights, clear width of the footways and the spots that poles obstruct (§4.8). */
export function spaceKpis(compiled: CompiledScenario, alternativeId: string, at: Instant): Kpi[] {
  const stations = stationsOf(compiled, alternativeId);
  if (!stations) return [];
  const standing = ledgerOf(compiled, alternativeId).poles.filter((pole) => holds(pole, at));
  return [...spacingFigure(standing, stations), ...footwayFigures(compiled, standing, stations)];
}

function spacingFigure(standing: readonly PoleRecord[], stations: ReadonlyMap<PoleRecord, Station>): Kpi[] {
  const lit = standing.filter(isLit);
  const gaps = [-1, 1].flatMap((side) => {
    const row = lit
      .flatMap((pole) => stations.get(pole) ?? [])
      .filter(({ offset }) => (offset < 0 ? -1 : 1) === side)
      .map(({ chainage }) => chainage)
      .sort((a, b) => a - b);
    return row.slice(1).flatMap((chainage, index) => {
      const gap = chainage - (row[index] as number);
      return gap > 0 && gap <= ROW_GAP ? [gap] : [];
    });
  });
  if (gaps.length === 0) return [];
  return [
    figure(
      'space.spacing',
      '平均灯距',
      'Mean spacing of lights',
      gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length,
      'm',
      1,
      lit,
      '同侧相邻有灯杆件的沿路间距之平均，不计大于 80 m 的间断',
      'mean distance along the road of neighbouring poles with a light on one side; breaks over 80 m do not count',
    ),
  ];
}

function footwayFigures(
  { document, surroundings }: CompiledScenario,
  standing: readonly PoleRecord[],
  stations: ReadonlyMap<PoleRecord, Station>,
): Kpi[] {
  const footways = surroundings?.footways;
  if (!footways || footways.length === 0) return [];
  const on = standing.flatMap((pole): OnFootway[] => {
    const station = stations.get(pole);
    const found = station && besideFootway(footways, station);
    return found ? [{ pole, ...found }] : [];
  });
  const limit = document.limits?.[CLEAR_WIDTH.id]?.value ?? CLEAR_WIDTH.limit.value;
  const least = on.reduce((worst, { clear }) => Math.min(worst, clear), Number.POSITIVE_INFINITY);
  const objects = (list: readonly OnFootway[]) => list.map(({ pole }) => pole);
  return [
    figure(
      'footway.least',
      '人行道最小净宽',
      'Least clear width of footways',
      Number.isFinite(least) ? least : Math.min(...footways.map(({ kerb, outer }) => outer - kerb)),
      'm',
      2,
      objects(on.filter(({ clear }) => clear === least)),
      '人行道上各杆一侧可通行宽度的较大者，取最小',
      'of the wider passage beside each pole on a footway, the least',
    ),
    figure(
      'footway.mean',
      '人行道平均净宽',
      'Mean clear width of footways',
      meanClear(footways, on),
      'm',
      2,
      objects(on),
      `每 ${STRETCH} m 一段，取段内最不利杆旁净宽；无杆取全宽；按段平均`,
      `a value each ${STRETCH} m: beside the worst pole of the stretch, the whole width where there is none; their mean`,
    ),
    figure(
      'footway.obstructed',
      '人行道受阻点',
      'Obstructed spots of footways',
      on.filter(({ clear }) => clear < limit).length,
      '处',
      0,
      objects(on.filter(({ clear }) => clear < limit)),
      `杆旁净宽小于 ${limit} m（R8 限值）的杆件`,
      `poles beside which less than ${limit} m is left (limit of R8)`,
    ),
  ];
}

function besideFootway(footways: readonly Footway[], { chainage, offset }: Station): Omit<OnFootway, 'pole'> | null {
  const [side, across] = [offset < 0 ? 'south' : 'north', Math.abs(offset)];
  const footway = footways.find((each) => each.side === side && chainage >= each.from && chainage <= each.to);
  if (!footway || across < footway.kerb || across >= footway.outer) return null;
  const clear = Math.max(across - footway.kerb, footway.outer - across) - HALF_SHAFT;
  return { footway, chainage, clear };
}

function meanClear(footways: readonly Footway[], on: readonly OnFootway[]): number {
  let [sum, metres] = [0, 0];
  for (const footway of footways) {
    const own = on.filter((each) => each.footway === footway);
    for (let from = footway.from; from < footway.to; from += STRETCH) {
      const length = Math.min(STRETCH, footway.to - from);
      const here = own.filter(({ chainage }) => chainage >= from && chainage < from + length);
      const clear = here.reduce((worst, each) => Math.min(worst, each.clear), footway.outer - footway.kerb);
      sum += clear * length;
      metres += length;
    }
  }
  return metres > 0 ? sum / metres : Number.NaN;
}

function isLit({ ref, attributes }: PoleRecord): boolean {
  return ref.layer === 'lamp' || String(attributes.mounts ?? '').includes('luminaire');
}

/** Where each pole lies along the road, made once; null for a plan without an axis. */
