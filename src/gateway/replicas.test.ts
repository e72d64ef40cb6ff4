import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, inject, it } from 'vitest';
import WebSocket from 'ws';
import { WRITE_HEADER } from '../wire/people.ts';
import type { Gateway } from './gateway.ts';
import { openTestDatabase, testDatabaseUrl } from './test-database.ts';
import { type Browser, testGateways } from './test-gateway.ts';
import { until } from './test-until.ts';

const gateways = testGateways();
const undo: (() => unknown)[] = [];
afterEach(async () => {
  await gateways.undo();
  for (const each of undo.splice(0).reverse()) await each();
});

const iso = (time: number) => new Date(time).toISOString();

interface Replica {
  readonly gateway: Gateway;
  readonly browser: Browser;
}

/** Gateways of one city at one database. */
async function replicas(count: number): Promise<{ readonly all: readonly Replica[]; readonly dataDir: string }> {
  const city = gateways.city();
  const all: Replica[] = [];
  for (let n = 1; n <= count; n++) {
    const dataDir = mkdtempSync(join(tmpdir(), 'chengjing-replica-'));
    undo.push(() => rmSync(dataDir, { recursive: true, force: true }));
    const gateway = await gateways.start(city, {
      ...{ dataDir, databaseUrl: testDatabaseUrl(city.dataDir), feed: 'external', now: undefined, replica: `r${n}` },
    });
    all.push({ gateway, browser: gateways.browser(gateway) });
  }
  return { all, dataDir: city.dataDir };
}

const observe = (browser: Browser, property: string, value: number, time: number) =>
  browser.ask('/api/observations', 'POST', {
    asset: property === 'fault' ? 'LP-1' : 'WL-1',
    property,
    value,
    time: iso(time),
  });
const alertsOf = async (browser: Browser): Promise<{ id: string; stage: string; value: number; log?: object[] }[]> =>
  (await browser.ask('/api/alerts')).body;
const leads = async (browser: Browser): Promise<boolean> => (await browser.ask('/healthz')).body.gateway.leads;

describe.skipIf(inject('databaseUrl') === undefined)('two gateways at one PostgreSQL', () => {
  it('keep one review record: a comment at one is told at the other, and of two who write one is shown the other', async () => {
    const { all } = await replicas(2);
    const [a, b] = all.map(({ browser }) => browser) as [Browser, Browser];
    for (const each of [a, b]) await each.ask('/api/session', 'POST', { demo: 'planner' });
    const { told } = await b.live();
    const edition = () => told.findLast(({ type }) => type === 'editions')?.reviews as number | undefined;
    const anchor = {
      place: [116.58, 35.41, 0],
      object: null,
      moment: { kind: 'now' },
      plan: null,
      compare: null,
      view: [116.58, 35.41, 90, 0, -40, 0],
    };
    await until(() => edition() !== undefined);
    const before = edition()!;
    const raised = await a.ask('/api/reviews', 'POST', { anchor, text: '此处占道' });
    expect(raised.status).toBe(201);
    expect(await until(() => edition()! > before), 'told at the other').toBe(true);
    const both = await Promise.all(
      [a, b].map((each) =>
        each.ask('/api/reviews/R-1/acts', 'POST', { act: 'reply', text: 'x' }, { 'if-match': raised.body.etag }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await b.ask('/api/reviews/R-1')).body.thread.entries).toHaveLength(2);
  });

  it('hand on what was shared at another, and know when it was withdrawn', async () => {
    const { all } = await replicas(2);
    const [a, b] = all as [Replica, Replica];
    for (const { browser } of all) await browser.ask('/api/session', 'POST', { demo: 'planner' });
    const shared = await fetch(new URL('/api/shared?name=a.csv&kind=csv', a.gateway.url), {
      method: 'POST',
      headers: { cookie: a.browser.cookie, [WRITE_HEADER]: '1', 'content-type': 'application/octet-stream' },
      body: 'lon,lat\n116.58,35.41\n',
    });
    const { id } = (await shared.json()) as { id: string };
    expect((await b.browser.ask('/api/shared')).body).toMatchObject([
      { id, name: 'a.csv', by: { user: 'demo-planner' } },
    ]);
    expect((await b.browser.ask(`/api/shared/${id}/content`)).body).toBe('lon,lat\n116.58,35.41\n');
    expect((await b.browser.ask(`/api/shared/${id}`, 'DELETE')).status).toBe(204);
    expect((await a.browser.ask('/api/shared')).body).toEqual([]);
    expect((await a.browser.ask(`/api/shared/${id}/content`)).status).toBe(404);
  });

  it('show the same values and keep each once, whoever is told', async () => {
    const { all, dataDir } = await replicas(2);
    const [a, b] = all.map(({ browser }) => browser) as [Browser, Browser];
    const now = Date.now();
    await observe(a, 'depth', 3, now - 3000);
    await observe(b, 'depth', 4, now - 2000);
    for (const each of [a, b])
      expect(
        await until(async () => (await each.ask('/api/assets/WL-1')).body.observations.depth?.value === 4),
        'the last value',
      ).toBe(true);
    // The very same from both at once, and one corrected.
    for (let n = 0; n < 20; n++)
      await Promise.all([a, b].map((each) => observe(each, 'depth', 5 + n, now - 1000 + 10 * n)));
    await observe(b, 'depth', 50, now - 1000);
    const query = `property=depth&from=${now - 10_000}&to=${now + 1000}&bucket=1h`;
    for (const each of [a, b])
      expect(
        await until(async () => {
          const points = (await each.ask(`/api/assets/WL-1/history?${query}`)).body as { count: number; max: number }[];
          const [count, max] = [points.reduce((sum, one) => sum + one.count, 0), Math.max(...points.map((p) => p.max))];
          return count === 22 && max === 50;
        }),
        'the history',
      ).toBe(true);
    for (const { gateway } of all) await gateway.stop();
    const database = await openTestDatabase(dataDir);
    undo.push(() => database.close());
    const [series] = await database.read(
      'SELECT count(*) AS n, count(DISTINCT (layer, asset, property)) AS d FROM series',
    );
    expect(series?.n).toBe(series?.d);
  });

  it('raise an alert once, tell it to the viewers of both, and go on from a step at either', async () => {
    const { all } = await replicas(2);
    const [a, b] = all.map(({ browser }) => browser) as [Browser, Browser];
    expect([await leads(a), await leads(b)]).toEqual([true, false]);
    const now = Date.now();
    await observe(b, 'fault', 1, now - 9000);
    for (const each of [a, b]) expect(await until(async () => (await alertsOf(each)).length === 1)).toBe(true);
    const [raised] = await alertsOf(a);
    expect((await alertsOf(b)).map(({ id }) => id)).toEqual([raised?.id]);

    // An officer at the gateway that does not raise alerts.
    const step = await b.ask('/api/alerts', 'POST', { id: raised?.id, decision: 'confirmed', note: 'seen' });
    expect([step.status, step.body.stage]).toEqual([200, 'confirmed']);
    expect(await until(async () => (await alertsOf(a))[0]?.stage === 'confirmed')).toBe(true);
    // Another one, at the other gateway, sees the very stage.
    const sent = {
      id: raised?.id,
      decision: 'dispatched',
      note: '',
      dispatch: { unit: '市政一队', phone: '1', deadline: now + 3_600_000 },
    };
    const dispatched = await a.ask('/api/alerts', 'POST', sent);
    expect(dispatched.status, JSON.stringify(dispatched.body)).toBe(200);
    expect(await until(async () => (await alertsOf(b))[0]?.stage === 'dispatched')).toBe(true);
  });

  it('let one of two officers win who press in the same moment at different gateways', async () => {
    const { all } = await replicas(2);
    const [a, b] = all.map(({ browser }) => browser) as [Browser, Browser];
    await observe(a, 'fault', 1, Date.now() - 9000);
    for (const each of [a, b]) expect(await until(async () => (await alertsOf(each)).length === 1)).toBe(true);
    const id = (await alertsOf(a))[0]?.id;
    const answers = await Promise.all([
      a.ask('/api/alerts', 'POST', { id, decision: 'confirmed', note: 'a' }),
      b.ask('/api/alerts', 'POST', { id, decision: 'false-alarm', note: 'b' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const won = answers.findIndex(({ status }) => status === 200);
    const stage = won === 0 ? 'confirmed' : undefined;
    for (const each of [a, b])
      expect(await until(async () => (await alertsOf(each)).find((one) => one.id === id)?.stage === stage)).toBe(true);
  });

  it('hand the lease over when its holder stops; what it had judged is not judged twice', async () => {
    const { all } = await replicas(2);
    const [a, b] = all.map(({ browser }) => browser) as [Browser, Browser];
    const now = Date.now();
    await observe(a, 'fault', 1, now - 9000);
    expect(await until(async () => (await alertsOf(b)).length === 1)).toBe(true);
    const before = await alertsOf(b);
    await all[0]!.gateway.stop();
    expect(await until(() => leads(b))).toBe(true);
    await observe(b, 'fault', 1, now - 5000);
    expect((await alertsOf(b)).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    await observe(b, 'fault', 0, now - 1000);
    expect(await until(async () => (await alertsOf(b)).length === 0)).toBe(true);
  });

  it('know one another’s mutes, accounts, sessions, drills and hand-overs', async () => {
    const { all } = await replicas(2);
    const [a, b] = all.map(({ browser }) => browser) as [Browser, Browser];
    await a.ask('/api/mutes/WL-1', 'PUT', { until: Date.now() + 600_000, reason: '检修' });
    expect(await until(async () => (await b.ask('/api/mutes')).body.length === 1)).toBe(true);
    await b.ask('/api/mutes/WL-1', 'DELETE');
    expect(await until(async () => (await a.ask('/api/mutes')).body.length === 0)).toBe(true);

    expect((await a.ask('/api/drill', 'PUT', { assets: ['WL-1'] })).status).toBe(200);
    expect(await until(async () => (await b.ask('/api/duty')).body.drill !== null)).toBe(true);
    expect((await alertsOf(b)).length).toBe(1);
    await b.ask('/api/drill', 'DELETE');
    expect(await until(async () => (await a.ask('/api/duty')).body.drill === null)).toBe(true);
    expect(await alertsOf(a)).toEqual([]);

    const offered = await b.ask('/api/handovers', 'POST', { note: '夜班' });
    expect(await until(async () => (await a.ask('/api/duty')).body.handover?.id === offered.body.id)).toBe(true);
    await b.live();
    expect(await until(async () => (await a.ask('/api/duty')).body.officers.length === 1)).toBe(true);

    const admin = { user: 'chief', name: '管理员', role: 'admin', password: 'a long enough password' };
    await a.ask('/api/session', 'POST', { demo: 'admin' });
    expect((await a.ask('/api/people', 'POST', admin)).status).toBe(201);
    const signedIn = await until(async () => {
      const answer = await b.ask('/api/session', 'POST', { user: 'chief', password: admin.password });
      return answer.status === 200 && answer;
    });
    expect(signedIn).not.toBe(false);
    // The cookie that one gateway gave is known to the other, until it ends there.
    a.cookie = b.cookie;
    expect((await a.ask('/api/session')).body.user).toBe('chief');
    await a.ask('/api/session', 'DELETE');
    expect(await until(async () => (await b.ask('/api/session')).body.user !== 'chief')).toBe(true);
    const log = await until(async () => (await b.ask('/api/audit?verify=1')).body);
    expect(JSON.stringify(log)).not.toMatch(/"brokenAt":\d/);
  });

  it('take no place in the stream of another gateway: who comes from there is sent a whole picture', async () => {
    const { all } = await replicas(2);
    const hello = (gateway: Gateway, since: string) =>
      new Promise<{ epoch: string; sequence: number; resumed: boolean }>((resolve) => {
        const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}live${since}`);
        socket.once('message', (data) => {
          resolve(JSON.parse(String(data)));
          socket.close();
        });
      });
    const [first, second] = all.map(({ gateway }) => gateway) as [Gateway, Gateway];
    const { epoch, sequence } = await hello(first, '');
    expect((await hello(first, `?since=${epoch}:${sequence}`)).resumed).toBe(true);
    expect((await hello(second, `?since=${epoch}:${sequence}`)).resumed).toBe(false);
  });

  it('refuse nobody, but for an import while a gateway runs', async () => {
    const { dataDir } = await replicas(2);
    const { openDatabase } = await import('./open-database.ts');
    await expect(openDatabase(dataDir, testDatabaseUrl(dataDir), true)).rejects.toThrow(/in use by a gateway/);
  });
});
