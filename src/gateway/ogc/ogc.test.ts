import { afterEach, describe, expect, it } from 'vitest';
import { testGateways } from '../test-gateway.ts';

const NOW = Date.UTC(2026, 10, 23);
const gateways = testGateways();
afterEach(() => gateways.undo());

async function started(role: 'operator' | 'public' = 'operator') {
  const gateway = await gateways.start(gateways.city(), { now: NOW });
  const browser = gateways.browser(gateway);
  const root = `${gateway.url}ogc`;
  return {
    root,
    send: (...rows: [asset: string, property: string, value: number, minutesAgo: number][]) =>
      browser.ask(
        '/api/observations',
        'POST',
        rows.map(([asset, property, value, ago]) => ({
          ...{ asset, property, value },
          time: new Date(NOW - ago * 60_000).toISOString(),
        })),
      ),
    ask: async (path: string) => {
      const answer = await fetch(path.startsWith('http') ? path : `${root}${path}`, { headers: { 'x-role': role } });
      // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape; wrong guesses fail it.
      return { status: answer.status, type: answer.headers.get('content-type'), body: (await answer.json()) as any };
    },
    alerts: async (query: string) => (await browser.ask(`/api/alerts${query}`)).body,
  };
}

const ids = (answer: { body: { features: { id: string }[] } }) => answer.body.features.map(({ id }) => id);

describe('OGC API – Features', () => {
  it('is found from its landing page, link by link, as a GIS does', async () => {
    const { ask } = await started();
    const landing = await ask('');
    const follow = async (body: { links: { rel: string; href: string }[] }, rel: string) =>
      ask(body.links.find((each) => each.rel === rel)?.href ?? '');
    expect((await follow(landing.body, 'conformance')).body.conformsTo).toContain(
      'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
    );
    const { body } = await follow(landing.body, 'data');
    expect(body.collections.map(({ id }: { id: string }) => id)).toEqual([
      'bridge',
      'waterlogging',
      'lamp',
      'billboard',
      'pole',
    ]);
    const lamps = body.collections[2];
    expect(lamps).toMatchObject({ itemType: 'feature', extent: { spatial: { bbox: [[116.5, 35.3, 116.7, 35.5]] } } });
    const items = await follow(lamps, 'items');
    expect(items.type).toContain('application/geo+json');
    expect(items.body).toMatchObject({ type: 'FeatureCollection', numberMatched: 20, numberReturned: 20 });
    const one = await ask('/collections/lamp/items/LP-3');
    expect(one.body).toMatchObject({
      type: 'Feature',
      id: 'LP-3',
      geometry: { type: 'Point' },
      properties: { type: 'single-arm' },
    });
    expect((await ask('/collections/lamp/items/WL-1')).status).toBe(404);
    expect((await ask('/collections/none')).status).toBe(404);
  });

  it('pages by next links, each feature once', async () => {
    const { ask } = await started();
    const seen: string[] = [];
    let page: string | undefined = '/collections/lamp/items?limit=7';
    for (let pages = 0; page && pages < 9; pages++) {
      const answer = await ask(page);
      seen.push(...ids(answer));
      page = answer.body.links.find(({ rel }: { rel: string }) => rel === 'next')?.href;
    }
    expect(seen).toHaveLength(20);
    expect(new Set(seen).size).toBe(20);
  });

  it('filters by box, by time and by CQL2, and names what it cannot', async () => {
    const { ask, send } = await started();
    await send(['WL-1', 'depth', 5, 90], ['WL-2', 'depth', 30, 60], ['WL-1', 'depth', 18, 10]);
    expect(ids(await ask('/collections/lamp/items?bbox=116.5795,35.4,116.5825,35.5'))).toEqual([
      'LP-0',
      'LP-1',
      'LP-2',
    ]);
    const filter = (text: string) => ask(`/collections/waterlogging/items?filter=${encodeURIComponent(text)}`);
    expect(ids(await filter('depth > 15'))).toEqual(['WL-1', 'WL-2']);
    const lamps = (text: string) => ask(`/collections/lamp/items?filter=${encodeURIComponent(text)}`);
    const box = 'S_INTERSECTS(geometry, BBOX(116.5795, 35.4, 116.5825, 35.5))';
    expect(ids(await lamps(`${box} AND id <> 'LP-1'`))).toEqual(['LP-0', 'LP-2']);
    expect((await lamps(`NOT ${box}`)).body.numberMatched).toBe(17);
    expect(ids(await filter("depth > 15 AND name LIKE '%WL-2'"))).toEqual(['WL-2']);
    expect((await filter('depht > 15')).body.error).toMatch(/no property "depht"; there are id, /);
    expect((await filter('depth >')).status).toBe(400);
    const at = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();
    const then = await ask(`/collections/waterlogging/items?datetime=${at(30)}&filter=depth%20IS%20NOT%20NULL`);
    expect(then.body.features.map((each: { properties: { depth: number } }) => each.properties.depth)).toEqual([5, 30]);
    expect(ids(await ask(`/collections/waterlogging/items?datetime=${at(70)}/..`))).toEqual(['WL-1', 'WL-2']);
    expect(ids(await ask(`/collections/waterlogging/items?datetime=${at(20)}/${at(0)}`))).toEqual(['WL-1']);
    expect((await ask(`/collections/waterlogging/items?datetime=${at(0)}/${at(20)}`)).status).toBe(400);
    expect((await ask('/collections/lamp/items?colour=red')).body.error).toMatch(/Unknown parameter "colour"/);
    expect((await ask('/collections/lamp/items?bbox=1,2,3')).status).toBe(400);
  });

  it('tells a public session what is public and nothing more', async () => {
    const { ask, send } = await started('public');
    await send(['P-0', 'online', 1, 5], ['WL-1', 'pump', 1, 5], ['WL-1', 'depth', 5, 5]);
    const poles = await ask('/collections/pole/items?limit=10000');
    expect(ids(poles)).toEqual(['P-0', 'P-2']);
    expect((await ask('/collections/pole/items/P-1')).status).toBe(404);
    expect(JSON.stringify(poles.body)).not.toContain('secret-mount');
    const pond = (await ask('/collections/waterlogging/items/WL-1')).body.properties;
    expect(pond).toMatchObject({ depth: 5 });
    expect(pond).not.toHaveProperty('pump');
    expect((await ask('/collections/waterlogging/items?filter=pump%20%3E%200')).status).toBe(400);
    expect(Object.keys((await ask('/collections/bridge/queryables')).body.properties)).not.toContain('owner');
  });
});

describe('alerts as CAP', () => {
  it('say severity, place and words, and that what is simulated is a test', async () => {
    const { send, alerts } = await started();
    await send(['LP-1', 'fault', 3, 2]);
    const { alerts: told } = await alerts('?format=cap');
    expect(told).toMatchObject([
      {
        status: 'Test',
        msgType: 'Alert',
        sent: new Date(NOW - 120_000).toISOString(),
        info: [
          {
            language: 'zh-CN',
            category: ['Infra'],
            severity: 'Extreme',
            urgency: 'Immediate',
            certainty: 'Likely',
            description: '灯杆漏电，触电危险',
          },
          { language: 'en', area: [{ areaDesc: 'LP-1', circle: ['35.410100,116.581000 0'] }] },
        ],
      },
    ]);
    expect((await alerts('')).length).toBe(1);
    expect((await alerts('?format=xml')).error).toMatch(/write alerts or cap/);
  });
});
