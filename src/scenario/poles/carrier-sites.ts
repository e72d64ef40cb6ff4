import type { PlanPolicies } from './policies.ts';
import { reachOf } from './reach.ts';
import type { Side, StreetPole } from './street-poles.ts';

/** Where a carrier pole is to stand, and the existing poles that give it its place. */
export interface CarrierSite {
  readonly side: Side;
  readonly chainage: number;
  readonly offset: number;
  /** `junction` where signals fix the place (rule R1), `midblock` where a lamp does. */
  readonly kind: 'junction' | 'midblock';
  /** Poles that it replaces one for one: signals of the corner, and lamps. */
  readonly founders: readonly StreetPole[];
}

/**
 * Chooses the carriers of the full merge in the order of rule R1: signals first, at the places they have; then one at
 * each lamp that no corner carrier takes over, moved along the road within rule R3 so that as many signs, cameras and
 * plates as possible come within reach, with spacing inside rule R2 or no worse than today's.
 */
export function carrierSites(poles: readonly StreetPole[], policies: PlanPolicies): CarrierSite[] {
  return (['south', 'north'] as const).flatMap((side) => {
    const own = poles.filter((pole) => pole.side === side);
    const corners = cornerSites(own, policies);
    return [...corners, ...lampSites(own, corners, policies)].sort(
      (a, b) => a.chainage - b.chainage || a.offset - b.offset,
    );
  });
}

interface Corner {
  readonly at: StreetPole;
  readonly founders: StreetPole[];
}

/** One carrier a group of signals within `signalShare`; the tallest signal pole of the group keeps its place. */
function cornerSites(own: readonly StreetPole[], policies: PlanPolicies): CarrierSite[] {
  const corners: Corner[] = [];
  const signals = own
    .filter((pole) => pole.class === 'TS')
    .sort((a, b) => b.height - a.height || (a.id < b.id ? -1 : 1));
  for (const signal of signals) {
    const near = corners.find(
      ({ at }) => Math.hypot(at.chainage - signal.chainage, at.offset - signal.offset) <= policies.signalShare,
    );
    if (near) near.founders.push(signal);
    else corners.push({ at: signal, founders: [signal] });
  }
  const lamps = own.filter((pole) => pole.class === 'LP');
  for (const lamp of lamps) {
    const near = corners
      .filter(({ at }) => withinLampShift(at, lamp, policies))
      .sort((a, b) => Math.abs(a.at.chainage - lamp.chainage) - Math.abs(b.at.chainage - lamp.chainage))[0];
    near?.founders.push(lamp);
  }
  return corners.map(({ at, founders }) => ({
    side: at.side,
    chainage: at.chainage,
    offset: at.offset,
    kind: 'junction',
    founders,
  }));
}

function withinLampShift(at: StreetPole, lamp: StreetPole, policies: PlanPolicies): boolean {
  return (
    Math.abs(at.chainage - lamp.chainage) <= policies.lampShift &&
    Math.abs(at.offset - lamp.offset) <= policies.lampAcross
  );
}

/** A luminaire along one side: free to shift, or held by a corner carrier. */
interface Light {
  readonly chainage: number;
  readonly lamp: StreetPole | null;
}

/** Steps of the search for a lamp's shift, metres. */
const STEP = 0.5;
/** A captured pole outweighs any sum of shifts along a side. */
const CAPTURE = 1e4;

/**
 * Best shifts by dynamic programming from west to east: what lies between two neighbouring lights is captured by one of
 * the two, so the sum over neighbours is exact.
 */
function lampSites(own: readonly StreetPole[], corners: readonly CarrierSite[], policies: PlanPolicies): CarrierSite[] {
  const held = new Set(corners.flatMap((corner) => corner.founders));
  const lights: Light[] = [
    ...own.filter((pole) => pole.class === 'LP' && !held.has(pole)).map((lamp) => ({ chainage: lamp.chainage, lamp })),
    ...corners
      .filter((corner) => corner.founders.some((pole) => pole.class === 'LP'))
      .map(({ chainage }) => ({ chainage, lamp: null })),
  ].sort((a, b) => a.chainage - b.chainage);
  if (lights.length === 0) return [];

  const wanted = own
    .map((pole) => ({ chainage: pole.chainage, reach: reachOf(pole.class, policies) }))
    .filter(
      ({ chainage, reach }) => reach > 0 && corners.every((corner) => Math.abs(corner.chainage - chainage) > reach),
    );
  const shifts: number[] = [];
  for (let shift = -policies.lampShift; shift <= policies.lampShift + 1e-9; shift += STEP) shifts.push(shift);
  const choices = lights.map((light) =>
    light.lamp ? shifts.map((shift) => light.chainage + shift) : [light.chainage],
  );

  const first = choices[0] as number[];
  const start = lights[0] as Light;
  let scores = first.map(
    (at) =>
      CAPTURE * wanted.filter((pole) => pole.chainage <= at && at - pole.chainage <= pole.reach).length -
      Math.abs(at - start.chainage),
  );
  const cameFrom: number[][] = [first.map(() => 0)];
  for (let i = 1; i < lights.length; i++) {
    const [before, light] = [lights[i - 1] as Light, lights[i] as Light];
    const today = light.chainage - before.chainage;
    const widest = Math.max(policies.maxSpacing, today);
    const closest = Math.min(policies.minSpacing, today);
    const between = wanted.filter(
      (pole) =>
        pole.chainage > before.chainage - policies.lampShift && pole.chainage <= light.chainage + policies.lampShift,
    );
    const next: number[] = [];
    const origins: number[] = [];
    for (const at of choices[i] as number[]) {
      let [best, origin] = [Number.NEGATIVE_INFINITY, 0];
      (choices[i - 1] as number[]).forEach((previous, index) => {
        const gap = at - previous;
        if (gap > widest + 1e-6 || gap < closest - 1e-6) return;
        let captured = 0;
        for (const pole of between)
          if (
            pole.chainage > previous &&
            pole.chainage <= at &&
            (pole.chainage - previous <= pole.reach || at - pole.chainage <= pole.reach)
          )
            captured++;
        const score = (scores[index] as number) + CAPTURE * captured;
        if (score > best) [best, origin] = [score, index];
      });
      next.push(best - Math.abs(at - light.chainage));
      origins.push(origin);
    }
    scores = next;
    cameFrom.push(origins);
  }

  const end = choices.at(-1) as number[];
  const total = scores.map(
    (score, index) =>
      score +
      CAPTURE *
        wanted.filter(
          (pole) => pole.chainage > (end[index] as number) && pole.chainage - (end[index] as number) <= pole.reach,
        ).length,
  );
  let choice = total.indexOf(Math.max(...total));
  const sites: CarrierSite[] = [];
  for (let i = lights.length - 1; i >= 0; i--) {
    const lamp = lights[i]?.lamp;
    if (lamp)
      sites.push({
        side: lamp.side,
        chainage: choices[i]?.[choice] as number,
        offset: lamp.offset,
        kind: 'midblock',
        founders: [lamp],
      });
    choice = cameFrom[i]?.[choice] as number;
  }
  return sites.reverse();
}
