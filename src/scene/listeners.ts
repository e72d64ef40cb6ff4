/** Who is told of what: `Events` gives what comes with each kind of event. */
export interface Listeners<Events> {
  /** Tells `listener` from now on; answers the undo. */
  on<Kind extends keyof Events>(kind: Kind, listener: (event: Events[Kind]) => void): () => void;
  /** Tells everybody who listens now; false where nobody does. */
  tell<Kind extends keyof Events>(kind: Kind, event: Events[Kind]): boolean;
  clear(): void;
}

export function createListeners<Events>(): Listeners<Events> {
  const byKind = new Map<keyof Events, Set<(event: never) => void>>();
  return {
    on(kind, listener) {
      const all = byKind.get(kind) ?? new Set();
      byKind.set(kind, all.add(listener));
      return () => {
        all.delete(listener);
      };
    },
    tell(kind, event) {
      const all = [...(byKind.get(kind) ?? [])];
      for (const listener of all) listener(event as never);
      return all.length > 0;
    },
    clear: () => byKind.clear(),
  };
}
