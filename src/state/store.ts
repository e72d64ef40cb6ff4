import { applyPatches, enablePatches, type Patch, produceWithPatches } from 'immer';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { DEFAULT_SESSION, type Session } from './session.ts';

enablePatches();

/** A change of the session, as an immer recipe. */
type Recipe = (draft: Writable<Session>) => void;

/** Session with its top-level fields writable; values are replaced, not mutated. */
type Writable<T> = { -readonly [K in keyof T]: T[K] };

interface Step {
  readonly label: string;
  readonly redo: Patch[];
  readonly undo: Patch[];
}

/** The one store of the slow lane, with undo without limit for changes that ask for it. */
export interface SessionStore extends Pick<StoreApi<Session>, 'getState' | 'getInitialState' | 'subscribe'> {
  /** Applies `recipe`; with a `label` the change can be undone. Changes that touch nothing are not recorded. */
  change(recipe: Recipe, label?: string): void;
  undo(): string | undefined;
  redo(): string | undefined;
  canUndo(): boolean;
  canRedo(): boolean;
  /** Forgets every step: nothing before can be undone. */
  forget(): void;
}

export function createSessionStore(initial: Session = DEFAULT_SESSION): SessionStore {
  const store = createStore<Session>(() => initial);
  const past: Step[] = [];
  const future: Step[] = [];

  function step(from: Step[], to: Step[], patches: (step: Step) => Patch[]): string | undefined {
    const taken = from.pop();
    if (!taken) return undefined;
    store.setState(applyPatches(store.getState(), patches(taken)), true);
    to.push(taken);
    return taken.label;
  }

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    change(recipe, label) {
      const [next, redo, undo] = produceWithPatches(
        store.getState(),
        (draft) => void recipe(draft as Writable<Session>),
      );
      if (redo.length === 0) return;
      store.setState(next, true);
      if (label === undefined) return;
      past.push({ label, redo, undo });
      future.length = 0;
    },
    undo: () => step(past, future, (each) => each.undo),
    redo: () => step(future, past, (each) => each.redo),
    canUndo: () => past.length > 0,
    canRedo: () => future.length > 0,
    forget() {
      past.length = 0;
      future.length = 0;
    },
  };
}
