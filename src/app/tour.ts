import type { TwinPort } from '../state/port.ts';

/** Any of them ends a tour: the hand that moves wants to look itself. */
const INPUTS = ['pointerdown', 'wheel', 'keydown', 'touchstart'] as const;

/** Seconds of a flight between two places of a tour. */
export const TOUR_FLIGHT = 3;

/** Walks from bookmark to bookmark while the session says that a tour runs. Returns its own undo. */
export function runTour({ store, run }: Pick<TwinPort, 'store' | 'run'>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  // The tour's own buttons say what they want.
  const stop = ({ target }: Event) => {
    if (!(target instanceof Element && target.closest('.tour-card'))) run('tour.stop');
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
