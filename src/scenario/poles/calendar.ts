import type { SliceId } from '../../domain/clock.ts';
import type { Words } from '../../domain/words.ts';
import {
  baseWorks,
  daysOutside,
  openDays,
  type Seasons,
  type SegmentWork,
  type StartDate,
  schedule,
  seasonsFrom,
} from '../staging/schedule.ts';
import { wavesOf } from '../staging/waves.ts';
import type { PlanPolicies } from './policies.ts';

export type PhaseId = 'P0' | 'P1' | 'P2' | 'P3' | 'P4' | 'P5' | 'P6';
export const PHASE_IDS: readonly PhaseId[] = ['P0', 'P1', 'P2', 'P3', 'P4', 'P5', 'P6'];

export interface PhaseDays {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** When each part of the road is worked on, in whole days from the start. */
export interface Calendar {
  readonly phases: Readonly<Record<PhaseId, PhaseDays>>;
  readonly slices: readonly { readonly id: SliceId; readonly title: Words; readonly day: number }[];
  /** Work of each crew on each segment. */
  readonly works: Readonly<Record<'P1' | 'P2' | 'P3' | 'P5', readonly SegmentWork[]>>;
  /** What the days from the start are closed for. */
  readonly seasons: Seasons;
  /** Day within P1 (south) or P2 (north) that the carrier at `chainage` is erected behind the cured base. */
  baseErected(side: 'south' | 'north', chainage: number): number;
  /** Day within P3 that the poles at `chainage` are cabled and in service. */
  inService(chainage: number): number;
  /** Night within P4 of junction number `index` from the west. */
  junctionNight(index: number): number;
  /** Day within P5 that old poles at `chainage` are cut. */
  removed(chainage: number): number;
}

/** Late morning: a slice is looked at by daylight. */
const MORNING = 10 / 24;
/** A plan without a start date begins on the first 1 March after now. */
const FIRST_OF_MARCH: StartDate = { year: null, month: 3, day: 1 };

export const PHASE_WORDS: Readonly<Record<PhaseId, Words>> = {
  P0: { zh: '勘察与许可', en: 'Survey and permits' },
  P1: { zh: '南半幅基础与立杆', en: 'South side: bases and poles' },
  P2: { zh: '北半幅基础与立杆', en: 'North side: bases and poles' },
  P3: { zh: '路口立杆、穿缆送电', en: 'Junction poles, cables, power' },
  P4: { zh: '路口设备切改', en: 'Junction nights' },
  P5: { zh: '拆旧与恢复', en: 'Old poles out, footway back' },
  P6: { zh: '检测移交', en: 'Tests and hand-over' },
};

/** The part of the axis that the project covers, metres of chainage. */
export interface Stretch {
  readonly from: number;
  readonly lengthMetres: number;
}

/**
 * Phases P0–P6 (domain reference §4.7) over `stretch` with `junctions` signalled crossings, from `start` on. Segments of a side
 * are fenced in waves, so that no fence is longer than allowed and crews suffice; every wave waits for days that the calendar
 * of the city permits. P0 begins on day 1, so that slice T0, before it, is never left of now.
 */
export function calendar(
  stretch: Stretch,
  junctions: number,
  policies: PlanPolicies,
  start: StartDate = FIRST_OF_MARCH,
): Calendar {
  const { from, lengthMetres } = stretch;
  const seasons = seasonsFrom(start, policies);
  const segments = Math.max(1, Math.ceil(lengthMetres / Math.min(policies.segmentLength, policies.maxClosed) - 1e-9));
  const segmentMetres = lengthMetres / segments;
  const stretchOf = (segment: number) =>
    [from + segment * segmentMetres, from + (segment + 1) * segmentMetres] as const;
  const waves = wavesOf(segments, segmentMetres, policies.maxClosed, policies.crews);
  const inWaves = (earliest: number, recipe: Parameters<typeof schedule>[3]) =>
    schedule(waves, stretchOf, earliest, recipe);

  const P0 = { from: 1, to: 1 + policies.surveyDays };
  const base = baseWorks(policies, seasons);
  const south = inWaves(P0.to, base);
  const P1 = spanOf(south);
  const north = inWaves(P1.to, base);
  const P2 = spanOf(north);
  const erecting = inWaves(P2.to, daysOutside(policies.erectDays, ['exam', 'spring'], seasons));
  const P3 = spanOf(erecting);
  const nights = openDays(Math.max(1, junctions), P3.to, ['exam', 'spring'], seasons);
  const P4 = { from: nights[0] as number, to: (nights.at(-1) as number) + 1 };
  const cutting = inWaves(P4.to, daysOutside(policies.removeDays, ['exam', 'spring', 'frost'], seasons));
  const P5 = spanOf(cutting);
  const P6 = { from: P5.to, to: P5.to + policies.handoverDays };

  /** Day of work at `chainage`: along each segment from west to east. */
  const progress = (works: readonly SegmentWork[], chainage: number) => {
    const place = Math.min(Math.max((chainage - from) / segmentMetres, 0), segments - 1e-6);
    const days = works.find((each) => each.segment === Math.floor(place))?.poleDays ?? [];
    return days[Math.floor((place % 1) * days.length)] as number;
  };

  return {
    phases: { P0, P1, P2, P3, P4, P5, P6 },
    works: { P1: south, P2: north, P3: erecting, P5: cutting },
    seasons,
    slices: [
      { id: 'T0', title: { zh: '现状', en: 'Today' }, day: MORNING },
      {
        id: 'T1',
        title: { zh: '前期', en: 'Preparation' },
        day: P0.from + Math.floor(policies.surveyDays / 2) + MORNING,
      },
      { id: 'T2', title: { zh: '南半幅', en: 'South side' }, day: P1.to - 1 + MORNING },
      { id: 'T3', title: { zh: '北半幅', en: 'North side' }, day: P2.to - 1 + MORNING },
      { id: 'T4', title: { zh: '立杆切改拆旧', en: 'New beside old' }, day: P5.from + MORNING },
      { id: 'T5', title: { zh: '完工', en: 'Done' }, day: P6.to - 1 + MORNING },
      { id: 'T6', title: { zh: '运营1年', en: 'A year on' }, day: P6.to - 1 + 365 + MORNING },
    ],
    baseErected: (side, chainage) => progress(side === 'south' ? south : north, chainage),
    inService: (chainage) => progress(erecting, chainage),
    junctionNight: (index) => nights[index] as number,
    removed: (chainage) => progress(cutting, chainage),
  };
}

function spanOf(works: readonly SegmentWork[]): PhaseDays {
  return { from: Math.min(...works.map((work) => work.from)), to: Math.max(...works.map((work) => work.to)) };
}
