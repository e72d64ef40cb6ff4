import { performance } from 'node:perf_hooks';
import type { Instant } from '../domain/clock.ts';
import type { Publisher } from './publisher.ts';
import type { Simulation } from './simulation.ts';

/** The past that is still to be sent; survives the loss of a connection. */
export interface BackfillPlan {
  readonly from: Instant;
  readonly to: Instant;
  /** Everything before it was sent; equals `to` when all is done. */
  sentUntil: Instant;
  rows: number;
}

/** 模拟回填: sends the past a few batches at a time, oldest first, and resolves with the seconds it took. */
export async function backfill(
  simulation: Simulation,
  plan: BackfillPlan,
  publisher: Publisher,
  signal: AbortSignal,
  onSent: () => Promise<void>,
): Promise<number> {
  const began = performance.now();
  for await (const { samples, until } of simulation.history(plan.sentUntil, plan.to)) {
    if (signal.aborted) break;
    plan.rows += await publisher.publish(samples, signal);
    if (signal.aborted) break;
    plan.sentUntil = until;
    await onSent().catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
  return (performance.now() - began) / 1000;
}
