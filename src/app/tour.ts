import type { TwinPort } from '../state/port.ts';

/** Any of them ends a tour: the hand that moves wants to look itself. */
const INPUTS = ['pointerdown', 'wheel', 'keydown', 'touchstart'] as const;

/** Seconds of a flight between two places of a tour. */
export const TOUR_FLIGHT = 3;

/** Walks from bookmark to bookmark while the session says that a tour runs. Returns its own undo. */
export function runTour({ store, run }: Pick<TwinPort, 'store' | 'run'>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => run('tour.stop');
  const listen = (on: boolean) => {
    for (const input of INPUTS)
      if (on) addEventListener(input, stop, { capture: true, passive: true });
      else removeEventListener(input, stop, { capture: true });
  };
  const unsubscribe = store.subscribe(({ tour, bookmarks }, previous) => {
    if (tour === previous.tour) return;
    clearTimeout(timer);
    if ((tour === null) !== (previous.tour === null)) listen(tour !== null);
    const here = tour === null ? undefined : bookmarks[tour];
    if (here) timer = setTimeout(() => run('tour.next'), (here.dwell + TOUR_FLIGHT) * 1000);
  });
  return () => {
    unsubscribe();
    clearTimeout(timer);
    listen(false);
  };
}
