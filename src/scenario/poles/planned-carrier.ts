import type { Carrier } from './assign.ts';
import type { CarrierSite } from './carrier-site.ts';
import type { PlanPolicies } from './policies.ts';

/** A carrier on its site; `mounts` grows while poles are assigned. */
export interface PlannedCarrier extends Carrier {
  readonly site: CarrierSite;
  readonly height: number;
  readonly heading: number;
}

/**
 * Carriers on `sites`, numbered in their order (from west to east) on each side, bearing the mounts of their founders.
 *
 * @param code stem of their ids, e.g. GUANGHE
 */
export function carriersAt(sites: readonly CarrierSite[], policies: PlanPolicies, code: string): PlannedCarrier[] {
  const numbers = { south: 0, north: 0 };
  return sites.map((site) => {
    const number = String(++numbers[site.side]).padStart(3, '0');
    const lamp = site.founders.find((pole) => pole.class === 'LP');
    const first = lamp ?? site.founders[0];
    return {
      id: `MF-${code}-${site.side === 'south' ? 'S' : 'N'}${number}`,
      layer: 'pole',
      side: site.side,
      chainage: site.chainage,
      offset: site.offset,
      site,
      capacity: { kg: policies.carrierMass, m2: policies.carrierArea, signs: policies.signsPerPole },
      mounts: site.founders.flatMap((pole) => pole.mounts),
      // Four height layers need 10 m; more only where the lamp it replaces has it.
      height: Math.min(12, Math.max(10, lamp?.height ?? 10)),
      heading: first?.heading ?? 0,
    };
  });
}
