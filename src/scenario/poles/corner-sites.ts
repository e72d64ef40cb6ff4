import type { CarrierSite } from './carrier-site.ts';
import type { PlanPolicies } from './policies.ts';
import type { StreetPole } from './street-poles.ts';

interface Corner {
  readonly at: StreetPole;
  readonly founders: StreetPole[];
}

/**
 * One carrier a group of signals, at the place of its vehicle signal. Signals within `signalShare` and lamps within the
 * shift of rule R3 always join; pedestrian signals and first lamps farther off (`mayJoin`) only when named in `joined`.
 */
export function cornerSites(
  own: readonly StreetPole[],
  joined: ReadonlySet<string>,
  policies: PlanPolicies,
): CarrierSite[] {
  const corners: Corner[] = [];
  for (const signal of signalsOf(own)) {
    const limit = joined.has(signal.id) ? policies.pedestrianShare : policies.signalShare;
    const near = nearest(corners, signal, (at) => distance(at, signal) <= limit);
    if (near) near.founders.push(signal);
    else corners.push({ at: signal, founders: [signal] });
  }
  for (const lamp of own) {
    if (lamp.class !== 'LP') continue;
    const limit = joined.has(lamp.id) ? policies.cornerLamp : policies.lampShift;
    nearest(corners, lamp, (at) => inLine(at, lamp, policies) && shift(at, lamp) <= limit)?.founders.push(lamp);
  }
  return corners.map(({ at, founders }) => ({
    side: at.side,
    chainage: at.chainage,
    offset: at.offset,
    kind: 'junction',
    founders,
  }));
}

/**
 * Poles that a corner carrier could take over beyond the ordinary shifts: pedestrian signals of the same corner, and the
 * first lamp beside it, when the gap to the next light stays within `maxSpacing`.
 */
export function mayJoin(own: readonly StreetPole[], policies: PlanPolicies): StreetPole[] {
  const signals = signalsOf(own);
  const lamps = own.filter((pole) => pole.class === 'LP');
  const pedestrian = signals.filter(
    (signal) =>
      !isVehicleSignal(signal) &&
      signals.some((at) => at !== signal && distance(at, signal) <= policies.pedestrianShare),
  );
  const first = lamps.filter((lamp, index) =>
    signals.some((at) => {
      const off = shift(at, lamp);
      if (!inLine(at, lamp, policies) || off <= policies.lampShift || off > policies.cornerLamp) return false;
      const next = lamp.chainage > at.chainage ? lamps[index + 1] : lamps[index - 1];
      return !next || shift(at, next) - policies.lampShift <= policies.maxSpacing;
    }),
  );
  return [...pedestrian, ...first];
}

/** Vehicle signals first, then by height: the first of a group keeps its place. */
function signalsOf(own: readonly StreetPole[]): StreetPole[] {
  return own
    .filter((pole) => pole.class === 'TS')
    .sort(
      (a, b) =>
        Number(isVehicleSignal(b)) - Number(isVehicleSignal(a)) || b.height - a.height || (a.id < b.id ? -1 : 1),
    );
}

function isVehicleSignal(pole: StreetPole): boolean {
  return pole.mounts.some((mount) => mount.kind === 'vehicle-signal');
}

function nearest(
  corners: readonly Corner[],
  pole: StreetPole,
  accepts: (at: StreetPole) => boolean,
): Corner | undefined {
  return corners.filter(({ at }) => accepts(at)).sort((a, b) => distance(a.at, pole) - distance(b.at, pole))[0];
}

function distance(a: StreetPole, b: StreetPole): number {
  return Math.hypot(a.chainage - b.chainage, a.offset - b.offset);
}

function shift(a: StreetPole, b: StreetPole): number {
  return Math.abs(a.chainage - b.chainage);
}

function inLine(at: StreetPole, lamp: StreetPole, policies: PlanPolicies): boolean {
  return Math.abs(at.offset - lamp.offset) <= policies.lampAcross;
}
