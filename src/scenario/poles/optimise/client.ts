import type { PlanInput } from '../plan-input.ts';
import { PLAN_LAYERS } from '../plan-layers.ts';
import type { FromPlanner, ToPlanner } from './messages.ts';
import type { Wishes } from './wishes.ts';

/** The part of a browser's Worker that the planner needs. */
export interface PlannerPort {
  postMessage(message: ToPlanner): void;
  onmessage: ((event: MessageEvent<FromPlanner>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  terminate(): void;
}

export interface PlannerRun {
  /** Stops at the next block; the best plan so far follows as `cancelled`. */
  cancel(): void;
  /** Ends the worker at once; nothing follows. */
  close(): void;
}

/**
 * Plans a road in a worker, which is loaded on the first call only. Every message goes to `listen`; after the last one the
 * worker is gone.
 */
export function startPlanner(
  input: PlanInput,
  wishes: Wishes,
  listen: (message: FromPlanner) => void,
  open: () => PlannerPort = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
): PlannerRun {
  const worker = open();
  let over = false;
  const close = () => {
    over = true;
    worker.terminate();
  };
  worker.onmessage = ({ data }) => {
    if (over) return;
    if (data.kind !== 'progress' && data.kind !== 'incumbent') close();
    listen(data);
  };
  worker.onerror = ({ message }) => {
    if (over) return;
    close();
    listen({ kind: 'failed', because: `The planner's worker failed: ${message}` });
  };
  // The worker needs no other layer, and a copy of the whole city takes time.
  const tables = new Map([...input.tables].filter(([layer]) => (PLAN_LAYERS as readonly string[]).includes(layer)));
  worker.postMessage({ kind: 'start', input: { ...input, tables }, wishes });
  return {
    cancel() {
      if (!over) worker.postMessage({ kind: 'cancel' });
    },
    close,
  };
}
