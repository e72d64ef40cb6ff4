import type { Phase } from '../../wire/scenario-document.ts';
import type { RoadAxis } from '../road-axis.ts';
import { type Calendar, PHASE_IDS, PHASE_WORDS, type PhaseDays, type PhaseId } from './calendar.ts';
import type { PlanPolicies } from './policies.ts';
import type { StreetCabinet, StreetLine } from './street-parts.ts';
import type { Side, StreetPole } from './street-poles.ts';

/** What every alternative of one road is planned from. */
export interface PlanContext {
  readonly axis: RoadAxis;
  /** From west to east. */
  readonly poles: readonly StreetPole[];
  /** From west to east. */
  readonly junctions: readonly {
    readonly name: string;
    readonly position: readonly [number, number];
    readonly chainage: number;
  }[];
  /** From west to east; none where the city keeps no such layer. */
  readonly cabinets: readonly StreetCabinet[];
  readonly lines: readonly StreetLine[];
  /** Whether the city keeps a layer of underground lines, to which a plan may add. */
  readonly keepsUnderground: boolean;
  readonly days: Calendar;
  /** Doors and gates along the road. */
  readonly accesses: readonly { readonly side: Side; readonly chainage: number }[];
  readonly policies: PlanPolicies;
  readonly road: string;
  /** Stem of the ids of planned poles, e.g. GUANGHE. */
  readonly code: string;
}

export type Operations = Readonly<Record<PhaseId, Phase['operations']>>;

export function noOperations(): Operations {
  return { P0: [], P1: [], P2: [], P3: [], P4: [], P5: [], P6: [] };
}

/** Phases of an alternative; `spans` replaces those whose work takes less time than the calendar allows. */
export function phasesOf(
  context: PlanContext,
  operations: Operations,
  spans: Partial<Record<PhaseId, PhaseDays>> = {},
): Phase[] {
  return PHASE_IDS.map((id) => ({
    id,
    title: PHASE_WORDS[id],
    ...(spans[id] ?? context.days.phases[id]),
    operations: operations[id],
  }));
}

/** Day on which mounts move to a carrier at `chainage`: the junction's night, or when its stretch is put in service. */
export function migrationDayOf(context: PlanContext, kind: 'junction' | 'midblock', chainage: number): number {
  const junction = kind === 'junction' ? nearestJunction(context.junctions, chainage) : -1;
  return junction < 0 ? context.days.inService(chainage) : context.days.junctionNight(junction);
}

/** Index of the junction nearest to `chainage`, or -1 when there is none. */
function nearestJunction(junctions: PlanContext['junctions'], chainage: number): number {
  let best = -1;
  junctions.forEach((each, index) => {
    const nearest = junctions[best];
    if (!nearest || Math.abs(each.chainage - chainage) < Math.abs(nearest.chainage - chainage)) best = index;
  });
  return best;
}
