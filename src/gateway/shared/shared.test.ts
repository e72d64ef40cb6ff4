import { afterEach, expect, it } from 'vitest';
import { MOST_SHARED, MOST_SHARED_BYTES } from '../../domain/shared-data.ts';
import { type PersonRole, parseAuditPage, WRITE_HEADER } from '../../wire/people.ts';
import { parseSharedItem, parseSharedItems } from '../../wire/shared-data.ts';
import type { Gateway } from '../gateway.ts';
import { openTestDatabase } from '../test-database.ts';
import { type Answer, type Browser, testGateways } from '../test-gateway.ts';

const tests = testGateways();
afterEach(() => tests.undo());

const SHARED = '/api/shared';
const FILE = new TextEncoder().encode('name,lon,lat\n井盖,116.58,35.41\n');

async function demo(gateway: Gateway, role: PersonRole): Promise<Browser> {
  const browser = tests.browser(gateway);
  await browser.ask('/api/session', 'POST', { demo: role });
  return browser;
}

async function share(
  gateway: Gateway,
  browser: Browser,
  query: Record<string, string>,
  body: Uint8Array | string = FILE,
): Promise<Pick<Answer, 'status' | 'body'>> {
  const answer = await fetch(new URL(`${SHARED}?${new URLSearchParams(query)}`, gateway.url), {
    method: 'POST',
    headers: {
      cookie: browser.cookie,
      [WRITE_HEADER]: '1',
      origin: gateway.url.slice(0, -1),
      'content-type': 'application/octet-stream',
    },
    body: body as BodyInit,
  });
  return { status: answer.status, body: await answer.json() };
}

async function contentOf(gateway: Gateway, browser: Browser, id: string): Promise<Uint8Array> {
  const answer = await fetch(new URL(`${SHARED}/${id}/content`, gateway.url), { headers: { cookie: browser.cookie } });
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('x-content-type-options')]).toEqual([
    200,
    'application/octet-stream',
    'nosniff',
  ]);
  return new Uint8Array(await answer.arrayBuffer());
}

const listed = async (browser: Browser) => parseSharedItems((await browser.ask(SHARED)).body);

it('hands on the same bytes, keeps them across a restart and lets go of what is withdrawn, each in the log', async () => {
  const city = tests.city();
  const gateway = await tests.start(city);
  const [wang, li, admin] = [
    await demo(gateway, 'planner'),
    await demo(gateway, 'operator'),
    await demo(gateway, 'admin'),
  ];
  const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 31) % 256);
  const answer = await share(gateway, wang, { name: '灯杆 1.glb', kind: 'model', place: '116.58,35.41,2,90' }, bytes);
  expect(answer.status).toBe(201);
  const model = parseSharedItem(answer.body);
  expect(model).toMatchObject({
    ...{ name: '灯杆 1.glb', kind: 'model', datum: 'WGS-84', bytes: 70_000 },
    place: { longitude: 116.58, latitude: 35.41, height: 2, heading: 90 },
    classification: 'internal',
    by: { user: 'demo-planner', demo: true, at: expect.any(Number) },
  });
  const table = parseSharedItem(
    (await share(gateway, li, { name: 'a.csv', kind: 'csv', datum: 'GCJ-02', classification: 'public' })).body,
  );
  const address = 'https://tiles.example.cn/建筑/tileset.json';
  const tiles = parseSharedItem((await share(gateway, li, { kind: 'tiles' }, address)).body);
  expect([table.datum, table.classification, tiles.name, tiles.place]).toEqual(['GCJ-02', 'public', address, null]);

  expect((await listed(li)).map(({ id }) => id).sort()).toEqual([model.id, table.id, tiles.id].sort());
  expect(await contentOf(gateway, li, model.id)).toEqual(bytes);
  expect(new TextDecoder().decode(await contentOf(gateway, admin, tiles.id))).toBe(address);

  await gateway.stop();
  const again = await tests.start(city);
  const later = await demo(again, 'checker');
  expect(await contentOf(again, later, table.id)).toEqual(FILE);
  const [owner, boss] = [await demo(again, 'planner'), await demo(again, 'admin')];
  expect((await owner.ask(`${SHARED}/${model.id}`, 'DELETE')).status).toBe(204);
  expect((await boss.ask(`${SHARED}/${table.id}`, 'DELETE')).status).toBe(204);
  expect((await listed(later)).map(({ id }) => id)).toEqual([tiles.id]);
  for (const gone of [`${SHARED}/${model.id}/content`, `${SHARED}/nothing/content`])
    expect((await later.ask(gone)).status).toBe(404);
  expect((await boss.ask(`${SHARED}/${table.id}`, 'DELETE')).body.words.zh).toContain('已撤回');

  const log = parseAuditPage((await boss.ask('/api/audit?verify=1')).body);
  expect(log.brokenAt).toBe(null);
  const changes = log.entries.filter(({ action }) => action.startsWith('shared.')).reverse();
  expect(changes.map(({ action, subject, role }) => `${action} ${subject} ${role}`)).toEqual([
    `shared.add shared/${model.id} planner (demo)`,
    `shared.add shared/${table.id} operator (demo)`,
    `shared.add shared/${tiles.id} operator (demo)`,
    `shared.withdraw shared/${model.id} planner (demo)`,
    `shared.withdraw shared/${table.id} admin (demo)`,
  ]);
  expect(changes[3]?.before).toBe(changes[0]?.after);
  expect(changes[0]?.detail).toEqual({ name: '灯杆 1.glb', kind: 'model', bytes: 70_000 });
});

it('lets a public session see nothing, an admin share nothing, and nobody withdraw what is of another', async () => {
  const gateway = await tests.start(tests.city());
  const [wang, li, admin] = [
    await demo(gateway, 'planner'),
    await demo(gateway, 'checker'),
    await demo(gateway, 'admin'),
  ];
  const { id } = parseSharedItem((await share(gateway, wang, { name: 'a.csv', kind: 'csv' })).body);
  expect((await share(gateway, admin, { name: 'a.csv', kind: 'csv' })).status).toBe(403);
  expect((await share(gateway, wang, { name: 'a.csv', kind: 'csv', role: 'public' })).status).toBe(403);
  for (const path of ['', `/${id}/content`])
    expect((await wang.ask(`${SHARED}${path}?role=public`)).status, path).toBe(403);
  expect((await wang.ask(`${SHARED}/${id}?role=public`, 'DELETE')).status).toBe(403);
  const refused = await li.ask(`${SHARED}/${id}`, 'DELETE');
  expect([refused.status, refused.body.words.zh]).toEqual([403, expect.stringContaining('本人或管理员')]);
  expect((await wang.ask(`${SHARED}/${id}`, 'DELETE', undefined, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await listed(li)).map((each) => each.id)).toEqual([id]);
});

it.each<[string, Record<string, string>, Uint8Array | string, number, RegExp]>([
  ['an unknown kind', { name: 'a.las', kind: 'las' }, FILE, 400, /kind/],
  ['an unknown ending', { name: 'a.las', kind: 'csv' }, FILE, 400, /"\.las" is not read/],
  ['a kind that is another', { name: 'a.kml', kind: 'csv' }, FILE, 400, /its ending is that of kml/],
  ['no name', { kind: 'csv' }, FILE, 400, /is not read here/],
  ['a path for a name', { name: '../a.csv', kind: 'csv' }, FILE, 400, /no slash/],
  [
    'what is restricted',
    { name: 'a.csv', kind: 'csv', classification: 'restricted' },
    FILE,
    400,
    /its class is restricted/,
  ],
  ['a class that is none', { name: 'a.csv', kind: 'csv', classification: 'secret' }, FILE, 400, /classification/],
  ['an unknown datum', { name: 'a.csv', kind: 'csv', datum: 'EPSG:1' }, FILE, 400, /datum "EPSG:1"/],
  ['a place off the earth', { name: 'a.glb', kind: 'model', place: '116,95,0,0' }, FILE, 400, /place/],
  ['a place that is none', { name: 'a.glb', kind: 'model', place: '116,x,0,0' }, FILE, 400, /place/],
  ['a place for a table', { name: 'a.csv', kind: 'csv', place: '116,35,0,0' }, FILE, 400, /leave out place/],
  ['an address that is none', { kind: 'tiles' }, 'javascript:x.json', 400, /no address of 3D Tiles/],
  ['nothing in it', { name: 'a.csv', kind: 'csv' }, '', 400, /empty|application\/octet-stream/],
  [
    'more than may be',
    { name: 'a.csv', kind: 'csv' },
    new Uint8Array(MOST_SHARED_BYTES + 1),
    413,
    /20\.0 MB, more than the 20 MB/,
  ],
])('refuses %s, says what to do, and keeps nothing', async (_, query, body, status, words) => {
  const gateway = await tests.start(tests.city());
  const wang = await demo(gateway, 'planner');
  const answer = await share(gateway, wang, query, body);
  expect([answer.status, answer.body.error]).toEqual([status, expect.stringMatching(words)]);
  expect(await listed(wang)).toEqual([]);
});

it('tells other screens at once that something is shared or withdrawn, and a public one nothing', async () => {
  const gateway = await tests.start(tests.city());
  const wang = await demo(gateway, 'planner');
  const { told } = await (await demo(gateway, 'checker')).live();
  const { told: foreign } = await tests.browser(gateway).live({ 'x-role': 'public' });
  const edition = () => Number(told.findLast(({ type }) => type === 'editions')?.shared);
  await expect.poll(edition).toBeGreaterThanOrEqual(0);
  const before = edition();
  const { id } = parseSharedItem((await share(gateway, wang, { name: 'a.csv', kind: 'csv' })).body);
  await expect.poll(edition).toBeGreaterThan(before);
  const shared = edition();
  await wang.ask(`${SHARED}/${id}`, 'DELETE');
  await expect.poll(edition).toBeGreaterThan(shared);
  expect(foreign.map(({ type }) => type)).not.toContain('editions');
});

it('hands on a file of just the most that may be', async () => {
  const gateway = await tests.start(tests.city());
  const wang = await demo(gateway, 'planner');
  const bytes = Uint8Array.from({ length: MOST_SHARED_BYTES }, (_, i) => (i * 31 + (i >> 8)) % 256);
  const { status, body } = await share(gateway, wang, { name: 'a.ifc', kind: 'ifc' }, bytes);
  expect([status, body.bytes]).toEqual([201, MOST_SHARED_BYTES]);
  expect(Buffer.compare(await contentOf(gateway, wang, body.id), bytes)).toBe(0);
});

it('shares no more than it may, even to those who ask at one moment', async () => {
  const city = tests.city();
  const first = await tests.start(city);
  const seed = parseSharedItem((await share(first, await demo(first, 'planner'), { name: 'a.csv', kind: 'csv' })).body);
  await first.stop();
  const database = await openTestDatabase(city.dataDir);
  await database.write(async (writer) => {
    for (let n = 2; n < MOST_SHARED; n++)
      await writer.run('INSERT INTO shared_data VALUES (?, ?, ?, ?)', [
        `n-${n}`,
        BigInt(n),
        JSON.stringify({ ...seed, id: `n-${n}` }),
        FILE,
      ]);
  });
  await database.close();
  const gateway = await tests.start(city);
  const wang = await demo(gateway, 'planner');
  const all = await Promise.all([1, 2, 3].map((n) => share(gateway, wang, { name: `${n}.csv`, kind: 'csv' })));
  expect(all.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  expect(all.find(({ status }) => status === 409)?.body.words.zh).toContain(`${MOST_SHARED} 项`);
  expect(await listed(wang)).toHaveLength(MOST_SHARED);
});
