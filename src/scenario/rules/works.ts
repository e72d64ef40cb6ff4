import type { Operation, WorkSite } from '../../wire/scenario-document.ts';
import type { ObjectRef } from '../compiled.ts';
import type { Station } from '../road-axis.ts';
import type { Evidence } from './evidence.ts';

type Close = Extract<Operation, { op: 'close' }>;

/** A fenced stretch while it is fenced. */
export interface Site {
  readonly operation: Close;
  readonly site: WorkSite;
  readonly from: number;
  readonly to: number;
}

export function sitesOf({ ledger }: Evidence): Site[] {
  return ledger.holds.flatMap(({ operation, from, to }) =>
    operation.op === 'close' && operation.site ? [{ operation, site: operation.site, from, to }] : [],
  );
}

const INSIDE = new WeakMap<Evidence, Map<Close, readonly ObjectRef[]>>();

/** Existing poles beside a work site. */
export function polesInside(evidence: Evidence, operation: Close): readonly ObjectRef[] {
  const { site, side } = operation;
  if (!evidence.axis || !site) return [];
  const own = INSIDE.get(evidence) ?? new Map<Close, readonly ObjectRef[]>();
  INSIDE.set(evidence, own);
  let refs = own.get(operation);
  if (!refs) {
    refs = standingToday(evidence)
      .filter(({ station }) => isInside(site, side, station))
      .map(({ ref }) => ref);
    own.set(operation, refs);
  }
  return refs;
}

interface StandingToday {
  readonly ref: ObjectRef;
  readonly station: Station;
}

const TODAY = new WeakMap<Evidence, readonly StandingToday[]>();

function standingToday(evidence: Evidence): readonly StandingToday[] {
  let all = TODAY.get(evidence);
  if (!all) {
    all = [...evidence.poles.values()].flatMap(({ ref, planned }): StandingToday[] => {
      const station = planned ? null : evidence.stationOf(ref);
      return station ? [{ ref, station }] : [];
    });
    TODAY.set(evidence, all);
  }
  return all;
}

export function isInside({ stretch }: WorkSite, side: Close['side'], { chainage, offset }: Station): boolean {
  if (chainage < stretch[0] || chainage > stretch[1]) return false;
  return side === 'both' || offset < 0 === (side === 'south');
}
