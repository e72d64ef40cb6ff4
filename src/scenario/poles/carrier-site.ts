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
