import { type City, type CityLayer, placeOfRow } from './city.ts';
import type { FeedMonitor } from './feed-state.ts';
import type { History } from './history/history.ts';

const STEP_MS = 1000;
/** Rows of one step; a longer step is cut and goes on with the next. */
const LIMIT = 100_000;

/**
 * Feeds the layers whose source is `replay` from the store as the city clock passes over it: with `NOW` in the past and
 * any `RATE` a recorded day runs as if it were live. Returns the undo.
 */
export function startReplay(
  city: City,
  history: History,
  now: () => number,
  onRow: (place: { layer: CityLayer; property: number; slot: number }) => void,
  feeds: FeedMonitor,
): () => void {
  let shown = now();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    const to = now();
    history
      .changes(shown, to, LIMIT)
      .then((rows) => {
        for (const { row, value, time, quality } of rows) {
          const place = placeOfRow(city, row);
          if (place.layer.feed !== 'replay') continue;
          if (place.layer.last.times[place.property]![place.slot]! > time) continue;
          place.layer.last.write(place.property, place.slot, value, time, quality);
          feeds.arrived('replay', time);
          onRow(place);
        }
        shown = rows.length > LIMIT ? rows[rows.length - 1]!.time : to;
      })
      .catch(() => undefined) // the store reports its own trouble; the next step asks again
      .finally(() => {
        busy = false;
      });
  }, STEP_MS);
  return () => clearInterval(timer);
}
