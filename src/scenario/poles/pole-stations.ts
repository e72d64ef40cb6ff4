import type { CompiledScenario } from '../compiled.ts';
import { type Ledger, ledgerOf, type PoleRecord } from '../ledger.ts';
import { roadAxis, type Station } from '../road-axis.ts';

const STATIONS = new WeakMap<Ledger, ReadonlyMap<PoleRecord, Station>>();

/** Where each pole of an alternative stands along the project's axis, worked out once; null without an axis. */
export function stationsOf(compiled: CompiledScenario, alternativeId: string): ReadonlyMap<PoleRecord, Station> | null {
  const path = compiled.document.project.axis;
  if (!path || path.length < 2) return null;
  const ledger = ledgerOf(compiled, alternativeId);
  let stations = STATIONS.get(ledger);
  if (!stations) {
    const axis = roadAxis(path);
    stations = new Map(ledger.poles.map((pole) => [pole, axis.stationOf(...pole.position)]));
    STATIONS.set(ledger, stations);
  }
  return stations;
}
