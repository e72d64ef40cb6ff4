import type { CarrierSite } from './carrier-site.ts';
import { cornerSites, mayJoin } from './corner-sites.ts';
import { lampSites } from './lamp-sites.ts';
import type { PlanPolicies } from './policies.ts';
import type { StreetPole } from './street-poles.ts';

/**
 * Chooses the carriers of the full merge in the order of rule R1: signals first, at the places they have; then one at
 * each lamp that no corner carrier takes over, moved along the road within rule R3 so that as many signs, cameras and
 * plates as possible come within reach. A corner takes more over only where that leaves fewer poles in all.
 */
export function carrierSites(poles: readonly StreetPole[], policies: PlanPolicies): CarrierSite[] {
  return (['south', 'north'] as const).flatMap((side) => {
    const own = poles.filter((pole) => pole.side === side);
    let joined: ReadonlySet<string> = new Set();
    let best = layOut(own, joined, policies);
    for (const pole of mayJoin(own, policies)) {
      const trial = new Set([...joined, pole.id]);
      const other = layOut(own, trial, policies);
      if (other.standing < best.standing) [best, joined] = [other, trial];
    }
    return best.sites;
  });
}

/** Sites along one side, and how many poles would stand: carriers, and what none of them reaches. */
function layOut(own: readonly StreetPole[], joined: ReadonlySet<string>, policies: PlanPolicies) {
  const corners = cornerSites(own, joined, policies);
  const lamps = lampSites(own, corners, policies);
  const sites = [...corners, ...lamps.sites].sort((a, b) => a.chainage - b.chainage || a.offset - b.offset);
  return { sites, standing: sites.length + lamps.left };
}
