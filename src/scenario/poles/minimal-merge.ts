import type { Phase } from '../../wire/scenario-document.ts';
import { assign, type Carrier } from './assign.ts';
import type { PhaseDays } from './calendar.ts';
import { cuttingClosures, junctionClosures, mountClosures, nightClosures } from './closures.ts';
import { loadOf } from './mount-load.ts';
import { migrationDayOf, noOperations, type PlanContext, phasesOf } from './plan-context.ts';
import { mountsAttribute, mountTexts, type Side } from './street-poles.ts';

/**
 * Alternative A: standing lamps and signal poles carry the signs, cameras and plates that stand next to them. Nothing is
 * built, so work on each side is short; its phases end with those of the other alternatives, which keeps the slices common.
 */
export function minimalMerge(context: PlanContext): Phase[] {
  const { poles, days, policies } = context;
  const carriers: (Carrier & { readonly kind: 'junction' | 'midblock' })[] = poles
    .filter((pole) => pole.class === 'LP' || pole.class === 'TS')
    .map((pole) => {
      const own = loadOf(pole.mounts);
      return {
        id: pole.id,
        layer: pole.layer,
        side: pole.side,
        chainage: pole.chainage,
        offset: pole.offset,
        kind: pole.class === 'TS' ? ('junction' as const) : ('midblock' as const),
        // What hangs there today is borne already; the limit is on what is added.
        capacity: {
          kg: own.kg + policies.existingMass,
          m2: own.m2 + policies.existingArea,
          signs: policies.signsPerPole,
        },
        mounts: [...pole.mounts],
      };
    });
  const { merged, kept } = assign(poles, carriers, ['TG', 'CC', 'RN'], () => ({
    along: policies.minimalShift,
    across: policies.minimalShift,
  }));

  const operations = noOperations();
  for (const { pole, reason } of kept)
    operations.P0.push({
      op: 'modify',
      target: { layer: pole.layer, id: pole.id },
      attributes: { keepReason: reason },
    });
  const used = new Set(merged.map(({ carrier }) => carrier.id));
  const working = (side?: Side) =>
    carriers.filter((each) => used.has(each.id) && (!side || each.side === side)).map(({ chainage }) => chainage);
  const south = mountClosures(context, 'south', working('south'));
  const north = mountClosures(context, 'north', working('north'));
  operations.P1.push(...south);
  operations.P2.push(...north);
  operations.P3.push(...nightClosures(context, working()));
  const switched = carriers.filter((each) => used.has(each.id) && each.kind === 'junction');
  const nights = switched.map((each) => migrationDayOf(context, each.kind, each.chainage));
  operations.P4.push(...junctionClosures(context, new Set(nights)));
  operations.P5.push(
    ...cuttingClosures(
      context,
      merged.map(({ pole }) => pole.chainage),
    ),
  );
  /** Works begin later than those of the other alternatives and end with them, so that slices are common to all. */
  const shorter = (closures: typeof south, { from, to }: PhaseDays): PhaseDays => ({
    from: Math.min(to - 1, ...closures.map((each) => each.days?.[0] ?? from)),
    to,
  });
  for (const carrier of carriers) {
    if (!used.has(carrier.id)) continue;
    const day = migrationDayOf(context, carrier.kind, carrier.chainage);
    const phase = day < days.phases.P4.from ? operations.P3 : operations.P4;
    const target = { layer: carrier.layer, id: carrier.id };
    phase.push({ op: 'modify', target, attributes: { mounts: mountsAttribute(carrier.mounts) }, day });
  }
  for (const { pole, carrier } of merged)
    operations.P5.push({
      op: 'merge',
      from: { layer: pole.layer, id: pole.id },
      carrier: { layer: carrier.layer, id: carrier.id },
      mounts: mountTexts(pole),
      migrated: migrationDayOf(context, kindOf(carrier.id, carriers), carrier.chainage),
      day: days.removed(pole.chainage),
    });
  return phasesOf(context, operations, {
    P1: shorter(south, days.phases.P1),
    P2: shorter(north, days.phases.P2),
  });
}

function kindOf(id: string, carriers: readonly { readonly id: string; readonly kind: 'junction' | 'midblock' }[]) {
  return carriers.find((each) => each.id === id)?.kind ?? 'midblock';
}
