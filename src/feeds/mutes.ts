import type { Instant } from '../domain/clock.ts';
import { WRITE_HEADER } from '../wire/people.ts';
import { address, type Gateway, request } from './request.ts';

/** Silences an asset until a moment, or lets it speak again (`until` null). Rejects with a message for the person. */
export async function muteAsset(gateway: Gateway, asset: string, until: Instant | null, reason: string): Promise<void> {
  await request(gateway, address(gateway, `/api/mutes/${encodeURIComponent(asset)}`), {
    method: until === null ? 'DELETE' : 'PUT',
    headers: { [WRITE_HEADER]: '1', ...(until === null ? {} : { 'Content-Type': 'application/json' }) },
    ...(until === null ? {} : { body: JSON.stringify({ until: Math.round(until), reason }) }),
  });
}
