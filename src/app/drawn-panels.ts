import type { TwinPort } from '../state/port.ts';
import { lazily } from './lazily.ts';
import type { City } from './load-city.ts';

/** Longest wait of the overview for a city that never comes to rest, milliseconds. */
const OVERVIEW_WAIT = 60_000;

/**
 * Panels that are drawn outside React, each with code that is loaded when it is first open.
 *
 * @param ready resolves when the city first stands on screen
 * @param onRange the overview shows densities of another range, or none
 */
export function drawnPanels(
  port: () => TwinPort,
  city: City,
  ready: Promise<void>,
  onRange: (range: readonly [number, number] | null) => void,
): Pick<TwinPort, 'mountOverview' | 'mountCloseup'> {
  return {
    mountOverview: (element) =>
      lazily(element, async () => {
        // The city comes first: the map's code and tiles wait until it stands.
        await Promise.race([ready, new Promise((resolve) => setTimeout(resolve, OVERVIEW_WAIT))]);
        return (await import('./overview-panel.ts')).mountOverviewPanel(element, port(), city, onRange);
      }),
    mountCloseup: (element) =>
      lazily(element, async () => (await import('./closeup-panel.ts')).mountCloseupPanel(element, port())),
  };
}
