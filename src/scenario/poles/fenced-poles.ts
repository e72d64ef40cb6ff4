import { distance } from '../../domain/geo/local-frame.ts';
import { parseMounts } from '../../domain/mount.ts';
import type { Operation } from '../../wire/scenario-document.ts';
import type { CompiledScenario } from '../compiled.ts';
import { ledgerOf, type PoleRecord } from '../ledger.ts';
import { stationsOf } from './pole-stations.ts';

export type Close = Extract<Operation, { op: 'close' }>;

/** Metres round a junction within which its signals stand. */
const AT_JUNCTION = 60;

/**
 * Poles for whose sake the road is closed: what the plan builds or takes away inside the fenced stretches, on their side, and the
 * signals of junctions under manual control.
 */
export function fencedPoles(
  compiled: CompiledScenario,
  alternativeId: string,
  closures: readonly Close[],
): PoleRecord[] {
  const stations = stationsOf(compiled, alternativeId);
  const junctions = new Map(compiled.document.project.junctions?.map(({ name, position }) => [name, position]));
  const inside = (pole: PoleRecord, { side, site, junction }: Close): boolean => {
    const middle = junction === undefined ? undefined : junctions.get(junction);
    if (middle) return hasSignal(pole) && distance(middle, pole.position) <= AT_JUNCTION;
    const station = stations?.get(pole);
    if (!site || !station) return false;
    if (side !== 'both' && side !== (station.offset < 0 ? 'south' : 'north')) return false;
    return station.chainage >= site.stretch[0] - 1 && station.chainage <= site.stretch[1] + 1;
  };
  return ledgerOf(compiled, alternativeId).poles.filter(
    (pole) => (pole.planned || pole.to < Number.POSITIVE_INFINITY) && closures.some((closure) => inside(pole, closure)),
  );
}

function hasSignal({ attributes }: PoleRecord): boolean {
  return parseMounts(String(attributes.mounts ?? '')).some(({ kind }) => kind.endsWith('-signal'));
}
