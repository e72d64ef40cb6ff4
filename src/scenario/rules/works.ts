import type { Operation, WorkSite } from '../../wire/scenario-document.ts';
import type { ObjectRef } from '../compiled.ts';
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
  const { axis, poles, stationOf } = evidence;
  const { site, side } = operation;
  if (!axis || !site) return [];
  const own = INSIDE.get(evidence) ?? new Map<Close, readonly ObjectRef[]>();
  INSIDE.set(evidence, own);
  let refs = own.get(operation);
  if (!refs) {
    refs = [...poles.values()].flatMap(({ ref, planned }) => {
      const station = planned ? null : stationOf(ref);
      return station && isInside(site, side, station) ? [ref] : [];
    });
    own.set(operation, refs);
  }
  return refs;
}

export function isInside(
  { stretch }: WorkSite,
  side: Close['side'],
  { chainage, offset }: { readonly chainage: number; readonly offset: number },
): boolean {
  if (chainage < stretch[0] || chainage > stretch[1]) return false;
  return side === 'both' || offset < 0 === (side === 'south');
}
