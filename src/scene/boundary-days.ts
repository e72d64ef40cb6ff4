import type { CompiledScenario } from '../scenario/compiled.ts';
import { ledgerOf } from '../scenario/ledger.ts';
import { dimmingsOf } from '../scenario/lighting/dimming.ts';
import { movedMounts } from './moved-mounts.ts';
import { scenarioDays } from './validity-rows.ts';

/** Every day on which something begins or ends to exist or to be dimmed, or mounts have moved, under some alternative; ascending. */
export function boundaryDays(scenario: CompiledScenario): Float64Array {
  const days = new Set<number>();
  for (const { validity } of scenario.alternatives)
    for (const { from, to } of validity.values())
      for (const instants of [from, to])
        for (const instant of instants) if (Number.isFinite(instant)) days.add(scenarioDays(scenario, instant));
  for (const { id } of scenario.alternatives)
    for (const layer of scenario.assets.keys())
      for (const { service } of movedMounts(scenario, id, layer).values()) days.add(scenarioDays(scenario, service));
  for (const { id } of scenario.alternatives)
    for (const dimmings of dimmingsOf(ledgerOf(scenario, id)).values())
      for (const { from, to } of dimmings) for (const at of [from, to]) days.add(scenarioDays(scenario, at));
  return Float64Array.from(days).sort();
}

/** Whether nothing begins or ends between two days of the plan, of which `boundaries` are those on which something does. */
export function sameMoment(boundaries: Float64Array, a: number, b: number): boolean {
  return passed(boundaries, a) === passed(boundaries, b);
}

/** How many of the ascending `days` lie at or before `day`. */
function passed(days: Float64Array, day: number): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as number) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}
