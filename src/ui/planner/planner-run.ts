import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Words } from '../../domain/words.ts';
import { type PlannerRun, startPlanner } from '../../scenario/poles/optimise/client.ts';
import type { FromPlanner } from '../../scenario/poles/optimise/messages.ts';
import type { Wishes } from '../../scenario/poles/optimise/wishes.ts';
import type { PlanInput } from '../../scenario/poles/plan-input.ts';
import { POLE_LAYERS } from '../../scenario/poles/plan-layers.ts';

type Said<K extends FromPlanner['kind']> = Extract<FromPlanner, { kind: K }>;
export type Planned = Said<'done'>['plan'];

/** Where a run stands; times are milliseconds of the page's own clock. */
export type PlannerState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'running';
      readonly since: number;
      readonly progress: Said<'progress'>['progress'] | null;
      readonly incumbent: Said<'incumbent'>['incumbent'] | null;
      readonly cancelling: boolean;
    }
  | { readonly kind: 'plan'; readonly plan: Planned; readonly seconds: number }
  /** Cancelled before any plan was known. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'infeasible'; readonly conflict: readonly Words[] }
  | { readonly kind: 'failed'; readonly because: string };

/** One run of the planner at a time; it goes on while its panel is folded. */
export interface Planning extends Pick<StoreApi<PlannerState>, 'getState' | 'subscribe'> {
  /** Ends a run that is under way and begins another. */
  start(input: PlanInput, wishes: Wishes): void;
  /** Asks for the best plan so far. */
  cancel(): void;
  /** Forgets the result, and ends a run that is under way. */
  clear(): void;
}

/** @param now milliseconds of any clock that only goes on */
export function createPlanning(now: () => number, open: typeof startPlanner = startPlanner): Planning {
  const store = createStore<PlannerState>(() => ({ kind: 'idle' }));
  let run: PlannerRun | null = null;
  const set = (state: PlannerState) => store.setState(state, true);

  function hear(message: FromPlanner): void {
    const state = store.getState();
    if (state.kind !== 'running') return;
    set(heard(state, message, now()));
  }
  function clear(): void {
    run?.close();
    run = null;
    set({ kind: 'idle' });
  }
  return {
    getState: store.getState,
    subscribe: store.subscribe,
    start(input, wishes) {
      clear();
      set({ kind: 'running', since: now(), progress: null, incumbent: null, cancelling: false });
      run = open(input, wishes, hear);
    },
    cancel() {
      const state = store.getState();
      if (state.kind !== 'running') return;
      set({ ...state, cancelling: true });
      run?.cancel();
    },
    clear,
  };
}

type Running = Extract<PlannerState, { kind: 'running' }>;

function heard(state: Running, message: FromPlanner, now: number): PlannerState {
  switch (message.kind) {
    case 'progress':
      return { ...state, progress: message.progress };
    case 'incumbent':
      return { ...state, incumbent: message.incumbent };
    case 'done':
    case 'cancelled':
      return message.plan
        ? { kind: 'plan', plan: message.plan, seconds: (now - state.since) / 1000 }
        : { kind: 'stopped' };
    case 'infeasible':
      return { kind: 'infeasible', conflict: message.conflict };
    case 'failed':
      return { kind: 'failed', because: message.because };
  }
}

/**
 * Poles that stand when an alternative is built: those of the baseline and the new ones, less all that are merged, moved
 * away or taken down.
 */
export function standingAfter(baseline: number, { phases }: Planned['alternative']): number {
  const operations = phases.flatMap((phase) => phase.operations);
  const poles = operations.flatMap((operation) => {
    if (operation.op === 'add') return POLE_LAYERS.includes(operation.asset.layer) ? [1] : [];
    if (operation.op === 'merge') return POLE_LAYERS.includes(operation.from.layer) ? [-1] : [];
    return operation.op === 'remove' && POLE_LAYERS.includes(operation.target.layer) ? [-1] : [];
  });
  return poles.reduce((sum: number, each) => sum + each, baseline);
}
