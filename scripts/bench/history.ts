import { DAY, MINUTE } from '../../src/domain/clock.ts';
import { startTwin, until } from '../e2e/twin.ts';
import { startCluster } from '../postgresql/cluster.ts';
import type { Measurement } from './result.ts';

const MINUTES = (365 * DAY) / MINUTE;
/** Rows of one request while the year is written. */
const PART = 20_000;
const RUNS = 9;
/** Hours that wait at any time, because they are not over yet. */
const OPEN_HOURS = 2;

/** Wall milliseconds in which minutes and hours of the year are made. */
const SETTLE_MS = 300_000;

/**
 * A year of one-minute depth of one point, stored by the product itself, asked for as a chart of 365 days asks: as it stands every
 * day, with its hours made, and right after it came, value by value; on both databases.
 */
export async function measureHistory(): Promise<Measurement[]> {
  const cluster = await startCluster();
  try {
    return [...(await measureOn('DuckDB', {})), ...(await measureOn('PostgreSQL', { DATABASE_URL: cluster.url }))];
  } finally {
    await cluster.stop();
  }
}

async function measureOn(database: string, env: Record<string, string>): Promise<Measurement[]> {
  const twin = await startTwin({ FEED: 'external', HISTORY_DAYS: '400', BACKFILL_DAYS: '0', MQTT_PORT: '0', ...env });
  try {
    const get = async (path: string) => (await fetch(`${twin.url}${path}`)).json();
    const { now } = (await get('/healthz')) as { now: number };
    const { features } = (await get('/api/layers/waterlogging/assets')) as { features: { id: string }[] };
    const asset = features[0]?.id ?? '';
    const from = Math.floor(now / DAY) * DAY - 365 * DAY;
    for (let minute = 0; minute < MINUTES; minute += PART) await write(twin.url, asset, from, minute);
    const ask = async (bucket: string) => {
      const started = performance.now();
      const query = `property=depth&from=${from}&to=${from + 365 * DAY}&bucket=${bucket}`;
      const points = (await get(`/api/assets/${asset}/history?${query}`)) as { count: number }[];
      return { ms: performance.now() - started, samples: points.reduce((sum, { count }) => sum + count, 0) };
    };
    const median = async () => {
      const runs: { ms: number; samples: number }[] = [];
      for (let run = 0; run < RUNS; run++) runs.push(await ask(run % 2 === 0 ? '1d' : '6h'));
      const milliseconds = runs.map(({ ms }) => ms).sort((a, b) => a - b);
      return { ms: milliseconds[RUNS >> 1] ?? Number.NaN, samples: Math.min(...runs.map(({ samples }) => samples)) };
    };
    const fresh = await median();
    const waiting = async () => {
      const metrics = await (await fetch(`${twin.url}/metrics`)).text();
      return Number(/^chengjing_history_waiting_hours (\d+)$/m.exec(metrics)?.[1]);
    };
    await until(async () => (await waiting()) <= OPEN_HOURS, SETTLE_MS, 'The hours of the year were not made.');
    const settled = await median();
    const year = (metric: string, value: number): Measurement => ({
      metric: `${metric}, ${database}`,
      value,
      unit: 'ms',
      peer: '300 ms',
      peerValue: 300,
    });
    return [
      year('a year in one query', settled.ms),
      year('a year that just came', fresh.ms),
      {
        metric: `samples missing, ${database}`,
        value: MINUTES - Math.min(settled.samples, fresh.samples),
        unit: '',
        peer: 'samples sent',
        peerValue: MINUTES,
      },
    ];
  } finally {
    await twin.stop();
  }
}

async function write(url: string, asset: string, from: number, first: number): Promise<void> {
  const rows = Array.from({ length: Math.min(PART, MINUTES - first) }, (_, index) => {
    const minute = first + index;
    const value = Number((6 + 5 * Math.sin(minute / 700)).toFixed(1));
    return { asset, property: 'depth', value, time: new Date(from + minute * MINUTE).toISOString(), quality: 'good' };
  });
  const answer = await fetch(`${url}/api/observations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(rows),
  });
  const { accepted, rejected } = (await answer.json()) as { accepted: number; rejected: { reason: string }[] };
  if (accepted !== rows.length)
    throw new Error(
      `${rows.length - accepted} of ${rows.length} samples refused: ${rejected?.[0]?.reason ?? answer.status}.`,
    );
}
