import type { Officer } from '../../domain/alert.ts';
import type { Instant } from '../../domain/clock.ts';
import type { GatewayNotes } from '../gateway-notes.ts';

/** Whose screens are open. Somebody who closed the last one keeps their alerts, and everybody sees since when they are gone. */
export interface Officers {
  /** A screen opens; returns what its closing does. */
  enter(officer: Officer): () => void;
  /** Null while a screen is open; else since when none is: for somebody never seen, since the gateway started. */
  offlineSince(user: string): Instant | null;
  online(): readonly Officer[];
}

/** What a gateway tells the others of those who sit at it. */
interface Told {
  readonly here: readonly Officer[];
  /** Since when, by user. */
  readonly left: readonly (readonly [user: string, since: Instant])[];
}

/** @param now city time, ms; @param told hears of each coming and going; @param notes of the other gateways */
export function createOfficers(now: () => Instant, told: () => void, notes: GatewayNotes): Officers {
  const started = now();
  const present = new Map<string, { name: string; screens: number }>();
  const left = new Map<string, Instant>();
  const here = () => [...present].map(([user, { name }]) => ({ user, name }));
  const elsewhere = () => notes.others('officers') as readonly Told[];
  function changed(): void {
    notes.put('officers', { here: here(), left: [...left].slice(-1000) } satisfies Told);
    told();
  }
  notes.onChange('officers', told);

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
    offlineSince(user) {
      const others = elsewhere();
      if (present.has(user) || others.some((each) => each.here.some((one) => one.user === user))) return null;
      const since = [[...left], ...others.map((each) => each.left)].flatMap((each) =>
        each.flatMap(([who, at]) => (who === user ? [at] : [])),
      );
      return since.length > 0 ? Math.max(...since) : started;
    },
    online: () => [
      ...new Map([...elsewhere().flatMap((each) => each.here), ...here()].map((each) => [each.user, each])).values(),
    ],
  };
}
