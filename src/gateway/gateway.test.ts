import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { afterEach, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import type { Alert } from '../domain/alert.ts';
import { parseAssetTable } from '../wire/asset-table.ts';
import { parseServedCatalog } from '../wire/catalog.ts';
import { type DeltaRow, decodeDelta } from '../wire/delta.ts';
import type { AlertDensity, HistoryPoint } from '../wire/history.ts';
import { WRITE_HEADER } from '../wire/people.ts';
import { type HelloMessage, parseServerMessage } from '../wire/socket.ts';
import { type Gateway, startGateway } from './gateway.ts';
import type { GatewayOptions } from './options.ts';
import { makeTestCity, type TestCity, WITHHELD_LAST } from './test-city.ts';
import { testDatabaseUrl } from './test-database.ts';
import { testOutage } from './test-outage.ts';
import { until } from './test-until.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each();
});

function city(...how: Parameters<typeof makeTestCity>): TestCity {
  const made = makeTestCity(...how);
  undo.push(() => made.remove());
  return made;
}

async function gateway(of: TestCity, more: Partial<GatewayOptions> = {}): Promise<Gateway> {
  const started = await startGateway(
    {
      version: 'test',
      port: 0,
      host: '127.0.0.1',
      now: undefined,
      rate: 1,
      dataDir: of.dataDir,
      databaseUrl: testDatabaseUrl(of.dataDir),
      city: of.folder,
      client: join(of.folder, '../client'),
      mqttUrl: undefined,
      mqttPort: 0,
      feed: 'simulator',
      operatorToken: undefined,
      drill: false,
      parents: [],
      historyDays: 31,
      ...more,
    },
    () => undefined,
  );
  undo.push(() => started.stop());
  return started;
}

async function publisher(url: string, clientId = 'sensor-1'): Promise<MqttClient> {
  const client = await mqtt.connectAsync(url, { clientId });
  undo.push(() => client.endAsync(true));
  return client;
}

interface Frame {
  readonly kind: string;
  readonly sequence: number;
  readonly previous: number;
  readonly rows: DeltaRow[];
}

/** A client of the live socket that keeps all it hears. */
function listen(
  url: string,
  path = 'live',
): { socket: WebSocket; hello: () => HelloMessage; frames: Frame[]; texts: unknown[] } {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`);
  undo.push(() => socket.terminate());
  const frames: Frame[] = [];
  const texts: unknown[] = [];
  socket.on('message', (data: Buffer, binary) => {
    if (!binary) {
      texts.push(parseServerMessage(data.toString()));
      return;
    }
    const rows: DeltaRow[] = [];
    const bytes = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer;
    frames.push({ ...decodeDelta(bytes, (row) => rows.push({ ...row })), rows });
  });
  return { socket, hello: () => texts[0] as HelloMessage, frames, texts };
}

const json = async <T>(url: string, init?: RequestInit): Promise<T> => (await fetch(url, init)).json() as Promise<T>;
const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const iso = (time: number) => new Date(time).toISOString();
const observe = (client: MqttClient, topic: string, value: number, time = Date.now()) =>
  client.publishAsync(topic, JSON.stringify({ value, time: iso(time) }), { qos: 1 });

describe('an observation', () => {
  it('goes from MQTT to the socket within a second, in sequence, and is in the next snapshot', async () => {
    const { url, mqttPort } = await gateway(city());
    const live = listen(url);
    await until(() => live.frames.length === 1);
    expect(live.hello()).toMatchObject({ type: 'hello', slots: 'slots-hash', role: 'operator', sequence: 0 });
    expect(live.frames[0]).toMatchObject({ kind: 'snapshot', sequence: 0, rows: [] });

    const client = await publisher(`mqtt://127.0.0.1:${mqttPort}`);
    const started = performance.now();
    const time = Date.now();
    await observe(client, 'twin/waterlogging/WL-2/depth', 12.5, time);
    const delta = await until(() => live.frames[1]);
    expect(performance.now() - started).toBeLessThan(1000);
    const layer = live.hello().layers.findIndex((each) => each.id === 'waterlogging');
    const property = live.hello().layers[layer]!.properties.indexOf('depth');
    expect(delta).toMatchObject({ kind: 'delta', sequence: 1, previous: 0 });
    expect(delta.rows).toMatchObject([{ layer, property, slot: 1, value: 12.5, quality: 'good' }]);
    expect(Math.abs(delta.rows[0]!.time - time)).toBeLessThanOrEqual(63);

    await client.publishAsync(
      'twin/lamp/batch',
      JSON.stringify([
        { asset: 'LP-3', property: 'power', value: 120, time: iso(time) },
        { asset: 'LP-4', property: 'power', value: 121, time: iso(time) },
        { asset: 'LP-4', property: 'power', value: 122, time: iso(time + 1) },
      ]),
      { qos: 1 },
    );
    const batch = await until(() => live.frames[2]);
    expect(batch).toMatchObject({ sequence: 2, previous: 1 });
    expect(batch.rows.map((row) => row.value)).toEqual([120, 122]);

    const second = listen(url);
    const joined = await until(() => second.frames[0]);
    expect(joined.kind).toBe('snapshot');
    expect(joined.rows.map((row) => row.value).sort()).toEqual([12.5, 120, 122].sort());
    await until(() => live.texts.some((text) => (text as { type: string }).type === 'tick'));
  });

  it('is refused with a reason when it cannot be, and nothing of it is drawn', async () => {
    const { url, mqttPort } = await gateway(city());
    const live = listen(url);
    const client = await publisher(`mqtt://127.0.0.1:${mqttPort}`);
    await client.publishAsync('twin/waterlogging/WL-1/depth', 'not json', { qos: 1 });
    await client.publishAsync('twin/waterlogging/WL-1/depth', '{"value":"3","time":1}', { qos: 1 });
    await client.publishAsync('twin/nowhere', '1', { qos: 1 });
    await observe(client, 'twin/volcano/V-1/heat', 1);
    await observe(client, 'twin/waterlogging/WL-99/depth', 1);
    await observe(client, 'twin/waterlogging/WL-1/colour', 1);
    await observe(client, 'twin/waterlogging/WL-1/depth', 401);
    await observe(client, 'twin/waterlogging/WL-1/depth', 1, Date.now() + 60_000);
    await observe(client, 'twin/waterlogging/WL-1/depth', 1, Date.now() - 40 * 86_400_000);
    await client.publishAsync('twin/lamp/batch', '[{"asset":"LP-1"},7,null]', { qos: 1 });
    const health = await until(async () => {
      const each = await json<{ rejected: number; status: string }>(`${url}healthz`);
      return each.rejected >= 12 && each;
    });
    expect(health.status).toBe('ok');
    const { byReason, rejects } = await json<{ byReason: unknown; rejects: { detail: string }[] }>(`${url}api/rejects`);
    expect(byReason).toEqual({
      malformed: 6,
      'unknown-layer': 1,
      'unknown-asset': 1,
      'unknown-property': 1,
      'out-of-range': 1,
      'in-future': 1,
      'too-old': 1,
    });
    expect(rejects.some((each) => each.detail.includes('401 cm: expected 0 … 400'))).toBe(true);
    await until(() => live.frames.length > 0);
    expect(live.frames.flatMap((frame) => frame.rows)).toEqual([]);
  });

  it('may come late: it goes to history and not over the newer value', async () => {
    const { url } = await gateway(city());
    const now = Date.now();
    const row = (value: number, time: number) => ({ asset: 'WL-1', property: 'depth', value, time: iso(time) });
    expect(await (await post(`${url}api/observations`, [row(5, now), row(9, now - 3_600_000)])).json()).toEqual({
      accepted: 2,
      rejected: [],
    });
    const asset = await json<{ observations: { depth: { value: number } } }>(`${url}api/assets/WL-1`);
    expect(asset.observations.depth.value).toBe(5);
    const past = await json<HistoryPoint[]>(
      `${url}api/assets/WL-1/history?property=depth&from=${now - 7_200_000}&to=${now + 1000}&bucket=1h`,
    );
    expect(past).toEqual([
      { time: now - 3_600_000, min: 9, max: 9, mean: 9, last: 9, count: 1 },
      { time: now, min: 5, max: 5, mean: 5, last: 5, count: 1 },
    ]);
  });

  it('older than the history is taken if it was the last word when the history begins, and survives a restart', async () => {
    const place = city();
    const first = await gateway(place);
    const now = Date.now();
    const day = 86_400_000;
    const inspected = (days: number, value: number) => ({
      asset: 'BB-1',
      property: 'inspection',
      value,
      time: iso(now - days * day),
    });
    const send = async (...rows: unknown[]) =>
      ((await (await post(`${first.url}api/observations`, rows)).json()) as { rejected: { reason: string }[] })
        .rejected;
    expect(await send(inspected(400, 1))).toMatchObject([{ reason: 'too-old' }]);
    expect(await send(inspected(200, 2))).toEqual([]);
    expect(await send(inspected(300, 3))).toMatchObject([{ reason: 'too-old' }]);
    expect(await send({ ...inspected(40, 5), asset: 'WL-1', property: 'depth' })).toMatchObject([
      { reason: 'too-old' },
    ]);
    expect(await send(inspected(3, 0))).toEqual([]);
    // A back-fill brings it after the newer one: it is what a replay of last week shows.
    expect(await send(inspected(60, 4))).toEqual([]);
    await first.stop();
    const { url } = await gateway(place);
    const board = await json<{ observations: object }>(`${url}api/assets/BB-1`);
    expect(board.observations).toMatchObject({ inspection: { value: 0 } });
    const then = await json<{ features: { properties: { id: string; observations: object } }[] }>(
      `${url}api/layers/billboard/assets?at=${iso(now - 7 * day)}`,
    );
    expect(JSON.stringify(then.features.find((each) => JSON.stringify(each).includes('"BB-1"')))).toContain(
      '"value":4',
    );
  });

  it('of the simulator is refused where a layer has a real feed', async () => {
    const place = city((catalog) => ({
      ...catalog,
      layers: catalog.layers.map((layer) => (layer.id === 'bridge' ? { ...layer, feed: 'external' as const } : layer)),
    }));
    const { url, mqttPort } = await gateway(place);
    const simulator = await publisher(`mqtt://127.0.0.1:${mqttPort}`, 'simulator-7');
    const sensor = await publisher(`mqtt://127.0.0.1:${mqttPort}`, 'shm-gateway');
    await observe(simulator, 'twin/bridge/BR-1/deflection', 1);
    await observe(sensor, 'twin/bridge/BR-1/deflection', 45);
    const [alert] = await until(async () => {
      const alerts = await json<Alert[]>(`${url}api/alerts`);
      return alerts.length > 0 && alerts;
    });
    expect(alert).toMatchObject({ level: 'yellow', value: 45, limit: 40, provenance: 'surveyed' });
    expect((await json<{ byReason: unknown }>(`${url}api/rejects`)).byReason).toEqual({ 'simulated-beside-real': 1 });
    const live = listen(url);
    await until(() => live.frames.length > 0);
    expect(live.hello().layers.map((layer) => [layer.id, layer.source])).toContainEqual(['bridge', 'surveyed']);
    const health = await json<{ feeds: { id: string; state: string }[] }>(`${url}healthz`);
    expect(health.feeds.map((feed) => [feed.id, feed.state])).toEqual([
      ['simulator', 'lost'],
      ['external', 'live'],
    ]);
  });
});

describe('a slow client', () => {
  it('gets each held row once, with its latest value', async () => {
    const { url, mqttPort } = await gateway(city());
    const live = listen(url);
    await until(() => live.frames.length === 1);
    live.socket.pause();
    const client = await publisher(`mqtt://127.0.0.1:${mqttPort}`);
    const start = Date.now() - 60_000;
    for (let i = 0; i < 300; i++) {
      const batch = Array.from({ length: 20 }, (_, slot) => ({
        asset: `LP-${slot}`,
        property: 'power',
        value: i,
        time: iso(start + i),
      }));
      await client.publishAsync('twin/lamp/batch', JSON.stringify(batch), { qos: 1 });
    }
    live.socket.resume();
    await until(() => live.frames.some((frame) => frame.rows.some((row) => row.value === 299)));
    const rows = live.frames.flatMap((frame) => frame.rows).length;
    expect(rows).toBeLessThan(300 * 20);
    live.frames.forEach((frame, i) => {
      expect(frame.previous).toBe(live.frames[i - 1]?.sequence ?? 0);
      expect(new Set(frame.rows.map((row) => `${row.layer}/${row.property}/${row.slot}`)).size).toBe(frame.rows.length);
    });
  });
});

describe('a database that refuses', () => {
  it('degrades the gateway while live goes on, and finds everything once when it takes rows again', async () => {
    const place = city();
    const outage = await testOutage(place.dataDir);
    undo.push(() => outage.end());
    const { url, stop } = await gateway(place, { databaseUrl: outage.url });
    const now = Date.now();
    const put = async (value: number) =>
      post(`${url}api/observations`, { asset: 'WL-1', property: 'depth', value, time: iso(now - 10_000 + value) });
    const health = () => json<{ status: string; problems?: string[] }>(`${url}healthz`);
    await put(1);
    outage.away();
    await put(2);
    const bad = await until(async () => {
      const each = await health();
      return each.status === 'degraded' && each;
    });
    expect(bad.problems?.join()).toMatch(
      /refuses observations \((.*history\.duckdb was removed|.*(terminated|ECONNREFUSED))/,
    );
    const live = listen(url);
    await until(() => live.frames.length > 0);
    await put(3);
    await until(() => live.frames.some((frame) => frame.rows.some((row) => row.value === 3)));
    await outage.back();
    await until(async () => (await health()).status === 'ok');
    await stop();
    const again = await gateway(place);
    const points = await json<HistoryPoint[]>(
      `${again.url}api/assets/WL-1/history?property=depth&from=${now - 20_000}&to=${now}&bucket=30s`,
    );
    expect(points).toMatchObject([{ min: 1, max: 3, mean: 2, count: 3 }]);
  });
});

describe('a clock set back', () => {
  it('loses and doubles nothing: values keep their time, alerts stand, a restart finds both', async () => {
    const place = city();
    const { url, stop } = await gateway(place);
    const start = Date.now();
    const put = (value: number, seconds: number, to = url) =>
      json<{ accepted: number }>(`${to}api/observations`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ asset: 'WL-1', property: 'depth', value, time: iso(start - 60_000 + seconds * 1000) }),
      });
    const health = (to = url) => json<{ now: number; status: string; problems?: string[] }>(`${to}healthz`);
    const open = (to = url) => json<Alert[]>(`${to}api/alerts`);
    for (const second of [1, 2]) await put(41, second);
    const [raised] = await open();
    expect(raised).toMatchObject({ level: 'red', stage: 'raised' });
    const before = (await health()).now;

    const real = Date.now;
    const set = vi.spyOn(Date, 'now').mockImplementation(() => real() - 3_600_000);
    undo.push(() => set.mockRestore());
    expect((await health()).now).toBeGreaterThanOrEqual(before);
    const told = await health();
    expect(told.status).toBe('degraded');
    expect(told.problems?.join()).toMatch(/clock was set back by (3599|3600) s; the city clock waits/);
    for (const second of [2, 3, 4]) expect(await put(42, second)).toMatchObject({ accepted: 1 });
    expect((await open()).map(({ id, stage }) => [id, stage])).toEqual([[raised?.id, 'raised']]);
    await stop();

    const again = await gateway(place);
    expect((await open(again.url)).map(({ id, stage }) => [id, stage])).toEqual([[raised?.id, 'raised']]);
    set.mockRestore();
    for (const second of [5, 6]) expect(await put(1, second, again.url)).toMatchObject({ accepted: 1 });
    expect(await open(again.url)).toEqual([]);
    const all = await json<Alert[]>(`${again.url}api/alerts?from=${start - 120_000}&to=${start + 60_000}`);
    expect(all.map(({ id, stage }) => [id, stage])).toEqual([[raised?.id, 'cleared']]);
    const points = await json<HistoryPoint[]>(
      `${again.url}api/assets/WL-1/history?property=depth&from=${start - 60_000}&to=${start}&bucket=60s`,
    );
    expect(points).toMatchObject([{ count: 6, max: 42, last: 1 }]);
  });
});

describe('an alert', () => {
  it('is raised, worsened, confirmed, survives a restart and is cleared', async () => {
    const place = city();
    const first = await gateway(place);
    const now = Date.now();
    const depth = (value: number, time: number) => [{ asset: 'WL-1', property: 'depth', value, time: iso(time) }];
    for (const [value, age] of [
      [16, 6000],
      [16, 5000],
      [28, 3000],
      [28, 2000],
    ] as const)
      await post(`${first.url}api/observations`, depth(value, now - age));
    const [raised] = await json<Alert[]>(`${first.url}api/alerts`);
    expect(raised).toMatchObject({ level: 'orange', value: 28, limit: 27, stage: 'raised', provenance: 'simulated' });
    const live = listen(first.url);
    await until(() => live.texts.some((text) => (text as { alerts?: Alert[] }).alerts?.[0]?.id === raised?.id));
    expect((await post(`${first.url}api/alerts`, { id: raised!.id, decision: 'confirmed', note: '属实' })).status).toBe(
      200,
    );
    await undo.pop()?.(); // the socket
    await first.stop();

    const second = await gateway(place);
    expect(await json<Alert[]>(`${second.url}api/alerts`)).toMatchObject([
      { id: raised!.id, stage: 'confirmed', note: '属实' },
    ]);
    const asset = await json<{ observations: object }>(`${second.url}api/assets/WL-1`);
    expect(asset.observations).toMatchObject({ depth: { value: 28 } });
    await post(`${second.url}api/observations`, depth(3, now - 1000));
    expect(await json<Alert[]>(`${second.url}api/alerts`)).toEqual([]);
    const all = await json<Alert[]>(`${second.url}api/alerts?from=${now - 60_000}&to=${now}`);
    expect(all).toMatchObject([{ id: raised!.id, stage: 'cleared', clearedAt: now - 1000 }]);
    expect((await post(`${second.url}api/alerts`, { id: raised!.id, decision: 'cleared' })).status).toBe(409);
    expect((await post(`${second.url}api/alerts`, { id: 'none', decision: 'cleared' })).status).toBe(404);
    expect((await post(`${second.url}api/alerts`, { id: 'none', decision: 'shrug' })).status).toBe(400);
  });

  it('goes through its stages; two officers never undo each other; a restart and a dry road lose nothing of it', async () => {
    const place = city();
    const first = await gateway(place);
    const now = Date.now();
    const put = (url: string, value: number, age: number) =>
      post(`${url}api/observations`, { asset: 'WL-1', property: 'depth', value, time: iso(now - age) });
    for (const age of [9000, 8500]) await put(first.url, 45, age);
    const open = (url: string) => json<Alert[]>(`${url}api/alerts`);
    const [alert] = await open(first.url);
    const take = async (url: string, decision: string, more: object = {}) => {
      const answer = await post(`${url}api/alerts`, { id: alert!.id, decision, ...more });
      return { status: answer.status, body: (await answer.json()) as { words?: { zh: string } } };
    };
    expect((await take(first.url, 'cleared')).status).toBe(409);
    const both = await Promise.all([take(first.url, 'confirmed'), take(first.url, 'confirmed')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body.words?.zh).toMatch(/他人/);
    expect((await take(first.url, 'false-alarm')).body.words?.zh).toMatch(/原因/);
    expect((await take(first.url, 'dispatched')).status).toBe(422);
    const dispatch = { unit: '排水处一队', phone: '12319', deadline: now + 3_600_000 };
    expect((await take(first.url, 'dispatched', { dispatch })).status).toBe(200);
    await first.stop();

    const second = await gateway(place);
    expect(await open(second.url)).toMatchObject([
      { stage: 'dispatched', dispatch, log: [{ stage: 'confirmed' }, { stage: 'dispatched' }] },
    ]);
    // The road falls dry while somebody is on the way: a person closes it, not the value.
    await put(second.url, 2, 4000);
    expect(await open(second.url)).toMatchObject([{ stage: 'dispatched', recoveredAt: now - 4000 }]);
    for (const decision of ['handled', 'verified', 'cleared'])
      expect((await take(second.url, decision)).status).toBe(200);
    expect(await open(second.url)).toEqual([]);
    expect((await take(second.url, 'confirmed')).status).toBe(409);
    for (const age of [2000, 1500]) await put(second.url, 20, age);
    const again = await open(second.url);
    expect(again).toMatchObject([{ stage: 'raised', level: 'yellow' }]);
    expect(again[0]?.id).not.toBe(alert!.id);
  });

  it('that nobody saw to in time says so in its log, once, and still does after a restart', async () => {
    const place = city();
    const first = await gateway(place);
    const now = Date.now();
    await post(`${first.url}api/observations`, { asset: 'LP-0', property: 'fault', value: 2, time: iso(now - 3000) });
    const [alert] = await json<Alert[]>(`${first.url}api/alerts`);
    const dispatch = { unit: '路灯处', phone: '', deadline: Date.now() + 700 };
    for (const step of [{ decision: 'confirmed' }, { decision: 'dispatched', dispatch }])
      expect((await post(`${first.url}api/alerts`, { id: alert!.id, ...step })).status).toBe(200);
    const stages = async (url: string) =>
      (await json<Alert[]>(`${url}api/alerts`))[0]?.log?.map(({ stage }) => stage).join(' ');
    await until(async () => (await stages(first.url)) === 'confirmed dispatched overdue');
    await first.stop();
    const second = await gateway(place);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await stages(second.url)).toBe('confirmed dispatched overdue');
  });

  it('of an incident: one request decides all; those that cannot be are named, none is undone', async () => {
    const { url } = await gateway(city());
    const now = Date.now();
    for (const id of ['LP-0', 'LP-1', 'LP-2'])
      await post(`${url}api/observations`, { asset: id, property: 'fault', value: 2, time: iso(now - 3000) });
    const ids = (await json<Alert[]>(`${url}api/alerts`)).map(({ id }) => id);
    expect(ids).toHaveLength(3);
    const take = async (body: object) => {
      const answer = await post(`${url}api/alerts`, body);
      return { status: answer.status, body: await answer.json() };
    };
    expect(await take({ id: ids[0], decision: 'confirmed' })).toMatchObject({
      status: 200,
      body: { stage: 'confirmed' },
    });
    expect(await take({ ids: [...ids, 'none'], decision: 'confirmed' })).toMatchObject({
      status: 200,
      body: {
        decided: ids.slice(1),
        refused: [{ id: ids[0], words: { zh: expect.stringMatching(/他人/) } }, { id: 'none' }],
      },
    });
    expect((await json<Alert[]>(`${url}api/alerts`)).map(({ stage }) => stage)).toEqual(Array(3).fill('confirmed'));
    expect((await take({ ids, decision: 'confirmed' })).status).toBe(409);
    expect((await take({ ids: [], decision: 'handled' })).status).toBe(400);
    expect((await take({ id: ids[0], ids, decision: 'handled' })).status).toBe(400);
    expect((await take({ decision: 'handled' })).status).toBe(400);
  });

  it('of a muted asset is kept and not told; a mute has its author, its end and its place over a restart', async () => {
    const place = city();
    const first = await gateway(place);
    const live = listen(first.url);
    const ask = async (url: string, method: string, asset: string, body?: object) =>
      (
        await fetch(`${url}api/mutes/${asset}`, {
          method,
          headers: { [WRITE_HEADER]: '1', ...(body ? { 'content-type': 'application/json' } : {}) },
          ...(body ? { body: JSON.stringify(body) } : {}),
        })
      ).status;
    const end = Date.now() + 3_600_000;
    expect(await ask(first.url, 'PUT', 'WL-1', { until: end, reason: '换探头' })).toBe(200);
    expect(await ask(first.url, 'PUT', 'WL-1', { until: Date.now() - 1, reason: '换探头' })).toBe(422);
    expect(await ask(first.url, 'PUT', 'WL-1', { until: Date.now() + 8 * 86_400_000, reason: '换探头' })).toBe(422);
    expect(await ask(first.url, 'PUT', 'WL-1', { until: end, reason: ' ' })).toBe(400);
    expect(await ask(first.url, 'PUT', 'WL-99', { until: end, reason: '换探头' })).toBe(404);
    const told = () => live.texts.filter((text) => (text as { type: string }).type === 'mutes').at(-1);
    await until(() => (told() as { mutes: object[] } | undefined)?.mutes.length === 1);
    expect(told()).toMatchObject({ mutes: [{ asset: 'WL-1', until: end, reason: '换探头' }] });
    await undo.pop()?.(); // the socket
    await first.stop();

    const second = await gateway(place);
    expect(await json<object[]>(`${second.url}api/mutes`)).toMatchObject([
      { asset: 'WL-1', until: end, by: expect.any(String) },
    ]);
    expect(await ask(second.url, 'DELETE', 'WL-1')).toBe(204);
    expect(await ask(second.url, 'DELETE', 'WL-1')).toBe(404);
    expect(await json<object[]>(`${second.url}api/mutes`)).toEqual([]);
  });

  it('declared false stays quiet until the value is normal again', async () => {
    const { url } = await gateway(city());
    const now = Date.now();
    const put = (value: number, time: number) =>
      post(`${url}api/observations`, { asset: 'WL-1', property: 'depth', value, time: iso(time) });
    const open = () => json<Alert[]>(`${url}api/alerts`);
    await put(20, now - 9500);
    expect(await open()).toEqual([]);
    await put(20, now - 9000);
    await post(`${url}api/alerts`, { id: (await open())[0]!.id, decision: 'false-alarm', note: '水花' });
    await put(21, now - 8000);
    expect(await open()).toEqual([]);
    await put(41, now - 7500);
    await put(41, now - 7000);
    expect(await open()).toMatchObject([{ level: 'red' }]);
    await put(1, now - 6000);
    await put(22, now - 5500);
    await put(22, now - 5000);
    // The road has not dried: it is the same flood, never milder than it was, to be confirmed anew.
    expect(await open()).toMatchObject([{ level: 'red', peak: 41, stage: 'raised', raisedAt: now - 7000 }]);
  });

  it('of back-filled history shows in the density of the past and does not ring', async () => {
    const { url } = await gateway(city());
    const now = Date.now();
    const day = 86_400_000;
    const rows = [3, 18, 45, 45, 30, 2].map((value, i) => ({
      asset: 'WL-1',
      property: 'depth',
      value,
      time: iso(now - 2 * day + 3_600_000 + i * 600_000),
    }));
    await post(`${url}api/observations`, { layer: 'waterlogging', observations: rows });
    expect(await json<Alert[]>(`${url}api/alerts`)).toEqual([]);
    const density = await json<AlertDensity[]>(`${url}api/alerts/density?from=${now - 4 * day}&to=${now}&buckets=4`);
    expect(density.map((each) => [each.yellow, each.orange, each.red, each.observed])).toEqual([
      [0, 0, 0, false],
      [0, 0, 0, false],
      [0, 0, 1, true],
      [0, 0, 0, false],
    ]);
    const [past] = await json<Alert[]>(`${url}api/alerts?from=${now - 3 * day}&to=${now}`);
    const at = (time: number) => json<Alert[]>(`${url}api/alerts?at=${time}`);
    expect(await at(past!.raisedAt + 1)).toMatchObject([{ id: past!.id, stage: 'raised' }]);
    expect(await at(past!.raisedAt - 1)).toEqual([]);
    expect(await at(past!.clearedAt!)).toEqual([]);
    expect(past).toMatchObject({ stage: 'cleared', level: 'red', value: 45 });
    expect(past!.clearedAt! - past!.raisedAt).toBe(30 * 60_000);
  });
});

describe('the past', () => {
  it('is answered as a snapshot at T and as the changes of a window', async () => {
    const { url } = await gateway(city());
    const now = Date.now();
    const at = (minutes: number) => now - minutes * 60_000;
    const rows = [
      { asset: 'WL-1', property: 'depth', value: 1, time: iso(at(30)) },
      { asset: 'WL-1', property: 'depth', value: 2, time: iso(at(20)) },
      { asset: 'WL-1', property: 'depth', value: 3, time: iso(at(10)) },
      { asset: 'WL-2', property: 'depth', value: 7, time: iso(at(15)) },
    ];
    await post(`${url}api/observations`, rows);
    const frame = async (query: string) => {
      const found: number[][] = [];
      const body = await (await fetch(`${url}api/snapshot?${query}`)).arrayBuffer();
      const { kind } = decodeDelta(body, (row) => found.push([row.slot, row.value]));
      return { kind, rows: found };
    };
    expect(await frame(`at=${at(17)}`)).toEqual({ kind: 'snapshot', rows: [[0, 2]] });
    expect((await frame(`at=${iso(at(12))}`)).rows.sort()).toEqual([
      [0, 2],
      [1, 7],
    ]);
    expect((await frame(`at=${at(60)}`)).rows).toEqual([]);
    expect(await frame(`from=${at(25)}&to=${at(10)}`)).toEqual({
      kind: 'delta',
      rows: [
        [0, 2],
        [1, 7],
        [0, 3],
      ],
    });
    expect(await frame(`from=${at(10)}&to=${at(10)}`)).toEqual({ kind: 'delta', rows: [] });
    expect((await fetch(`${url}api/snapshot?from=${at(9)}&to=${at(10)}`)).status).toBe(400);
    const features = await json<{ features: { id: string; properties: { observations: object } }[] }>(
      `${url}api/layers/waterlogging/assets?bbox=116.5,35.3,116.5805,35.5&at=${encodeURIComponent(iso(at(17)))}`,
    );
    expect(features.features).toMatchObject([{ id: 'WL-1', properties: { observations: { depth: { value: 2 } } } }]);
  });

  it('runs again as if live with FEED=replay', async () => {
    const place = city();
    const now = Date.now();
    const first = await gateway(place);
    const rows = [1, 2, 3].map((value) => ({
      asset: 'WL-1',
      property: 'depth',
      value,
      time: iso(now - 3_600_000 + value * 60_000),
    }));
    await post(`${first.url}api/observations`, rows);
    await first.stop();
    const again = await gateway(place, { feed: 'replay', now: now - 3_600_000 + 90_000, rate: 60 });
    const live = listen(again.url);
    await until(() => live.frames.some((frame) => frame.rows.some((row) => row.value === 2)));
    expect(live.frames[0]!.rows).toMatchObject([{ value: 1 }]);
  });
});

describe('a public session', () => {
  const SECRET =
    /owner|机密产权|rating|deflectionLimit|strain|cableForce|vehicleLoad|drainage|feeder|mounts?-|online|"CC"|"PW"|"P-1"|"P-3"|pole-models|pump/;

  it('finds no internal word in any answer', async () => {
    const { url, mqttPort } = await gateway(city());
    const client = await publisher(`mqtt://127.0.0.1:${mqttPort}`);
    await observe(client, 'twin/bridge/BR-1/strain', 90);
    await observe(client, 'twin/bridge/BR-1/deflection', 45);
    await observe(client, 'twin/pole/P-1/online', 0);
    await until(async () => (await json<Alert[]>(`${url}api/alerts`)).length === 3);
    const paths = [
      'api/catalog',
      'healthz',
      'api/layers/bridge/table',
      'api/layers/pole/table',
      'api/layers/lamp/table',
      'api/layers/waterlogging/table',
      'api/layers/bridge/assets',
      'api/layers/pole/assets',
      'api/layers/lamp/assets',
      'api/assets/BR-1',
      'api/assets/LP-1',
      'api/alerts',
      `api/alerts?from=${Date.now() - 1e6}`,
      'city/scenarios/s.json',
      'city/tiles/buildings/tileset.json',
    ];
    for (const path of paths) {
      const answer = await fetch(`${url}${path}${path.includes('?') ? '&' : '?'}role=public`);
      expect(answer.status, path).toBe(200);
      expect(await answer.text(), path).not.toMatch(SECRET);
    }
    const live = listen(url, 'live?role=public');
    await until(() => live.frames.length > 0);
    expect(JSON.stringify(live.texts)).not.toMatch(SECRET);
    expect(live.hello().role).toBe('public');
    // Who joins between two ticks has the value in the snapshot, and may have it once more with the tick.
    const rows = live.frames.flatMap((frame) => frame.rows);
    expect(rows[0]).toMatchObject({ value: 45 });
    for (const row of rows) expect(row).toEqual(rows[0]);
    const snapshot = await (await fetch(`${url}api/snapshot?role=public`)).arrayBuffer();
    expect(decodeDelta(snapshot, () => undefined).count).toBe(1);
  });

  it('sees withheld poles neither by id nor as a gap in the numbering', async () => {
    const { url } = await gateway(city());
    const table = parseAssetTable(await json(`${url}api/layers/pole/table?role=public`), 'public poles');
    expect(table.ids).toEqual(['P-0', 'P-2']);
    expect(Object.keys(table.columns)).toEqual(['name', 'class']);
    const catalog = parseServedCatalog(await json(`${url}api/catalog?role=public`));
    expect(catalog.layers.find((layer) => layer.id === 'pole')).toMatchObject({ count: 2, capacity: table.capacity });
    expect(catalog.tilesets.map((tileset) => tileset.id)).toEqual(['buildings']);
    expect(catalog.problems).toEqual([]);
    expect(parseServedCatalog(await json(`${url}api/catalog`)).problems).toMatchObject([{ examples: ['P-1'] }]);
    for (const path of ['api/assets/P-1', 'api/assets/P-1/history?property=online'])
      expect((await fetch(`${url}${path}${path.includes('?') ? '&' : '?'}role=public`)).status).toBe(404);
    expect((await fetch(`${url}api/assets/BR-1/history?property=strain&role=public`)).status).toBe(404);
    for (const path of ['city/assets/pole.json', 'city/catalog.json', 'city/tiles/pole-models/tileset.json'])
      expect((await fetch(`${url}${path}?role=public`)).status, path).toBe(403);
  });

  it('gets public maps with a 审图号 alone, neither address nor key of the others', async () => {
    const map = (id: string, more: object) => ({
      id,
      title: { zh: '图', en: 'Map' },
      type: 'tianditu' as const,
      url: `https://${id}.example.cn/wmts`,
      options: { key: `key-of-${id}` },
      ...more,
    });
    const { url } = await gateway(
      city((catalog) => ({
        ...catalog,
        basemaps: [
          map('open', { classification: 'public', mapApproval: 'GS(2026)1号' }),
          map('unapproved', { classification: 'public' }),
          map('inside', { mapApproval: 'GS(2026)2号' }),
        ],
      })),
    );
    const ids = async (query: string) =>
      parseServedCatalog(await json(`${url}api/catalog${query}`)).basemaps.map((each) => each.id);
    expect(await ids('')).toEqual(['open', 'unapproved', 'inside']);
    expect(await ids('?role=public')).toEqual(['open']);
    const answer = await fetch(`${url}api/catalog?role=public`);
    expect(await answer.text()).not.toMatch(/key-of-(unapproved|inside)/);
    const policy = answer.headers.get('content-security-policy');
    expect(policy).toContain('https://open.example.cn');
    expect(policy).not.toContain('inside.example.cn');
  });

  it('gets the models of public poles where the build keeps the withheld ones apart', async () => {
    const { url } = await gateway(
      city(
        (catalog) => ({
          ...catalog,
          tilesets: catalog.tilesets.flatMap((each) =>
            each.id === 'pole-models'
              ? [
                  each,
                  {
                    ...each,
                    id: 'pole-models-internal',
                    url: 'tiles/pole-models-internal/tileset.json',
                    classification: 'internal' as const,
                  },
                ]
              : [each],
          ),
        }),
        WITHHELD_LAST,
      ),
    );
    const ids = async (query: string) =>
      parseServedCatalog(await json(`${url}api/catalog${query}`)).tilesets.map((each) => each.id);
    expect(await ids('')).toEqual(['buildings', 'pole-models', 'pole-models-internal']);
    expect(await ids('?role=public')).toEqual(['buildings', 'pole-models']);
    const table = async (query: string) =>
      parseAssetTable(await json(`${url}api/layers/pole/table${query}`), 'poles').ids;
    expect(await table('?role=public')).toEqual((await table('')).slice(0, 2));
    const files = ['tileset.json', 'content/0-0-0.glb', '0-0-0.json'];
    for (const file of files.flatMap((name) => [`tiles/pole-models/${name}`, `names/pole-models/${name}`]))
      expect((await fetch(`${url}city/${file}?role=public`)).status, file).toBe(200);
    const detours = ['', 'x/..%2F', '%2e%2e/pole-models-internal/', './', '/'];
    for (const name of files)
      for (const detour of detours)
        for (const folder of ['tiles', 'names']) {
          const path = `city/${folder}/pole-models-internal/${detour}${name}`;
          expect((await fetch(`${url}${path}`)).status, path).toBeLessThan(500);
          expect((await fetch(`${url}${path}?role=public`)).status, path).not.toBe(200);
        }
    const indirect = 'city/tiles/pole-models/%2e%2e/pole-models-internal/tileset.json?role=public';
    expect((await fetch(`${url}${indirect}`)).status).toBe(403);
  });

  it('stands on the ground of the city, where it has one', async () => {
    const heights = {
      url: 'terrain/heights.bin',
      west: 116.5,
      south: 35.3,
      stepLongitude: 0.1,
      stepLatitude: 0.1,
      columns: 3,
      rows: 3,
      base: 30,
      step: 0.01,
    };
    const terrain = {
      url: 'terrain/layer.json',
      heights,
      title: { zh: '示意地形', en: 'Illustrative terrain' },
      provenance: 'illustrative' as const,
      source: 'test',
    };
    const { url } = await gateway(city((catalog) => ({ ...catalog, terrain })));
    expect((await fetch(`${url}city/terrain/0/0/0.terrain?role=public`)).status).toBe(200);
    expect(parseServedCatalog(await json(`${url}api/catalog?role=public`)).terrain).toEqual(terrain);
    const flat = await gateway(city());
    expect((await fetch(`${flat.url}city/terrain/0/0/0.terrain?role=public`)).status).toBe(403);
  });

  it('can write nothing', async () => {
    const { url } = await gateway(city());
    const row = { asset: 'WL-1', property: 'depth', value: 1, time: iso(Date.now()) };
    for (const headers of [{ 'x-role': 'public' }, {}] as Record<string, string>[]) {
      const query = headers['x-role'] ? '' : '?role=public';
      expect((await post(`${url}api/observations${query}`, row, headers)).status).toBe(403);
      expect((await post(`${url}api/alerts${query}`, { id: 'x', decision: 'cleared' }, headers)).status).toBe(403);
    }
    expect((await fetch(`${url}api/rejects?role=public`)).status).toBe(403);
    expect((await post(`${url}api/observations`, row, { origin: 'https://evil.example' })).status).toBe(403);
  });

  it('is whoever has no token when the gateway listens beyond this machine', async () => {
    const { url, token, mqttPort } = await gateway(city(), { host: '0.0.0.0' });
    expect(token).toBeTruthy();
    const row = { asset: 'WL-1', property: 'depth', value: 1, time: iso(Date.now()) };
    expect((await post(`${url}api/observations`, row)).status).toBe(403);
    expect(parseServedCatalog(await json(`${url}api/catalog`)).role).toBe('public');
    expect((await fetch(`${url}metrics`)).status).toBe(403);
    const bearer = { authorization: `Bearer ${token}` };
    expect((await post(`${url}api/observations`, row, bearer)).status).toBe(200);
    expect(await (await fetch(`${url}metrics`, { headers: bearer })).text()).toMatch(/^chengjing_clients 0$/m);
    expect((await fetch(`${url}?token=wrong`)).status).toBe(403);
    const signedIn = await fetch(`${url}?token=${token}&mode=hall`, { redirect: 'manual' });
    expect(signedIn.headers.get('location')).toBe('/?mode=hall');
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
    expect(parseServedCatalog(await json(`${url}api/catalog`, { headers: { cookie } })).role).toBe('operator');
    // Whoever is on this machine may publish; the simulator is.
    await publisher(`mqtt://127.0.0.1:${mqttPort}`);
  });
});

describe('files', () => {
  it('come with policy, type, entity tag and the compressed form', async () => {
    const { url } = await gateway(city());
    const page = await fetch(url);
    expect(await page.text()).toContain('城镜');
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; frame-ancestors 'self'",
    );
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    const tileset = await fetch(`${url}city/tiles/buildings/tileset.json`, { headers: { 'accept-encoding': 'gzip' } });
    expect(tileset.headers.get('content-encoding')).toBe('gzip');
    expect(tileset.headers.get('content-type')).toMatch('application/json');
    expect(await tileset.json()).toEqual({ asset: { version: '1.1' } });
    const again = await fetch(`${url}city/tiles/buildings/tileset.json`, {
      headers: {
        'accept-encoding': 'gzip',
        'if-none-match': tileset.headers.get('etag')!,
        'cache-control': 'max-age=0',
      },
    });
    expect(again.status).toBe(304);
    expect((await fetch(`${url}city/tiles/buildings/0.glb`)).headers.get('content-type')).toBe('model/gltf-binary');
    expect((await fetch(`${url}assets/index-abc.js`)).headers.get('cache-control')).toMatch('immutable');
    const table = await fetch(`${url}api/layers/lamp/table`, { headers: { 'accept-encoding': 'br' } });
    expect(table.headers.get('content-encoding')).toBe('br');
    expect(((await table.json()) as { count: number }).count).toBe(20);
    expect((await fetch(`${url}city/terrain/0/0/0.terrain`)).headers.get('content-type')).toBe(
      'application/vnd.quantized-mesh',
    );
    for (const path of ['nothing', 'city/nothing', 'api/nothing', 'city/%2e%2e/var/lock', '.git/config']) {
      const missing = await fetch(`${url}${path}`);
      expect(missing.status, path).toBe(404);
      expect(missing.headers.get('content-type'), path).toMatch('application/json');
    }
  });
});

describe('a start that cannot be', () => {
  it('names the holder of the data folder', async () => {
    const place = city();
    const running = await gateway(place);
    await expect(gateway(place)).rejects.toThrow(
      `DATA_DIR ${place.dataDir} is in use by process ${process.pid} (port ${0}); stop it or set DATA_DIR to another folder.`,
    );
    await running.stop();
    expect(existsSync(join(place.dataDir, 'lock'))).toBe(false);
  });

  it('takes over the lock of a process that is gone', async () => {
    const place = city();
    mkdirSync(place.dataDir, { recursive: true });
    writeFileSync(join(place.dataDir, 'lock'), JSON.stringify({ pid: process.pid, port: 1, started: 'another life' }));
    expect((await gateway(place)).port).toBeGreaterThan(0);
  });

  it('names the taken port and its variable', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) =>
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port)),
    );
    undo.push(() => new Promise((resolve) => taken.close(resolve)));
    const place = city();
    await expect(gateway(place, { port })).rejects.toThrow(
      `PORT ${port} on 127.0.0.1 is taken; set PORT to a free port.`,
    );
    await expect(gateway(place, { mqttPort: port })).rejects.toThrow(`MQTT_PORT ${port} on 127.0.0.1 is taken`);
    expect(existsSync(join(place.dataDir, 'lock'))).toBe(false);
  });

  it('names a city or data folder that cannot be used', async () => {
    const place = city();
    await expect(gateway(place, { city: '/nowhere' })).rejects.toThrow(/CITY: \/nowhere\/catalog.json cannot be used/);
    await expect(gateway(place, { dataDir: '/proc/none' })).rejects.toThrow(/DATA_DIR \/proc\/none cannot be written/);
  });
});

const MOSQUITTO = ['/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto', '/opt/homebrew/sbin/mosquitto'].find(existsSync);
if (!MOSQUITTO) console.log('No mosquitto is installed: the outside broker is not tested.');

describe.skipIf(!MOSQUITTO)('an outside broker (mosquitto)', () => {
  it('delivers, tells the simulator apart, and is found again after a restart', async () => {
    const port = await freePort();
    let broker = await mosquitto(port);
    const place = city((catalog) => ({
      ...catalog,
      layers: catalog.layers.map((layer) => (layer.id === 'bridge' ? { ...layer, feed: 'external' as const } : layer)),
    }));
    const { url } = await gateway(place, { mqttUrl: `mqtt://127.0.0.1:${port}` });
    const state = () => json<{ status: string; mqtt: { port: number }; rejected: number }>(`${url}healthz`);
    await until(async () => (await state()).status === 'ok');
    expect((await state()).mqtt.port).toBe(port);
    const value = async () =>
      (await json<{ observations: { deflection?: { value: number } } }>(`${url}api/assets/BR-1`)).observations
        .deflection?.value;
    const send = async (deflection: number, source?: string) => {
      const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { protocolVersion: 5 });
      await client.publishAsync(
        'twin/bridge/BR-1/deflection',
        JSON.stringify({ value: deflection, time: iso(Date.now()) }),
        { qos: 1, ...(source ? { properties: { userProperties: { source } } } : {}) },
      );
      await client.endAsync(true);
    };
    await send(1);
    await until(async () => (await value()) === 1);
    await send(2, 'simulator');
    await until(async () => (await state()).rejected === 1);
    expect(await value()).toBe(1);

    broker.kill();
    await until(async () => (await state()).status === 'degraded');
    broker = await mosquitto(port);
    await until(async () => (await state()).status === 'ok');
    await send(3);
    await until(async () => (await value()) === 3);
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
  );
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function mosquitto(port: number): Promise<ChildProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'chengjing-broker-'));
  writeFileSync(join(folder, 'mosquitto.conf'), `listener ${port} 127.0.0.1\nallow_anonymous true\n`);
  const broker = spawn(MOSQUITTO as string, ['-c', join(folder, 'mosquitto.conf')], { stdio: 'ignore' });
  undo.push(() => broker.kill());
  await until(async () => {
    try {
      await (
        await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 0, connectTimeout: 500 }, false)
      ).endAsync();
      return true;
    } catch {
      return false;
    }
  });
  return broker;
}
