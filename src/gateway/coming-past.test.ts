import mqtt from 'mqtt';
import { afterEach, expect, it, vi } from 'vitest';
import { COMING_HEADER, formatComing, parseComing, type SourceStatus } from '../wire/source-status.ts';
import { createComingPast } from './coming-past.ts';
import { testGateways } from './test-gateway.ts';

const gateways = testGateways();
afterEach(() => gateways.undo());

const FROM = Date.UTC(2026, 10, 16);
const TO = Date.UTC(2026, 10, 23);

function status(state: SourceStatus['backfill']['state'], until: number): Uint8Array {
  const [from, to] = [FROM, TO].map((each) => new Date(each).toISOString());
  const backfill = { label: '模拟回填', state, rows: 1, from, to, until: new Date(until).toISOString() };
  return Buffer.from(JSON.stringify({ source: 'simulator', provenance: 'simulated', label: '模拟', backfill }));
}

it('is everything until the source speaks, then what it has not sent, then nothing', () => {
  const past = createComingPast(true, () => TO + 5);
  expect(past.span()).toEqual({ from: 0, to: TO + 5 });
  past.hear('twin-source/simulator', Buffer.from('what is this'));
  expect(past.span()).toEqual({ from: 0, to: TO + 5 });
  past.hear('twin-source/simulator', status('running', FROM));
  expect(past.span()).toEqual({ from: FROM, to: TO });
  past.hear('twin-source/simulator', status('running', FROM + 3_600_000));
  past.hear('twin-source/other', status('running', FROM + 7_200_000));
  expect(past.span()).toEqual({ from: FROM + 3_600_000, to: TO });
  past.hear('twin-source/simulator', status('done', TO));
  past.hear('twin-source/other', status('skipped', FROM));
  expect(past.span()).toBeUndefined();
});

it('awaits nothing where every source is a real one', () => {
  expect(createComingPast(false, () => TO).span()).toBeUndefined();
});

it('says it in a header', () => {
  expect(COMING_HEADER).toMatch(/^x-[a-z-]+$/);
  expect(parseComing(formatComing({ from: 1.4, to: TO }))).toEqual({ from: 1, to: TO });
  expect([null, '', 'soon', '1/'].map(parseComing)).toEqual([undefined, undefined, undefined, undefined]);
});

it('stands in the answers of the store, as the source says it on MQTT', async () => {
  const gateway = await gateways.start(gateways.city(), { now: TO });
  const ask = async () => {
    const answer = await fetch(`${gateway.url}api/snapshot?at=${TO - 1000}`);
    expect(answer.status).toBe(200);
    return parseComing(answer.headers.get(COMING_HEADER));
  };
  expect(await ask()).toMatchObject({ from: 0 });
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${gateway.mqttPort}`, { clientId: 'simulator-1' });
  const say = (...of: Parameters<typeof status>) =>
    client.publishAsync('twin-source/simulator', Buffer.from(status(...of)), { qos: 1, retain: true });
  await say('running', FROM + 1000);
  await vi.waitFor(async () => expect(await ask()).toEqual({ from: FROM + 1000, to: TO }));
  await say('done', TO);
  await vi.waitFor(async () => expect(await ask()).toBeUndefined());
  await client.endAsync();
});
