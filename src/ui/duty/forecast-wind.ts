import type { Instant } from '../../domain/clock.ts';
import type { FleetLayer } from '../../domain/fleet.ts';
import { liveness } from '../../domain/liveness.ts';

const FORECAST = 'windForecast';

/** The strongest wind that any weather station's forecast holds at `at`, 10-minute mean in m/s; null when none is fresh. */
export function forecastWind(weather: FleetLayer | undefined, at: Instant): number | null {
  if (!weather) return null;
  const { definition, shown, assets } = weather;
  const index = shown.properties.indexOf(FORECAST);
  let strongest: number | null = null;
  for (let slot = 0; index >= 0 && slot < assets.count; slot++) {
    const value = shown.values[index]?.[slot] ?? Number.NaN;
    const state = liveness(shown.times[index]?.[slot] ?? Number.NaN, at, definition.liveness);
    if (!Number.isNaN(value) && (state === 'live' || state === 'late')) strongest = Math.max(strongest ?? 0, value);
  }
  return strongest;
}
