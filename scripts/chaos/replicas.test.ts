import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgreSql, startCluster } from '../postgresql/cluster.ts';
import { buildPrograms } from '../prepare.mjs';
import { type FollowingClient, follow } from './following-client.ts';
import { type GatewayProcess, startGatewayProcess } from './gateway-process.ts';
import { makeLiveCity } from './live-city.ts';
import { HAS_MOSQUITTO, startMosquitto } from './mosquitto.ts';
import { HAS_NATS, startNats } from './nats.ts';
import { HAS_NGINX, startNginx } from './nginx.ts';

const LAMPS = 400;
/** Observations a second, in messages of so many. */
const RATE = 3000;
const BATCH = 20;
/** Every so many messages another lamp reports a fault, once; it is an alert. */
const FAULT_EVERY = 25;
const SECONDS = 14;
const SETTLE_MS = 25_000;

const HAS_POSTGRESQL = hasPostgreSql();
for (const [has, name] of [
  [HAS_POSTGRESQL, 'PostgreSQL'],
  [HAS_MOSQUITTO, 'mosquitto'],
  [HAS_NATS, 'nats-server'],
  [HAS_NGINX, 'nginx'],
] as const)
  if (!has) console.log(`No ${name} is installed: gateways that share a database are not tested with it.`);

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each();
});
beforeAll(() => buildPrograms(), 120_000);

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What was published: each lamp's powers, each at a time of its own, and its fault. */
class Sent {
  readonly count = new Array<number>(LAMPS).fill(0);
  readonly last = new Array<number>(LAMPS).fill(Number.NaN);
  readonly faults = new Set<string>();
}

/** Publishes for some seconds; resolves with what was sent when the broker has acknowledged all of it. */
async function publish(client: MqttClient, from: number, seconds: number): Promise<Sent> {
  const sent = new Sent();
  const acknowledged: Promise<unknown>[] = [];
  const began = performance.now();
  const messages = (seconds * RATE) / BATCH;
  for (let message = 0; message < messages; ) {
    const due = Math.min(messages, Math.floor(((performance.now() - began) / 1000) * (RATE / BATCH)));
    for (; message < due; message++) {
      const rows = Array.from({ length: BATCH }, (_, index) => {
        const n = message * BATCH + index;
        const lamp = n % LAMPS;
        sent.count[lamp]!++;
        sent.last[lamp] = n % 1999;
        return {
          asset: `L-${lamp}`,
          property: 'power',
          value: sent.last[lamp],
          time: new Date(from + n).toISOString(),
        };
      });
      acknowledged.push(send(client, 'twin/lamp/batch', rows));
      if (message % FAULT_EVERY !== 0) continue;
      const asset = `L-${(message / FAULT_EVERY) % LAMPS}`;
      sent.faults.add(asset);
      const fault = { value: 1, time: new Date(from + message * BATCH).toISOString() };
      acknowledged.push(send(client, `twin/lamp/${asset}/fault`, fault));
    }
    await pause(5);
  }
  await Promise.all(acknowledged);
  return sent;
}

/** Sent until the broker has acknowledged it: what a lost connection took from the client's queue is sent once more. */
async function send(client: MqttClient, topic: string, content: unknown): Promise<void> {
  for (let left = 20; ; left--)
    try {
      await client.publishAsync(topic, JSON.stringify(content), { qos: 1 });
      return;
    } catch (error) {
      if (left === 0) throw error;
      await pause(250);
    }
}

async function until(question: () => Promise<boolean> | boolean, ms: number): Promise<boolean> {
  const end = performance.now() + ms;
  for (;;) {
    if (await Promise.resolve(question()).catch?.(() => false)) return true;
    if (performance.now() > end) return false;
    await pause(150);
  }
}

interface Told {
  readonly count: readonly number[];
  readonly last: readonly number[];
  readonly faults: readonly string[];
}

const sorted = (ids: Iterable<string>) => [...ids].sort();

/** What a gateway has in its history, shows as last values, and raised; one alert is named once for each time that it is there. */
async function knownAt({ url }: GatewayProcess, from: number): Promise<Told> {
  const ask = async (path: string) => (await fetch(`${url}${path}`)).json();
  const count: number[] = [];
  for (let lamp = 0; lamp < LAMPS; lamp++) {
    const query = `property=power&from=${from - 1000}&to=${from + 120_000}&bucket=1d`;
    const points = (await ask(`api/assets/L-${lamp}/history?${query}`)) as { count: number }[];
    count.push(points.reduce((sum, point) => sum + point.count, 0));
  }
  const { features } = (await ask('api/layers/lamp/assets')) as {
    features: { id: string; properties: Record<string, unknown> }[];
  };
  const lasts = new Map(features.map(({ id, properties }) => [String(id), powerOf(properties)]));
  const alerts = (await ask(`api/alerts?from=${from - 1000}&to=${Date.now()}`)) as { asset: string }[];
  return {
    count,
    last: Array.from({ length: LAMPS }, (_, lamp) => lasts.get(`L-${lamp}`) ?? Number.NaN),
    faults: sorted(alerts.map(({ asset }) => asset)),
  };
}

function powerOf(properties: Record<string, unknown>): number {
  const { observations } = properties as { observations?: { power?: { value: number } } };
  return observations?.power?.value ?? Number(properties.power ?? Number.NaN);
}

const wantedOf = ({ count, last, faults }: Sent): Told => ({ count, last, faults: sorted(faults) });

const seenBy = (client: FollowingClient) => ({
  last: Array.from({ length: LAMPS }, (_, lamp) => client.values.get(lamp)),
  open: sorted([...client.alertsOpen].map((id) => /^lamp-(L-\d+)-fault-/.exec(id)?.[1] ?? id)),
  told: client.alertsTold.size,
  gaps: client.gaps,
});

async function databaseAndCity(): Promise<{ env: (n: number) => Record<string, string>; from: number }> {
  const root = mkdtempSync(join(tmpdir(), 'chengjing-replicas-'));
  undo.push(() => rmSync(root, { recursive: true, force: true }));
  makeLiveCity(join(root, 'city'), LAMPS);
  const cluster = await startCluster();
  undo.push(() => cluster.stop());
  const env = (n: number) => ({
    ...{ CITY: join(root, 'city'), DATA_DIR: join(root, `var${n}`), DATABASE_URL: cluster.url, REPLICA: `r${n}` },
  });
  return { env, from: Date.now() - 60_000 };
}

async function start(env: Record<string, string>): Promise<GatewayProcess> {
  const gateway = await startGatewayProcess(env);
  undo.push(() => gateway.stop());
  return gateway;
}

async function publisher(urls: readonly string[]): Promise<MqttClient> {
  const servers = urls.map((url) => ({
    protocol: 'mqtt' as const,
    host: '127.0.0.1',
    port: Number(new URL(url).port),
  }));
  const client = mqtt.connect({ servers, clientId: 'sources', clean: false, reconnectPeriod: 300, protocolVersion: 4 });
  client.on('error', () => undefined);
  undo.push(() => client.endAsync(true));
  await new Promise((resolve) => client.once('connect', resolve));
  return client;
}

function clientsOf(gateways: readonly GatewayProcess[]): FollowingClient[] {
  const urls = gateways.map(({ url }) => url);
  return urls.map((_, first) => {
    const client = follow(urls, first);
    undo.push(() => client.stop());
    return client;
  });
}

/** The gateway that is left, and every client, say what was sent; each alert was raised once. */
async function expectAll(sent: Sent, from: number, left: GatewayProcess, clients: readonly FollowingClient[]) {
  const wanted = wantedOf(sent);
  const same = (a: unknown) => JSON.stringify(a) === JSON.stringify(wanted);
  await until(async () => same(await knownAt(left, from)), SETTLE_MS);
  expect(await knownAt(left, from)).toEqual(wanted);
  for (const client of clients) {
    const seen = { last: wanted.last, open: wanted.faults, told: wanted.faults.length, gaps: 0 };
    await until(() => JSON.stringify(seenBy(client)) === JSON.stringify(seen), 5000);
    expect(seenBy(client)).toEqual(seen);
    expect(client.at).toBe(left.url);
  }
}

describe.skipIf(!HAS_POSTGRESQL || !HAS_MOSQUITTO)('two gateways, mosquitto, one PostgreSQL', () => {
  it('a holder that stood still goes on as the other’s follower, and takes over when that one is killed', async () => {
    const { env, from } = await databaseAndCity();
    const broker = await startMosquitto();
    undo.push(() => broker.stop());
    const a = await start({ ...env(1), MQTT_URL: broker.url });
    const b = await start({ ...env(2), MQTT_URL: broker.url });
    expect([(await a.health()).gateway.leads, (await b.health()).gateway.leads]).toEqual([true, false]);
    const clients = clientsOf([a, b]);
    const sending = publish(await publisher([broker.url]), from, SECONDS);
    await pause(3000);
    a.pause();
    expect(await until(async () => (await b.health()).gateway.leads, 12_000)).toBe(true);
    await pause(500);
    a.resume();
    expect((await a.health()).gateway.leads).toBe(false);
    await pause(1500);
    await b.kill();
    expect(await until(async () => (await a.health()).gateway.leads, 8000)).toBe(true);
    await expectAll(await sending, from, a, clients);
  }, 90_000);
});

describe.skipIf(!HAS_POSTGRESQL || !HAS_MOSQUITTO || !HAS_NGINX)('two gateways behind nginx, one PostgreSQL', () => {
  it('clients of one address stay up when either gateway goes; each is sent what it missed or a whole picture', async () => {
    const { env, from } = await databaseAndCity();
    const broker = await startMosquitto();
    undo.push(() => broker.stop());
    const a = await start({ ...env(1), MQTT_URL: broker.url });
    const b = await start({ ...env(2), MQTT_URL: broker.url });
    const proxy = await startNginx([a.url, b.url]);
    undo.push(() => proxy.stop());
    const clients = Array.from({ length: 6 }, () => follow([proxy.url], 0));
    for (const client of clients) undo.push(() => client.stop());
    const sending = publish(await publisher([broker.url]), from, 8);
    await pause(2500);
    await a.kill();
    const { last } = await sending;
    for (const client of clients) {
      await until(() => JSON.stringify(seenBy(client).last) === JSON.stringify(last), SETTLE_MS);
      expect(seenBy(client)).toMatchObject({ last, gaps: 0 });
    }
    for (let n = 0; n < 20; n++) expect((await fetch(`${proxy.url}api/catalog`)).status).toBe(200);
  }, 90_000);
});

describe.skipIf(!HAS_POSTGRESQL || !HAS_NATS)('two gateways, three NATS nodes, one PostgreSQL', () => {
  it('lose a node, then the gateway that raises the alerts; nothing is lost or raised twice, clients move by themselves', async () => {
    const { env, from } = await databaseAndCity();
    const cluster = await startNats();
    undo.push(() => cluster.stop());
    const [first, second, third] = cluster.urls as [string, string, string];
    const a = await start({ ...env(1), MQTT_VERSION: '3.1.1', MQTT_URL: [first, second, third].join(',') });
    const b = await start({ ...env(2), MQTT_VERSION: '3.1.1', MQTT_URL: [second, third, first].join(',') });
    const clients = clientsOf([a, b]);
    const sending = publish(await publisher([first, third, second]), from, SECONDS);
    await pause(3000);
    await cluster.kill(0);
    await pause(5000);
    await a.kill();
    const killed = performance.now();
    expect(await until(async () => (await b.health()).gateway.leads, 10_000)).toBe(true);
    expect(performance.now() - killed).toBeLessThan(8000);
    await expectAll(await sending, from, b, clients);
  }, 120_000);
});
