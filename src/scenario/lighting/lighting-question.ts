import type { AssetTable } from '../../domain/asset.ts';
import type { Instant } from '../../domain/clock.ts';
import type { CompiledScenario } from '../compiled.ts';
import { type LightingFinding, lightingFindings } from './lighting-findings.ts';

/** What CJJ 45 says of an alternative's light, asked so that it can be sent to a worker. */
export interface LightingQuestion {
  readonly compiled: CompiledScenario;
  readonly alternative: string;
  readonly at: Instant;
}

export interface LightingAnswer {
  readonly findings: readonly LightingFinding[];
}

/** The columns that light depends on; the others stay behind, which halves what is sent. */
const COLUMNS = new Set(['mounts', 'height', 'class', 'wattage', 'lumens', 'overhang', 'tilt', 'district']);

export function lightingQuestion(compiled: CompiledScenario, alternative: string, at: Instant): LightingQuestion {
  const assets = new Map([...compiled.assets].map(([layer, table]) => [layer, needed(table)]));
  return { compiled: { ...compiled, assets }, alternative, at };
}

export function lightingAnswer({ compiled, alternative, at }: LightingQuestion): LightingAnswer {
  return { findings: lightingFindings(compiled, alternative, at) };
}

function needed(table: AssetTable): AssetTable {
  const columns = Object.fromEntries(Object.entries(table.columns).filter(([key]) => COLUMNS.has(key)));
  return { ...table, columns };
}
