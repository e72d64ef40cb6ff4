import type { Alert } from '../domain/alert.ts';
import { DAY, type Instant } from '../domain/clock.ts';

/** The alerts of the days that a replay passes through: those of the last day are known anyway. */
export interface RecalledAlerts {
  /** Fetches the day of `at` unless it is here or on its way; `renewed`: in any case, because the store has filled up since. */
  seek(at: Instant, renewed?: boolean): void;
  /** `live` with the recalled ones; the same array as before while neither has changed. */
  beside(live: readonly Alert[]): readonly Alert[];
}

/** Days kept: the present one and its neighbours. */
const KEPT = 3;

/**
 * @param fetchDay alerts that were open at some moment of `[from, to)`
 * @param onCome called when a day has arrived
 */
export function createRecalledAlerts(
  fetchDay: (from: Instant, to: Instant) => Promise<readonly Alert[]>,
  onCome: () => void,
  onError: (error: Error) => void,
): RecalledAlerts {
  /** By number of the day; undefined while it is on its way. */
  const days = new Map<number, readonly Alert[] | undefined>();
  let recalled: readonly Alert[] = [];
  let joined: { readonly live: readonly Alert[]; readonly recalled: readonly Alert[]; readonly all: readonly Alert[] } =
    {
      live: [],
      recalled,
      all: [],
    };

  return {
    seek(at, renewed = false) {
      const day = Math.floor(at / DAY);
      if (days.has(day) && !renewed) return;
      // What is known stays until the answer is here.
      days.set(day, days.get(day));
      const far = [...days.keys()].sort((a, b) => Math.abs(b - day) - Math.abs(a - day));
      for (const each of far.slice(0, Math.max(0, days.size - KEPT))) days.delete(each);
      fetchDay(day * DAY, (day + 1) * DAY).then(
        (found) => {
          if (!days.has(day)) return;
          days.set(day, found);
          recalled = [...days.values()].flatMap((each) => each ?? []);
          onCome();
        },
        (error: Error) => {
          days.delete(day);
          onError(error);
        },
      );
    },
    beside(live) {
      if (joined.live !== live || joined.recalled !== recalled) {
        // What the socket tells of an alert is newer than what was fetched.
        const all = [...new Map([...recalled, ...live].map((alert) => [alert.id, alert])).values()];
        joined = { live, recalled, all };
      }
      return joined.all;
    },
  };
}
