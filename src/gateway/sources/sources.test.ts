import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import mqtt from 'mqtt';
import { afterEach, describe, expect, it } from 'vitest';
import type { TestCity } from '../test-city.ts';
import { testGateways } from '../test-gateway.ts';
import { until } from '../test-until.ts';
import { fitsFilter } from './foreign-message.ts';

const gateways = testGateways();
const undo: (() => unknown)[] = [];
afterEach(async () => {
  await gateways.undo();
  for (const each of undo.splice(0).reverse()) await each();
});

/** As FROST-Server of the British Geological Survey answers (Contains UKRI materials © UKRI 2023, OGL 3.0). */
const thing = (id: number, time: string, result: unknown) => ({
  '@iot.id': id,
  phenomenonTime: time,
  parameters: { sen_id: id, publish_yn: 'Y' },
  result,
  resultTime: time,
  resultQuality: { reason: 'Data Verified (manual check)', status: '9', quality: 'Good', event_id: 1040 },
  '@iot.selfLink': `https://sensors.bgs.ac.uk/FROST-Server/v1.1/Observations(${id})`,
});
const THINGS = [
  thing(211806310, '2023-03-28T10:30:00.000Z', 1009.86),
  thing(211806499, '2023-03-28T12:15:00.000Z', 1008.17),
  thing(211807147, '2023-03-28T18:15:00.000Z', 1005.7),
];
const NOW = Date.UTC(2023, 2, 28, 20);

/** A SensorThings service that knows filter, order and paging, and names itself as seen from outside its proxy. */
async function service(things: ReturnType<typeof thing>[]) {
  const asked: string[] = [];
  let down = false;
  const answer = (request: IncomingMessage): object | undefined => {
    const url = new URL(request.url ?? '', 'http://localhost');
    asked.push(url.pathname + url.search);
    if (down || url.pathname !== '/v1.1/Datastreams(1)/Observations') return undefined;
    const after = Date.parse(/^phenomenonTime gt (\S+)$/.exec(url.searchParams.get('$filter') ?? '')?.[1] ?? '');
    const skip = Number(url.searchParams.get('$skip') ?? 0);
    const found = things
      .filter((each) => Date.parse(each.phenomenonTime) > after)
      .sort((a, b) => a.phenomenonTime.localeCompare(b.phenomenonTime));
    url.searchParams.set('$skip', String(skip + 2));
    return {
      ...(skip + 2 < found.length ? { '@iot.nextLink': `https://sensors.bgs.ac.uk${url.pathname}${url.search}` } : {}),
      value: found.slice(skip, skip + 2),
    };
  };
  const server = createServer((request, response) => {
    const body = answer(request);
    response.writeHead(body ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  undo.push(() => new Promise((resolve) => server.close(resolve)));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1.1`,
    asked,
    fail: (now: boolean) => {
      down = now;
    },
  };
}

async function started(sources: object[], options: object = {}, city: TestCity = gateways.city()) {
  writeFileSync(join(city.folder, 'feeds.json'), JSON.stringify({ sources }));
  const gateway = await gateways.start(city, { now: NOW, feed: 'external', ...options });
  const browser = gateways.browser(gateway);
  return {
    gateway,
    browser,
    city,
    health: async () => (await browser.ask('/healthz')).body,
    observed: async (asset: string) => (await browser.ask(`/api/assets/${asset}`)).body.observations,
    history: async (asset: string, property: string) =>
      (
        await browser.ask(
          `/api/assets/${asset}/history?property=${property}&from=${NOW - 86_400_000}&to=${NOW}&bucket=60s`,
        )
      ).body as { last: number }[],
  };
}

const STREAM = { id: 1, layer: 'lamp', asset: 'LP-3', property: 'power' };

describe('a SensorThings service', () => {
  it('is read page by page, goes on where it stopped, and is asked again after it failed', async () => {
    const things = [...THINGS];
    const { url, asked, fail } = await service(things);
    const source = { kind: 'sensorthings', id: 'bgs', url, every: 1, datastreams: [STREAM] };
    const { history, health } = await started([source]);
    await until(async () => (await history('LP-3', 'power')).length === 3);
    expect((await history('LP-3', 'power')).map((point) => point.last)).toEqual([1009.86, 1008.17, 1005.7]);
    expect(asked[1]).toContain('skip=2');
    fail(true);
    await until(async () => (await health()).status === 'degraded');
    expect((await health()).problems[0]).toMatch(/source bgs: http.* cannot be read \(.*status 503\)/);
    things.push(thing(4, '2023-03-28T19:00:00.000Z', '1004.5'), thing(5, '2023-03-28T19:15:00.000Z', 'dry'));
    fail(false);
    await until(async () => (await history('LP-3', 'power')).length === 4);
    expect((await health()).status).toBe('ok');
    // What was refused is not asked for again either.
    await until(async () => asked.at(-1)?.includes(encodeURIComponent('2023-03-28T19:15:00.000Z')) === true);
    expect((await health()).rejectedByReason).toEqual({ malformed: 1 });
  });

  it('is heard over MQTT on the topic of a datastream', async () => {
    const { gateway, observed, health } = await started([
      { kind: 'sensorthings', id: 'frost', topic: 'v1.1', datastreams: [STREAM] },
    ]);
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${gateway.mqttPort}`);
    undo.push(() => client.endAsync(true));
    await client.publishAsync('v1.1/Datastreams(1)/Observations', JSON.stringify(THINGS[0]), { qos: 1 });
    await client.publishAsync('v1.1/Datastreams(1)/Observations', 'nonsense', { qos: 1 });
    await client.publishAsync('v1.1/Datastreams(2)/Observations', JSON.stringify(THINGS[1]), { qos: 1 });
    await until(async () => (await health()).rejected === 1);
    expect((await observed('LP-3')).power.value).toBe(1009.86);
  });
});

describe('messages of another shape', () => {
  it('become observations by their declared topic, fields, ids and units', async () => {
    const { gateway, observed, health, browser } = await started([
      {
        ...{ kind: 'mqtt', id: 'nbiot', topic: 'nbiot/+/up', layer: 'waterlogging', asset: { topic: 1 } },
        ...{ assets: { 'NB-7788': 'WL-2' }, time: 'head.ts', timeFormat: 's' },
        values: [
          { path: 'data.0.level', property: 'depth', unit: 'm' },
          { path: 'data.0.rain', property: 'rain' },
        ],
      },
    ]);
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${gateway.mqttPort}`);
    undo.push(() => client.endAsync(true));
    const send = (topic: string, message: unknown) => client.publishAsync(topic, JSON.stringify(message), { qos: 1 });
    await send('nbiot/NB-7788/up', { head: { ts: NOW / 1000 - 60 }, data: [{ level: '0.125', rain: null }] });
    await send('nbiot/WL-1/up', { head: { ts: NOW / 1000 - 60 }, data: [{ level: 0.2, rain: 12 }] });
    await send('nbiot/WL-9/up', { head: { ts: NOW / 1000 - 60 }, data: [{ level: 0.2 }] });
    await send('nbiot/WL-1/up', { head: {}, data: [{ level: 'deep' }] });
    await send('nbiot/WL-1/down', { level: 3 });
    await until(async () => (await health()).rejected === 2);
    expect(await observed('WL-2')).toMatchObject({ depth: { value: 12.5 } });
    expect(await observed('WL-2')).not.toHaveProperty('rain');
    expect(await observed('WL-1')).toMatchObject({ depth: { value: 20 }, rain: { value: 12 } });
    const { rejects } = (await browser.ask('/api/rejects')).body;
    expect(rejects).toMatchObject([
      { reason: 'malformed', where: 'nbiot/WL-1/up', detail: 'head.ts: expected a number of s, found nothing' },
      { reason: 'unknown-asset', where: 'nbiot/WL-9/up' },
    ]);
  });

  it('are taken by HTTP push, each reading for itself, from whom may send', async () => {
    const { browser, observed } = await started([
      {
        ...{ kind: 'http', id: 'lamp-vendor', layer: 'lamp', each: 'lamps', asset: { path: 'code' } },
        values: [{ path: 'kw', property: 'power', unit: 'kW' }],
      },
    ]);
    const body = { lamps: [{ code: 'LP-1', kw: 0.12 }, { code: 'LP-1x', kw: 1 }, { kw: 1 }, { code: 'LP-2', kw: 9 }] };
    const answer = await browser.ask('/api/sources/lamp-vendor', 'POST', body);
    expect(answer.body).toMatchObject({
      accepted: 1,
      rejected: [
        { index: 1, reason: 'unknown-asset' },
        { index: 2, reason: 'malformed', detail: 'asset: expected an id, found nothing' },
        { index: 3, reason: 'out-of-range' },
      ],
    });
    expect((await observed('LP-1')).power.value).toBe(120);
    expect((await browser.ask('/api/sources/other', 'POST', body)).status).toBe(404);
    expect((await browser.ask('/api/sources/lamp-vendor', 'POST', body, { 'x-role': 'public' })).status).toBe(403);
  });

  it.each([
    [
      { kind: 'http', id: 'a', layer: 'lamp', asset: { path: 'x' }, values: [{ path: 'y', property: 'glow' }] },
      /source "a": layer "lamp" has no property "glow"; it has power/,
    ],
    [
      {
        kind: 'http',
        id: 'a',
        layer: 'lamp',
        asset: { path: 'x' },
        values: [{ path: 'y', property: 'power', unit: 'm' }],
      },
      /Unit "m" cannot become "W"/,
    ],
    [
      { kind: 'sensorthings', id: 'a', datastreams: [{ ...STREAM, asset: 'LP-99' }] },
      /layer "lamp" has no asset "LP-99"/,
    ],
    [{ kind: 'ftp', id: 'a' }, /FEEDS_FILE: .*feeds.json cannot be used/],
  ])('that cannot be are told at the start: %j', async (source, words) => {
    await expect(started([source])).rejects.toThrow(words);
  });
});

it('a topic filter is MQTT’s own', () => {
  expect(fitsFilter('a/b/c', 'a/+/c')).toBe(true);
  expect(fitsFilter('a/b/c', 'a/#')).toBe(true);
  expect(fitsFilter('a', 'a/#')).toBe(true);
  expect(fitsFilter('a/b', 'a/b/c')).toBe(false);
  expect(fitsFilter('a/b/c', 'a/b')).toBe(false);
  expect(fitsFilter('a//c', 'a/+/c')).toBe(true);
});
