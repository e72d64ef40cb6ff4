import type { Alert, WantedStep } from '../domain/alert.ts';
import type { Instant } from '../domain/clock.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { HistoryLevel } from '../domain/retention.ts';
import {
  type AlertDensity,
  type HistoryPoint,
  LEVELS_HEADER,
  parseAlertDensity,
  parseAlerts,
  parseDecided,
  parseHistory,
  parseLevels,
} from '../wire/history.ts';
import { ask } from './ask.ts';
import { address, type Gateway, request } from './request.ts';

/** A chart's points, the width of a bucket in ms, and the levels in which the span is kept. */
export interface HistoryAnswer {
  readonly points: readonly HistoryPoint[];
  readonly bucket: number;
  readonly levels: readonly HistoryLevel[];
}

/** Values of one property of one asset in `[from, to)`, in about `buckets` equal buckets; empty buckets are absent. */
export async function fetchHistory(
  gateway: Gateway,
  asset: string,
  property: string,
  from: Instant,
  to: Instant,
  buckets: number,
  signal?: AbortSignal,
): Promise<HistoryAnswer> {
  const bucket = Math.max(1, Math.ceil((to - from) / Math.max(1, buckets) / 1000));
  const url = address(gateway, `/api/assets/${encodeURIComponent(asset)}/history`, {
    property,
    from: Math.round(from),
    to: Math.round(to),
    bucket: `${bucket}s`,
  });
  const answer = await request(gateway, url, signal ? { signal } : {});
  return {
    points: parseHistory(await answer.json()),
    bucket: bucket * 1000,
    levels: parseLevels(answer.headers.get(LEVELS_HEADER)),
  };
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

/** Takes a person's step of alerts; those that could not be taken are counted in the refusal, with the first reason. */
export async function decideAlerts(gateway: Gateway, ids: readonly string[], step: WantedStep): Promise<Outcome<void>> {
  const answer = await ask(gateway, {
    path: '/api/alerts',
    method: 'POST',
    body: { ids, ...step },
    parse: parseDecided,
  });
  if (!answer.ok) return answer;
  const { refused } = answer.value;
  const [first] = refused;
  if (!first) return { ok: true, value: undefined };
  const reason = {
    zh: `${refused.length} 条未能办理：${first.words.zh}`,
    en: `${refused.length} not taken: ${first.words.en}`,
  };
  return { ok: false, status: 409, reason };
}

async function json(gateway: Gateway, url: string, signal: AbortSignal | undefined): Promise<unknown> {
  return (await request(gateway, url, signal ? { signal } : {})).json();
}
