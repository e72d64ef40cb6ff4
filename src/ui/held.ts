/** A value that screens follow, outside of the session. */
export interface Held<T> {
  getState(): T;
  subscribe(listener: () => void): () => void;
  /** Tells every listener at once: React draws before the browser's next task. */
  set(next: T): void;
}

/** `begin` and `end` run when the first listener comes and the last one goes. */
export function hold<T>(initial: T, begin: () => void = () => {}, end: () => void = () => {}): Held<T> {
  const listeners = new Set<() => void>();
  let value = initial;
  return {
    getState: () => value,
    set(next) {
      value = next;
      for (const each of [...listeners]) each();
    },
    subscribe(listener) {
      if (listeners.size === 0) begin();
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) end();
      };
    },
  };
}
