import type { TwinPort } from '../state/port.ts';

/** Any of them ends a tour: the hand that moves wants to look itself. */
const INPUTS = ['pointerdown', 'wheel', 'keydown', 'touchstart'] as const;

/** Keys that belong to the card while one of its buttons has the focus. */
const CARD_KEYS: readonly string[] = ['Tab', 'Shift', 'Enter', ' '];

/** Seconds of a flight between two places of a tour. */
export const TOUR_FLIGHT = 3;

/** Walks from bookmark to bookmark while the session says that a tour runs. Returns its own undo. */
export function runTour({ store, run }: Pick<TwinPort, 'store' | 'run'>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  // The tour's own buttons say what they want, by the hand or by the keys that press or find them.
  const stop = (event: Event) => {
    const isCards = event.target instanceof Element && event.target.closest('.tour-card') !== null;
    if (!isCards || (event instanceof KeyboardEvent && !CARD_KEYS.includes(event.key))) run('tour.stop');
  };
  const listen = (on: boolean) => {
    for (const input of INPUTS)
      if (on) addEventListener(input, stop, { capture: true, passive: true });
      else removeEventListener(input, stop, { capture: true });
  };
  const unsubscribe = store.subscribe(({ tour, tourHeld, bookmarks }, previous) => {
    if (tour === previous.tour && tourHeld === previous.tourHeld) return;
    clearTimeout(timer);
    const [runs, ran] = [tour !== null && !tourHeld, previous.tour !== null && !previous.tourHeld];
    if (runs !== ran) listen(runs);
    const here = tour === null || tourHeld ? undefined : bookmarks[tour];
    if (here) timer = setTimeout(() => run('tour.next'), (here.dwell + TOUR_FLIGHT) * 1000);
  });
  return () => {
    unsubscribe();
    clearTimeout(timer);
    listen(false);
  };
}
