import type { Instant } from '../domain/clock.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { ledgerOf } from '../scenario/ledger.ts';

/** What other poles hand over to one carrier under one alternative. */
export interface MovedMounts {
  /** As the attribute `mounts` writes each. */
  readonly mounts: readonly string[];
  /** When the last of them has moved and the carrier is in service. */
  readonly service: Instant;
}

/** By id of the carrier, for the carriers of `layer` under the alternative `id`. */
export function movedMounts(scenario: CompiledScenario, id: string, layer: string): Map<string, MovedMounts> {
  const moved = new Map<string, MovedMounts>();
  for (const { carrier, mounts, migrated } of ledgerOf(scenario, id).merges) {
    if (carrier.layer !== layer) continue;
    const known = moved.get(carrier.id);
    moved.set(carrier.id, {
      mounts: [...(known?.mounts ?? []), ...mounts],
      service: Math.max(known?.service ?? Number.NEGATIVE_INFINITY, migrated),
    });
  }
  return moved;
}
