import type { Alert } from '../domain/alert.ts';
import type { Instant } from '../domain/clock.ts';
import {
  type AlertDensity,
  type Decision,
  type HistoryPoint,
  parseAlertDensity,
  parseAlerts,
  parseHistory,
} from '../wire/history.ts';
import { WRITE_HEADER } from '../wire/people.ts';
import { address, type Gateway, request } from './request.ts';

/** Values of one property of one asset in `[from, to)`, in about `buckets` equal buckets; empty buckets are absent. */
export async function fetchHistory(
  gateway: Gateway,
  asset: string,
  property: string,
  from: Instant,
  to: Instant,
  buckets: number,
  signal?: AbortSignal,
): Promise<readonly HistoryPoint[]> {
  const bucket = Math.max(1, Math.ceil((to - from) / Math.max(1, buckets) / 1000));
  const url = address(gateway, `/api/assets/${encodeURIComponent(asset)}/history`, {
    property,
    from: Math.round(from),
    to: Math.round(to),
    bucket: `${bucket}s`,
  });
  return parseHistory(await json(gateway, url, signal));
}

/** Alerts raised in each of `buckets` equal parts of `[from, to)`, by severity, and whether anything was observed. */
export async function fetchAlertDensity(
  gateway: Gateway,
  from: Instant,
  to: Instant,
  buckets: number,
  signal?: AbortSignal,
): Promise<readonly AlertDensity[]> {
  const url = address(gateway, '/api/alerts/density', { from: Math.round(from), to: Math.round(to), buckets });
  return parseAlertDensity(await json(gateway, url, signal));
}

/** Alerts that were open at some moment of `[from, to)`, ended ones included. */
export async function fetchAlerts(gateway: Gateway, from: Instant, to: Instant): Promise<readonly Alert[]> {
  const url = address(gateway, '/api/alerts', { from: Math.round(from), to: Math.round(to) });
  return parseAlerts(await json(gateway, url, undefined));
}

/** Confirms an alert, declares it false or clears it. Rejects with the gateway's words when it is not allowed. */
export async function decideAlert(gateway: Gateway, decision: Decision): Promise<void> {
  await request(gateway, address(gateway, '/api/alerts'), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', [WRITE_HEADER]: '1' },
    body: JSON.stringify(decision),
  });
}

async function json(gateway: Gateway, url: string, signal: AbortSignal | undefined): Promise<unknown> {
  return (await request(gateway, url, signal ? { signal } : {})).json();
}
