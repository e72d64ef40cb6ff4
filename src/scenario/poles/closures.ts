import type { Phase, WorkSite } from '../../wire/scenario-document.ts';
import { lastDays, type SegmentWork } from '../staging/schedule.ts';
import type { PlanContext } from './plan-context.ts';
import type { Side } from './street-poles.ts';

type Close = Extract<Phase['operations'][number], { op: 'close' }>;

/** Fences of base works: a crew on each segment of one side, day and night. */
export function baseClosures(context: PlanContext, side: Side): Close[] {
  const { works } = context.days;
  return (side === 'south' ? works.P1 : works.P2).map((work) =>
    closure(context, work, side, 'base', context.policies.lanesClosed),
  );
}

/**
 * Fences of mounting on standing poles, where no base is dug: the last days of the base works of the same segment, outside the
 * exams. Segments without one of `chainages` on the side stay open.
 */
export function mountClosures(context: PlanContext, side: Side, chainages: readonly number[]): Close[] {
  const { days, policies } = context;
  return (side === 'south' ? days.works.P1 : days.works.P2).flatMap((work) => {
    if (!chainages.some((chainage) => within(work, chainage))) return [];
    const span = lastDays(policies.minimalSideDays, [work.from, work.to], ['exam', 'spring'], days.seasons);
    if (!span) return [];
    return [
      closure(context, { ...work, from: span[0], to: span[1], digging: null }, side, 'mount', policies.lanesClosed),
    ];
  });
}

/** One lane at night while poles are erected and connected, in segments that have one of `chainages`. */
export function nightClosures(context: PlanContext, chainages: readonly number[]): Close[] {
  return context.days.works.P3.filter((work) => chainages.some((chainage) => within(work, chainage))).map((work) =>
    closure(context, work, 'both', 'erect', 1, context.policies.nightHours),
  );
}

/** Half of the footway while old poles are cut and paving is laid; no lane. */
export function cuttingClosures(context: PlanContext, chainages: readonly number[]): Close[] {
  return context.days.works.P5.filter((work) => chainages.some((chainage) => within(work, chainage))).map((work) =>
    closure(context, work, 'both', 'remove', 0),
  );
}

/** One junction a night under manual control, from west to east; only those on `nights`, when these are given. */
export function junctionClosures(
  { days, junctions, policies, road }: PlanContext,
  nights?: ReadonlySet<number>,
): Close[] {
  return junctions.flatMap(({ name }, index): Close[] => {
    const night = days.junctionNight(index);
    if (nights && !nights.has(night)) return [];
    return [
      {
        op: 'close',
        road,
        lanes: 0,
        side: 'both',
        junction: name,
        hours: policies.darkHours,
        days: [night, night + 1],
      },
    ];
  });
}

function closure(
  context: PlanContext,
  work: SegmentWork,
  side: Side | 'both',
  kind: WorkSite['work'],
  lanes: number,
  hours?: number,
): Close {
  const { policies, poles, accesses, road } = context;
  const here = (each: { readonly side: Side; readonly chainage: number }) =>
    (side === 'both' || each.side === side) && within(work, each.chainage);
  return {
    op: 'close',
    road,
    lanes,
    side,
    ...(hours === undefined ? {} : { hours }),
    site: {
      work: kind,
      crew: work.crew,
      stretch: [Math.round(work.stretch[0]), Math.round(work.stretch[1])],
      ...(work.digging ? { digging: [work.digging[0], work.digging[1]] as [number, number] } : {}),
      footway: policies.footwayKept,
      fireLane: policies.fireLaneKept,
      openings: [...new Set(accesses.filter(here).map((each) => Math.round(each.chainage)))].sort((a, b) => a - b),
      busStops: poles.filter((pole) => pole.class === 'BS' && here(pole)).map((pole) => pole.id),
    },
    days: [work.from, work.to],
  };
}

/** Poles right at the end of a segment count to it, so that none is left out by rounding. */
function within({ stretch }: SegmentWork, chainage: number): boolean {
  return chainage >= stretch[0] - 1 && chainage <= stretch[1] + 1;
}
