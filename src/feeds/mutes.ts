import type { Instant } from '../domain/clock.ts';
import type { Outcome } from '../domain/outcome.ts';
import { ask } from './ask.ts';
import type { Gateway } from './request.ts';

/** Silences an asset until a moment, or lets it speak again (`until` null). */
export function muteAsset(
  gateway: Gateway,
  asset: string,
  until: Instant | null,
  reason: string,
): Promise<Outcome<void>> {
  return ask(gateway, {
    path: `/api/mutes/${encodeURIComponent(asset)}`,
    method: until === null ? 'DELETE' : 'PUT',
    ...(until === null ? {} : { body: { until: Math.round(until), reason } }),
    parse: () => undefined,
  });
}
