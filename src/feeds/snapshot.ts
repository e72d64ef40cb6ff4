import type { Instant } from '../domain/clock.ts';
import { COMING_HEADER, type Coming, parseComing } from '../wire/source-status.ts';
import { address, type Gateway, request } from './request.ts';

/** A binary frame of the store. */
export interface StoreFrame {
  readonly frame: ArrayBuffer;
  /** What the store did not have yet when it answered; undefined when it has all that will come. */
  readonly coming: Coming | undefined;
}

/** Value of every row as of `at`, as a snapshot frame. */
export function fetchSnapshot(gateway: Gateway, at: Instant, signal?: AbortSignal): Promise<StoreFrame> {
  return storeFrame(gateway, { at: Math.round(at) }, signal);
}

/** Every change in `(from, to]` in order of time, as a delta frame. */
export function fetchChanges(gateway: Gateway, from: Instant, to: Instant, signal?: AbortSignal): Promise<StoreFrame> {
  return storeFrame(gateway, { from: Math.round(from), to: Math.round(to) }, signal);
}

async function storeFrame(
  gateway: Gateway,
  query: Readonly<Record<string, number>>,
  signal: AbortSignal | undefined,
): Promise<StoreFrame> {
  const answer = await request(gateway, address(gateway, '/api/snapshot', query), signal ? { signal } : {});
  return { frame: await answer.arrayBuffer(), coming: parseComing(answer.headers.get(COMING_HEADER)) };
}
