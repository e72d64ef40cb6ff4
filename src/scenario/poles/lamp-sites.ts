import type { CarrierSite } from './carrier-site.ts';
import type { PlanPolicies } from './policies.ts';
import { reachOf } from './reach.ts';
import type { StreetPole } from './street-poles.ts';

export interface LampSites {
  readonly sites: readonly CarrierSite[];
  /** Poles that could merge and that no carrier of this side reaches, corners included. */
  readonly left: number;
}

/** A luminaire along one side: free to shift, or held by a corner carrier. */
interface Light {
  readonly chainage: number;
  readonly lamp: StreetPole | null;
}

/** Steps of the search for a lamp's shift, metres. */
const STEP = 0.5;
/** A captured pole outweighs any sum of shifts and of wide gaps along a side; a metre of gap outweighs one of shift. */
const CAPTURE = 1e5;
const WIDE = 10;

/**
 * Best shifts by dynamic programming from west to east: what lies between two neighbouring lights is captured by one of
 * the two, so the sum over neighbours is exact.
 */
export function lampSites(
  own: readonly StreetPole[],
  corners: readonly CarrierSite[],
  policies: PlanPolicies,
): LampSites {
  const held = new Set(corners.flatMap((corner) => corner.founders));
  const lights: Light[] = [
    ...own.filter((pole) => pole.class === 'LP' && !held.has(pole)).map((lamp) => ({ chainage: lamp.chainage, lamp })),
    ...corners
      .filter((corner) => corner.founders.some((pole) => pole.class === 'LP'))
      .map(({ chainage }) => ({ chainage, lamp: null })),
  ].sort((a, b) => a.chainage - b.chainage);

  const line = lampLine(lights);
  let beyond = 0;
  const wanted = own.flatMap((pole) => {
    const reach = reachOf(pole.class, policies);
    if (!reach) return [];
    const served = corners.some(
      (corner) =>
        Math.abs(corner.chainage - pole.chainage) <= reach.along &&
        Math.abs(corner.offset - pole.offset) <= reach.across,
    );
    if (served) return [];
    if (lights.length > 0 && Math.abs(pole.offset - line) <= reach.across)
      return [{ chainage: pole.chainage, reach: reach.along }];
    beyond++;
    return [];
  });
  if (lights.length === 0) return { sites: [], left: beyond };

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
        const wide = Math.max(0, gap - policies.goodSpacing);
        const score = (scores[index] as number) + CAPTURE * captured - WIDE * wide;
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
  const most = Math.max(...total);
  let choice = total.indexOf(most);
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
  return { sites: sites.reverse(), left: beyond + wanted.length - Math.ceil(most / CAPTURE) };
}

/** Offset of the line that the lamps of a side stand on. */
function lampLine(lights: readonly Light[]): number {
  const offsets = lights.flatMap(({ lamp }) => (lamp ? [lamp.offset] : [])).sort((a, b) => a - b);
  return offsets[Math.floor(offsets.length / 2)] ?? 0;
}
