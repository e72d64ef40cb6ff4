import { HOUR, type Instant } from '../../domain/clock.ts';
import type { Ledger } from '../ledger.ts';
import type { LightingInputs } from './assumptions.ts';

/** What a `light` operation leaves of a pole's full output, 0 … 1, in `[from, to)`. */
export interface Dimming {
  readonly from: Instant;
  readonly to: Instant;
  readonly share: number;
}

const KNOWN = new WeakMap<Ledger, ReadonlyMap<string, readonly Dimming[]>>();

/** The `light` operations of an alternative by `layer id` of the pole; shares of those that hold at once multiply. */
export function dimmingsOf(ledger: Ledger): ReadonlyMap<string, readonly Dimming[]> {
  const known = KNOWN.get(ledger);
  if (known) return known;
  const byPole = new Map<string, Dimming[]>();
  for (const { operation, from, to } of ledger.holds) {
    if (operation.op !== 'light') continue;
    const dimming = { from, to, share: operation.dim / 100 };
    for (const id of operation.targets) {
      const key = `${operation.layer} ${id}`;
      const own = byPole.get(key);
      if (own) own.push(dimming);
      else byPole.set(key, [dimming]);
    }
  }
  KNOWN.set(ledger, byPole);
  return byPole;
}

/** When lamps are dimmed late, hours from the city's midnight, and what power is left, %. */
export type LateSchedule = Readonly<Pick<LightingInputs, 'lateFrom' | 'lateTo' | 'lateDim'>>;

/** Whether lamps are dimmed at an hour of the city's day, 0 … 24; a night runs from noon to noon, as energy counts it. */
export function isLateHour(hour: number, { lateFrom, lateTo }: Pick<LateSchedule, 'lateFrom' | 'lateTo'>): boolean {
  const night = hour >= 12 ? hour - 24 : hour;
  return night >= lateFrom && night < lateTo;
}

/** Share of full output that the schedule leaves at an instant; light follows power in proportion. */
export function lateShare(at: Instant, utcOffsetMinutes: number, schedule: LateSchedule): number {
  const hour = (((at / HOUR + utcOffsetMinutes / 60) % 24) + 24) % 24;
  return isLateHour(hour, schedule) ? schedule.lateDim / 100 : 1;
}
