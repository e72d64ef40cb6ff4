import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildPrograms } from '../prepare.mjs';
import { type GatewayProcess, startGatewayProcess } from './gateway-process.ts';
import { makeLiveCity } from './live-city.ts';
import { HAS_MOSQUITTO, startMosquitto } from './mosquitto.ts';

const LAMPS = 40;
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each();
});
beforeAll(() => buildPrograms(), 120_000);
if (!HAS_MOSQUITTO) console.log('No mosquitto is installed: crashes with an outside broker are not tested.');

function folders(): { readonly CITY: string; readonly DATA_DIR: string } {
  const root = mkdtempSync(join(tmpdir(), 'chengjing-crash-'));
  undo.push(() => rmSync(root, { recursive: true, force: true }));
  makeLiveCity(join(root, 'city'), LAMPS);
  return { CITY: join(root, 'city'), DATA_DIR: join(root, 'var') };
}

async function start(env: Record<string, string>): Promise<GatewayProcess> {
  const gateway = await startGatewayProcess(env);
  undo.push(() => gateway.stop());
  return gateway;
}

async function publisher(url: string): Promise<MqttClient> {
  const client = await mqtt.connectAsync(url, { clientId: 'sensors' });
  undo.push(() => client.endAsync(true));
  return client;
}

/** Observation `n` of the run: lamps in turn, a millisecond apart, each value told once. */
const observation = (n: number, from: number) => ({
  topic: `twin/lamp/L-${n % LAMPS}/power`,
  payload: JSON.stringify({ value: n / 10, time: new Date(from + n).toISOString() }),
});

/** Publishes `[first, end)` at QoS 1, `rate` a second; resolves when the broker has acknowledged all. */
async function publish(client: MqttClient, from: number, first: number, end: number, rate: number): Promise<void> {
  const began = performance.now();
  const acknowledged: Promise<unknown>[] = [];
  for (let n = first; n < end; ) {
    const due = Math.min(end, first + Math.floor(((performance.now() - began) / 1000) * rate));
    for (; n < due; n++) {
      const { topic, payload } = observation(n, from);
      acknowledged.push(client.publishAsync(topic, payload, { qos: 1 }));
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await Promise.all(acknowledged);
}

/** Number of samples kept of each lamp, and its newest value. */
async function kept(gateway: GatewayProcess, from: number): Promise<{ count: number[]; last: number[] }> {
  const ask = async (path: string) => (await fetch(`${gateway.url}${path}`)).json();
  const count: number[] = [];
  const last: number[] = [];
  for (let lamp = 0; lamp < LAMPS; lamp++) {
    const query = `property=power&from=${from - 1000}&to=${from + 120_000}&bucket=1d`;
    const points = (await ask(`api/assets/L-${lamp}/history?${query}`)) as { count: number; last: number }[];
    count.push(points.reduce((sum, point) => sum + point.count, 0));
    last.push(points.at(-1)?.last ?? Number.NaN);
  }
  return { count, last };
}

/** What must be kept of observations `[0, end)`. */
const oracle = (end: number) => ({
  count: Array.from({ length: LAMPS }, (_, lamp) => Math.ceil((end - lamp) / LAMPS)),
  last: Array.from({ length: LAMPS }, (_, lamp) => (lamp + LAMPS * (Math.ceil((end - lamp) / LAMPS) - 1)) / 10),
});

async function until(question: () => Promise<boolean>, ms: number): Promise<void> {
  const end = performance.now() + ms;
  while (!(await question()) && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 200));
}

describe.skipIf(!HAS_MOSQUITTO)('kill -9 in the middle of ingest, an outside mosquitto', () => {
  it.each([
    ['5', 0],
    ['3.1.1', 20],
  ])(
    'loses nothing and doubles nothing, MQTT %s, %i messages in flight',
    async (version, inFlight) => {
      const broker = await startMosquitto(inFlight);
      undo.push(() => broker.stop());
      const env = { ...folders(), MQTT_URL: broker.url, MQTT_VERSION: version };
      const first = await start(env);
      const from = Date.now() - 60_000;
      const total = 8000;
      const sent = publish(await publisher(broker.url), from, 0, total, 4000);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await first.kill();
      const second = await start(env);
      await sent;
      const all = oracle(total);
      await until(async () => (await kept(second, from)).count.join() === all.count.join(), 20_000);
      expect(await kept(second, from)).toEqual(all);
      expect((await second.health()).rejected).toBe(0);
    },
    60_000,
  );
});

describe('kill -9 with the embedded broker', () => {
  it('loses at most the last second; the store opens again', async () => {
    const env = { ...folders(), MQTT_PORT: '0' };
    const first = await start(env);
    const from = Date.now() - 60_000;
    const rate = 500;
    const client = await publisher(`mqtt://127.0.0.1:${first.mqttPort}`);
    await publish(client, from, 0, 3 * rate, rate);
    await first.kill();
    const second = await start(env);
    const { count } = await kept(second, from);
    const lost = 3 * rate - count.reduce((sum, each) => sum + each, 0);
    // What was published while the last flush ran is not in it: a flush takes its time on a busy machine.
    expect(lost).toBeLessThan(1.5 * rate);
    const { last } = await kept(second, from);
    expect(last.every((value) => value >= (3 * rate - lost - LAMPS) / 10 - 1e-9)).toBe(true);
  }, 60_000);
});

describe('kill -9 in the duty room', () => {
  it('takes no line about a case that anybody was told from the log of its alert', async () => {
    const bureau = createServer((request, response) => {
      request.resume().on('end', () => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ number: 'A-1', stage: '受理' }));
      });
    });
    await new Promise<void>((resolve) => bureau.listen(0, '127.0.0.1', resolve));
    undo.push(() => bureau.close());
    const CASE_URL = `http://127.0.0.1:${(bureau.address() as AddressInfo).port}/`;
    const env = { ...folders(), MQTT_PORT: '0', CASE_URL };
    const first = await start(env);
    const ask = async (gateway: GatewayProcess, path: string, body?: object) => {
      const sent = { method: 'POST', headers: { 'content-type': 'application/json', 'x-chengjing': '1' } };
      const answer = await fetch(`${gateway.url}api/${path}`, body ? { ...sent, body: JSON.stringify(body) } : {});
      expect(answer.status).toBe(200);
      return answer.json();
    };
    const time = new Date().toISOString();
    await ask(first, 'observations', { asset: 'L-0', property: 'fault', value: 2, time });
    const [{ id: alert }] = (await ask(first, 'alerts')) as [{ id: string }];
    const { id: caseId } = (await ask(first, 'cases', { alert })) as { id: string };
    type Duty = { cases: { number: string | null }[] };
    await until(async () => ((await ask(first, 'duty')) as Duty).cases[0]?.number === 'A-1', 20_000);
    for (const stage of ['派遣', '处置', '结案'])
      await ask(first, 'cases/news', { caseId, number: 'A-1', stage, time: new Date().toISOString() });
    await first.kill();
    const second = await start(env);
    const [kept] = (await ask(second, 'alerts')) as { log: { note: string }[] }[];
    expect(kept?.log.map(({ note }) => note)).toEqual([
      '转案件',
      ...['受理', '派遣', '处置', '结案'].map((stage) => `案件 A-1 ${stage}`),
    ]);
  }, 60_000);
});
