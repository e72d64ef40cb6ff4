import type { Officer } from '../../domain/alert.ts';
import type { Instant } from '../../domain/clock.ts';

/** Whose screens are open. Somebody who closed the last one keeps their alerts, and everybody sees since when they are gone. */
export interface Officers {
  /** A screen opens; returns what its closing does. */
  enter(officer: Officer): () => void;
  /** Null while a screen is open; else since when none is: for somebody never seen, since the gateway started. */
  offlineSince(user: string): Instant | null;
  online(): readonly Officer[];
}

/** @param now city time, ms; @param changed hears of each coming and going */
export function createOfficers(now: () => Instant, changed: () => void): Officers {
  const started = now();
  const present = new Map<string, { name: string; screens: number }>();
  const left = new Map<string, Instant>();
  return {
    enter({ user, name }) {
      present.set(user, { name, screens: (present.get(user)?.screens ?? 0) + 1 });
      changed();
      let here = true;
      return () => {
        const known = present.get(user);
        if (!here || !known) return;
        here = false;
        if (known.screens > 1) present.set(user, { ...known, screens: known.screens - 1 });
        else {
          present.delete(user);
          left.set(user, Math.round(now()));
        }
        changed();
      };
    },
    offlineSince: (user) => (present.has(user) ? null : (left.get(user) ?? started)),
    online: () => [...present].map(([user, { name }]) => ({ user, name })),
  };
}
