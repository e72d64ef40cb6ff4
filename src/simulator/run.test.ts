import { createServer, type Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { Aedes } from 'aedes';
import { afterEach, expect, test } from 'vitest';
import { formatAssetTable } from '../wire/asset-table.ts';
import type { Catalog } from '../wire/catalog.ts';
import { type IncomingRow, parseObservationMessage } from '../wire/observation-message.ts';
import { readOptions } from './options.ts';
import { runSimulator, STATUS_TOPIC } from './run.ts';
import { NOON, town } from './test-town.ts';

const layers = town(70);
const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const each of cleanUp.splice(0).reverse()) await each();
});

interface Broker {
  readonly port: number;
  readonly rows: (IncomingRow & { layer: string })[];
  readonly topics: Set<string>;
  readonly longest: { rows: number };
  readonly refused: string[];
  status: { backfill: { state: string; rows: number; label: string } } | undefined;
  stop(): Promise<void>;
}

/** A real broker that reads messages as the gateway does. */
async function startBroker(): Promise<Broker> {
  const aedes = await Aedes.createBroker();
  const sockets = new Set<Socket>();
  const server: Server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    aedes.handle(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const broker: Broker = {
    port: (server.address() as AddressInfo).port,
    rows: [],
    topics: new Set(),
    longest: { rows: 0 },
    refused: [],
    status: undefined,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await new Promise<void>((resolve) => aedes.close(() => resolve()));
    },
  };
  aedes.on('publish', (packet, client) => {
    if (!client) return;
    const payload = packet.payload.toString();
    if (packet.topic === STATUS_TOPIC) broker.status = JSON.parse(payload);
    if (!packet.topic.startsWith('twin/')) return;
    broker.topics.add(packet.topic);
    const { layer, rows } = parseObservationMessage(packet.topic, payload);
    broker.longest.rows = Math.max(broker.longest.rows, rows.length);
    for (const row of rows) {
      if (row.ok) broker.rows.push({ layer, ...row.row });
      else broker.refused.push(row.detail);
    }
  });
  cleanUp.push(() => broker.stop());
  return broker;
}

/** The few routes of a gateway that the simulator reads. */
async function startGateway(state: { port: number; history: boolean; began: number; rate: number }): Promise<string> {
  const catalog = (): Catalog & { now: number; rate: number; role: string; version: string } => ({
    format: 'chengjing-catalog@1',
    city: {
      id: 't',
      title: { zh: '镇', en: 'Town' },
      centre: [116.59, 35.41],
      bounds: [116.5, 35.3, 116.7, 35.5],
      timeZone: 'Asia/Shanghai',
      utcOffset: 480,
      mapApproval: null,
    },
    homes: { review: [0, 0, 1, 0, 0, 0], hall: [0, 0, 1, 0, 0, 0], exhibition: [0, 0, 1, 0, 0, 0] },
    places: [],
    roads: [],
    slots: 'slots',
    tilesets: [],
    layers: layers.map(({ definition, assets }) => ({
      id: definition.id,
      assets: '',
      count: assets.count,
      capacity: assets.capacity,
      provenance: 'illustrative' as const,
      // A layer with a real feed is left alone.
      ...(definition.id === 'greenway' ? { feed: 'external' as const } : {}),
    })),
    basemaps: [],
    scenarios: [],
    sources: [],
    now: NOON + (performance.now() - state.began) * state.rate,
    rate: state.rate,
    role: 'operator',
    version: '0',
  });
  const server: HttpServer = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const table = layers.find((layer) => path === `/api/layers/${layer.definition.id}/table`);
    const body =
      path === '/healthz'
        ? { mqtt: { host: '127.0.0.1', port: state.port } }
        : path === '/api/catalog'
          ? catalog()
          : table
            ? formatAssetTable(table.assets)
            : path.endsWith('/history')
              ? state.history
                ? [{ time: 0, min: 1, max: 1, mean: 1, last: 1, count: 1 }]
                : []
              : undefined;
    response.statusCode = body === undefined ? 404 : 200;
    response.end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUp.push(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function run(gateway: string, env: Record<string, string> = {}): { lines: string[]; stop: () => Promise<void> } {
  const stop = new AbortController();
  const lines: string[] = [];
  const done = runSimulator(readOptions({ GATEWAY: gateway, SEED: '7', ...env }), stop.signal, (line) =>
    lines.push(line),
  );
  const end = async (): Promise<void> => {
    stop.abort();
    await done;
  };
  cleanUp.push(end);
  return { lines, stop: end };
}

async function until(holds: () => boolean, what: string): Promise<void> {
  for (let i = 0; i < 400 && !holds(); i++) await new Promise((resolve) => setTimeout(resolve, 50));
  if (!holds()) throw new Error(`Waited 20 s in vain: ${what}.`);
}

test('feeds every asset at once, then the past, then what falls due, in batches that a gateway can read', async () => {
  const broker = await startBroker();
  const state = { port: broker.port, history: false, began: performance.now(), rate: 600 };
  const gateway = await startGateway(state);
  const { lines, stop } = run(gateway, { BACKFILL_DAYS: '1' });
  await until(() => broker.status?.backfill.state === 'done', 'the end of the back-fill');
  const atOnce = broker.rows.length;
  await until(() => broker.rows.length > atOnce + 50, 'live values');
  await stop();

  expect(broker.refused).toEqual([]);
  expect(broker.longest.rows).toBe(500);
  expect([...broker.topics].sort()).toEqual(
    ['billboard', 'bridge', 'lamp', 'pole', 'waterlogging', 'weather'].map((id) => `twin/${id}/batch`),
  );
  const fed = new Set(broker.rows.filter((row) => row.time > NOON - 3_600_000).map((row) => row.asset));
  for (const id of ['BR-01', 'WL-01', 'CC-1']) expect(fed).toContain(id);
  expect([...fed].filter((id) => id.startsWith('LP-')).length).toBeGreaterThan(65);
  // 模拟回填: the past in order, beginning a day ago, said so in the retained status.
  expect(broker.status?.backfill.label).toBe('模拟回填');
  expect(broker.status?.backfill.rows).toBeGreaterThan(8000);
  expect(Math.min(...broker.rows.filter((row) => row.layer === 'bridge').map((row) => row.time))).toBeLessThan(
    NOON - 86_000_000,
  );
  expect(lines.some((line) => line.includes('模拟回填'))).toBe(true);
  // Live rows are never ahead of the city clock.
  const now = NOON + (performance.now() - state.began) * state.rate;
  expect(Math.max(...broker.rows.map((row) => row.time))).toBeLessThanOrEqual(now);
});

test('a gateway with a past gets none, a restarted one on another port gets the state again', async () => {
  const first = await startBroker();
  const state = { port: first.port, history: true, began: performance.now(), rate: 1 };
  const { stop } = run(await startGateway(state));
  await until(() => first.status?.backfill.state === 'skipped', 'the status');
  const rows = first.rows.length;
  expect(Math.min(...first.rows.filter((row) => row.layer === 'bridge').map((row) => row.time))).toBeGreaterThan(
    NOON - 10 * 3_600_000,
  );
  const second = await startBroker();
  state.port = second.port;
  await first.stop();
  await until(() => second.rows.length >= rows - 50, 'the state on the new port');
  const began = performance.now();
  await stop();
  expect(performance.now() - began).toBeLessThan(500);
});

test('says through an outside broker that its values are simulated', async () => {
  // aedes speaks MQTT 3.1.1; what matters is that MQTT 5 is asked for where user properties are needed.
  const asked: number[] = [];
  const server = createTcpServer((socket) => {
    socket.once('data', (data) => {
      asked.push(data[8] ?? 0);
      socket.destroy();
    });
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUp.push(() => void server.close());
  const port = (server.address() as AddressInfo).port;
  const state = { port: 1, history: true, began: performance.now(), rate: 1 };
  const { stop, lines } = run(await startGateway(state), { MQTT_URL: `mqtt://127.0.0.1:${port}` });
  await until(() => asked.length > 0 && lines.length > 0, 'a connection');
  await stop();
  expect(asked[0]).toBe(5);
  expect(lines[0]).toContain(`mqtt://127.0.0.1:${port}`);
});

test('settings that cannot be used are named', () => {
  expect(() => readOptions({ SEED: 'x' })).toThrow(/SEED="x"/);
  expect(() => readOptions({ BACKFILL_DAYS: '99' })).toThrow(/BACKFILL_DAYS="99".*0 to 30/);
  expect(readOptions({ PORT: '9000' }).gateway).toBe('http://127.0.0.1:9000');
  expect(readOptions({ GATEWAY: 'http://h:1/' }).gateway).toBe('http://h:1');
});
