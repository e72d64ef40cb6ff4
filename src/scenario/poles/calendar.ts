import type { SliceId } from '../../domain/clock.ts';
import type { Words } from '../../domain/words.ts';
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
  /** Crews that work 500 m segments side by side. */
  readonly crews: number;
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
/** Days before a base has cured, and after erection until the fence moves. */
const CURING = 14;
const CLEARING = 2;

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
 * Phases P0–P6 (domain reference §4.7) over `stretch` with `junctions` signalled crossings. As few crews as
 * finish digging before the flood season; cutting old poles keeps out of the exam days. P0 begins on day 1, so that slice
 * T0, before it, is never left of now.
 */
export function calendar(stretch: Stretch, junctions: number, policies: PlanPolicies): Calendar {
  const { from, lengthMetres } = stretch;
  const segments = Math.max(1, Math.ceil(lengthMetres / policies.segmentLength));
  const digFrom = 1 + policies.surveyDays;
  const roundsInTime = Math.floor((policies.digBefore - digFrom) / (2 * policies.sideDays));
  const crews = Math.ceil(segments / Math.min(segments, Math.max(1, roundsInTime)));
  const rounds = Math.ceil(segments / crews);

  const span = (from: number, days: number): PhaseDays => ({ from, to: from + days });
  const P0 = span(1, policies.surveyDays);
  const P1 = span(P0.to, rounds * policies.sideDays);
  const P2 = span(P1.to, rounds * policies.sideDays);
  const P3 = span(P2.to, rounds * policies.erectDays);
  const P4 = span(P3.to, Math.max(1, junctions));
  const cutting = rounds * policies.removeDays;
  const inExams = P4.to < policies.examTo && P4.to + cutting > policies.examFrom;
  const P5 = span(inExams ? policies.examTo : P4.to, cutting);
  const P6 = span(P5.to, policies.handoverDays);

  /** Day of work at `chainage`: crews move on segment by segment, and along each from west to east. */
  const progress = (phase: PhaseDays, perSegment: number, lead: number, tail: number, chainage: number) => {
    const place = Math.min(Math.max((chainage - from) / policies.segmentLength, 0), segments - 1e-6);
    const round = Math.floor(place) % rounds;
    const days = Math.max(1, perSegment - lead - tail);
    return phase.from + round * perSegment + Math.min(lead, perSegment - 1) + Math.floor((place % 1) * days);
  };

  return {
    phases: { P0, P1, P2, P3, P4, P5, P6 },
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
    crews,
    baseErected: (side, chainage) =>
      progress(side === 'south' ? P1 : P2, policies.sideDays, CURING, CLEARING, chainage),
    inService: (chainage) => progress(P3, policies.erectDays, 1, 1, chainage),
    junctionNight: (index) => P4.from + index,
    removed: (chainage) => progress(P5, policies.removeDays, 1, 1, chainage),
  };
}
