import { DAY, MINUTE } from '../../src/domain/clock.ts';
import { startTwin } from '../e2e/twin.ts';
import { startCluster } from '../postgresql/cluster.ts';
import type { Measurement } from './result.ts';

const MINUTES = (365 * DAY) / MINUTE;
/** Rows of one request while the year is written. */
const PART = 20_000;
const RUNS = 9;

/** A year of one-minute depth of one point, stored by the product itself, asked for as a chart of 365 days asks; on both databases. */
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
    const runs: { ms: number; samples: number }[] = [];
    for (let run = 0; run < RUNS; run++) runs.push(await ask(run % 2 === 0 ? '1d' : '6h'));
    const milliseconds = runs.map(({ ms }) => ms).sort((a, b) => a - b);
    const missing = MINUTES - Math.min(...runs.map(({ samples }) => samples));
    return [
      {
        metric: `a year in one query, ${database}`,
        value: milliseconds[RUNS >> 1] ?? Number.NaN,
        unit: 'ms',
        peer: '300 ms',
        peerValue: 300,
      },
      { metric: `samples missing, ${database}`, value: missing, unit: '', peer: 'samples sent', peerValue: MINUTES },
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
