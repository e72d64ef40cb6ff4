import type { TwinEvent } from './embedding.ts';

type Kind = TwinEvent | 'sample';

/** Listeners by event; a listener that throws is printed and does not keep the others from hearing. */
export interface Events {
  on(kind: Kind, listener: (detail: unknown) => void): () => void;
  emit(kind: Kind, detail: unknown): void;
}

export function createEvents(): Events {
  const listeners = new Map<Kind, Set<(detail: unknown) => void>>();
  return {
    on(kind, listener) {
      const set = listeners.get(kind) ?? new Set();
      listeners.set(kind, set.add(listener));
      return () => set.delete(listener);
    },
    emit(kind, detail) {
      for (const listener of listeners.get(kind) ?? [])
        try {
          listener(detail);
        } catch (error) {
          console.error(error);
        }
    },
  };
}
