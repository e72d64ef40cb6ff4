import type { CompiledScenario } from '../scenario/compiled.ts';
import { LIGHTING_DEFAULTS, lightingInputs } from '../scenario/lighting/assumptions.ts';
import { isLateHour } from '../scenario/lighting/dimming.ts';

/** Late dimming as the shaders take it: from and to in hours of midnight, the share left, the hour at which day 0 begins. */
export type LateDimming = readonly [from: number, to: number, share: number, startHour: number];

const KNOWN = new WeakMap<CompiledScenario, LateDimming>();

/** @param scenario with the assumptions that a person holds */
export function lateDimming(scenario: CompiledScenario | null): LateDimming {
  const known = scenario && KNOWN.get(scenario);
  if (known) return known;
  const { lateFrom, lateTo, lateDim } = scenario ? lightingInputs(scenario.document) : LIGHTING_DEFAULTS;
  const start = scenario ? (scenario.start / 3_600_000 + scenario.utcOffsetMinutes / 60) % 24 : 0;
  const made: LateDimming = [lateFrom, lateTo, lateDim / 100, start];
  if (scenario) KNOWN.set(scenario, made);
  return made;
}

/** Whether lamps are dimmed at `days` from the scenario's start; the shader LAMP_BURNING decides the same. */
export function isLate([lateFrom, lateTo, , startHour]: LateDimming, days: number): boolean {
  return isLateHour((((startHour + 24 * days) % 24) + 24) % 24, { lateFrom, lateTo });
}
