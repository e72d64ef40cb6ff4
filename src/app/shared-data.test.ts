import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MOST_SHARED_BYTES, type SharedItem } from '../domain/shared-data.ts';
import { DEFAULT_SESSION } from '../state/session.ts';
import { createSessionStore } from '../state/store.ts';
import { createOwnData } from './own-data.ts';
import type { KeptOwn } from './own-store.ts';
import { createSharedBoard } from './shared-data.ts';

const TABLE = new TextEncoder().encode('name,lon,lat\n井盖,116.58,35.41\n');
const by = { user: 'li', name: '李工', at: 0, demo: false };
const item = (change: Partial<SharedItem> = {}): SharedItem => ({
  ...{
    id: 'x-1',
    name: 'a.csv',
    kind: 'csv',
    datum: 'GCJ-02',
    place: null,
    bytes: TABLE.length,
    by,
    classification: 'internal',
  },
  ...change,
});

/** What IndexedDB holds, and as much of it as the store of own data asks for. */
let kept: Map<string, KeptOwn>;
function database(): { open: () => object } {
  const request = (result: unknown) => {
    const made: { result: unknown; onsuccess?: () => void } = { result };
    queueMicrotask(() => made.onsuccess?.());
    return made;
  };
  const table = {
    getAll: () => request([...kept.values()]),
    put: (value: KeptOwn, id: string) => request(kept.set(id, value) && id),
    delete: (id: string) => request(kept.delete(id)),
  };
  return { open: () => request({ transaction: () => ({ objectStore: () => table }) }) };
}

/** A gateway that answers with `content`, and what was asked of it. */
let asked: { readonly method: string; readonly url: string; readonly bytes: Uint8Array | null }[];
let content: Uint8Array | null;
async function answer(url: string, { method = 'GET', body }: RequestInit = {}): Promise<Response> {
  const bytes = body instanceof Blob ? new Uint8Array(await body.arrayBuffer()) : null;
  asked.push({ method, url, bytes });
  if (method === 'POST') return Response.json(item({ id: 'x-9' }), { status: 201 });
  if (content) return new Response(content as BodyInit);
  return Response.json({ error: 'gone', words: { zh: '已撤回', en: 'withdrawn' } }, { status: 404 });
}

function page() {
  const store = createSessionStore({ ...DEFAULT_SESSION });
  const told: string[] = [];
  const own = createOwnData({
    store,
    near: [116.58, 35.41],
    view: () => null,
    zoom: () => undefined,
    show: ({ text }) => told.push(text.en),
    changed: () => undefined,
  });
  const fetching = ((input: string, init?: RequestInit) => answer(input, init)) as typeof fetch;
  const shared = createSharedBoard({ origin: '', role: 'operator', fetch: fetching }, store, own);
  return { own, shared, told, list: () => store.getState().own };
}

beforeEach(() => {
  [kept, asked, content] = [new Map(), [], TABLE];
  const flags = new Map<string, string>();
  vi.stubGlobal('indexedDB', database());
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => flags.get(key) ?? null,
    setItem: (key: string, value: string) => flags.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

it('adds what is shared as if it had been dropped, in its own datum, and keeps it for the next start', async () => {
  const first = page();
  expect(await first.shared.add(item())).toEqual({ ok: true, value: undefined });
  await vi.waitFor(() => expect(first.list()).toHaveLength(1));
  const [added] = first.list();
  expect(added).toMatchObject({ name: 'a.csv', kind: 'csv', count: 1, visible: true, datum: 'GCJ-02', shared: 'x-1' });
  expect(added?.from).toEqual({ by, classification: 'internal' });
  expect(asked.map(({ url }) => url)).toEqual(['/api/shared/x-1/content']);

  first.own.add({ name: 'a.csv', bytes: TABLE, datum: 'GCJ-02' });
  await vi.waitFor(() => expect(first.list()).toHaveLength(2));
  const [shared, dropped] = first.own.shown();
  expect(shared?.content).toEqual(dropped?.content);
  expect(shared?.content.kind).toBe('features');

  await vi.waitFor(() => expect(kept.get(added?.id ?? '')?.source).toEqual(TABLE));
  content = null;
  const again = page();
  await vi.waitFor(() => expect(again.list().map(({ id }) => id)).toEqual(['OWN-1', 'OWN-2']));
  expect(again.list()[0]).toEqual(added);
  expect(again.own.shown()[0]?.content).toEqual(shared?.content);
});

it('puts a shared model where it stood, and adds 3D Tiles by their address', async () => {
  const { shared, list, told } = page();
  const place = { longitude: 116.5, latitude: 35.4, height: 3, heading: 80 };
  content = new TextEncoder().encode('{"asset":{"version":"2.0"}}');
  await shared.add(item({ id: 'x-2', name: 'a.gltf', kind: 'model', place }));
  await vi.waitFor(() => expect(list()[0]).toMatchObject({ kind: 'model', place, shared: 'x-2' }));

  const address = 'https://tiles.example.cn/tileset.json';
  content = new TextEncoder().encode(address);
  const tilesets = vi.fn(async (_: string) => Response.json({ asset: { version: '1.1' }, root: {} }));
  vi.stubGlobal('fetch', tilesets);
  await shared.add(item({ id: 'x-3', name: address, kind: 'tiles' }));
  await vi.waitFor(() => expect(list()[1]).toMatchObject({ name: address, kind: 'tiles', shared: 'x-3' }));
  expect(tilesets).toHaveBeenCalledWith(address);
  expect(told).toEqual([]);
});

it('adds nothing of what was withdrawn meanwhile, and says so', async () => {
  const { shared, list } = page();
  content = null;
  expect(await shared.add(item())).toEqual({ ok: false, status: 404, reason: { zh: '已撤回', en: 'withdrawn' } });
  expect(list()).toEqual([]);
});

it('shares the bytes as they were brought, and the list says that colleagues have them', async () => {
  const { own, shared, list } = page();
  own.add({ name: '井 盖.csv', bytes: TABLE, datum: 'BD-09' });
  await vi.waitFor(() => expect(list()).toHaveLength(1));
  expect((await shared.share('OWN-1', 'internal')).ok).toBe(true);
  const [sent] = asked;
  const { pathname, searchParams } = new URL(sent?.url ?? '', 'http://x');
  expect([sent?.method, pathname, Object.fromEntries(searchParams)]).toEqual([
    'POST',
    '/api/shared',
    { kind: 'csv', datum: 'BD-09', classification: 'internal', name: '井 盖.csv' },
  ]);
  expect(sent?.bytes).toEqual(TABLE);
  expect(list()[0]?.shared).toBe('x-9');
  expect(await shared.share('OWN-7', 'internal')).toMatchObject({ ok: false, status: 404 });
});

it('refuses a file that is too large before anything is sent', async () => {
  const { own, shared, list } = page();
  const bytes = new Uint8Array(MOST_SHARED_BYTES + 1).fill(0x20);
  bytes.set(new TextEncoder().encode('{"asset":{"version":"2.0"}}'));
  own.add({ name: 'a.gltf', bytes, datum: 'WGS-84' });
  await vi.waitFor(() => expect(list()).toHaveLength(1), 10_000);
  const outcome = await shared.share('OWN-1', 'internal');
  expect(outcome).toMatchObject({ ok: false, status: 413, reason: { en: expect.stringMatching(/20 MB.*split/) } });
  expect(asked).toEqual([]);
  expect(list()[0]?.shared).toBeUndefined();
});
