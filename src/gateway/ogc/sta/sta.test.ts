import { afterEach, describe, expect, it } from 'vitest';
import { LAYERS } from '../../../domain/layers/table.ts';
import { thingsSince } from '../../sources/sensor-things.ts';
import { testGateways } from '../../test-gateway.ts';
import { unitOfMeasurement } from './unit-of-measurement.ts';

const NOW = Date.UTC(2026, 10, 23);
const gateways = testGateways();
afterEach(() => gateways.undo());

type Row = readonly [asset: string, property: string, value: number, minutesAgo: number, quality?: string];
const at = (minutesAgo: number) => new Date(NOW - minutesAgo * 60_000).toISOString();

// biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape; wrong guesses fail it.
type Body = any;

async function started(...rows: Row[]) {
  const gateway = await gateways.start(gateways.city(), { now: NOW, rate: 0 });
  const root = `${gateway.url}sta/v1.1`;
  const asker = (role: 'operator' | 'public') => async (path: string) => {
    const answer = await fetch(path.startsWith('http') ? path : `${root}${path}`, { headers: { 'x-role': role } });
    const text = await answer.text();
    const isJson = /json/.test(answer.headers.get('content-type') ?? '');
    return { status: answer.status, body: (isJson ? JSON.parse(text) : text) as Body };
  };
  const sent = await gateways.browser(gateway).ask(
    '/api/observations',
    'POST',
    rows.map(([asset, property, value, ago, quality]) => ({
      ...{ asset, property, value, time: at(ago) },
      ...(quality ? { quality } : {}),
    })),
  );
  expect(sent.body).toEqual({ accepted: rows.length, rejected: [] });
  return { url: gateway.url, root, ask: asker('operator'), publicly: asker('public') };
}

const ids = ({ body }: { body: Body }): string[] => body.value.map((each: Body) => each['@iot.id']);
const results = ({ body }: { body: Body }): number[] => body.value.map((each: Body) => each.result);

/** Every address behind a self, navigation or next link of an answer. */
function linksOf(body: unknown): string[] {
  if (Array.isArray(body)) return body.flatMap(linksOf);
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([key, value]) =>
    /^url$|@iot\.(selfLink|navigationLink|nextLink)$/.test(key) ? [String(value)] : linksOf(value),
  );
}

const REFUSED: readonly (readonly [path: string, status: number, words: RegExp])[] = [
  ['/Things?$top=-1', 400, /\$top="-1".*whole number/],
  ['/Things?$count=yes', 400, /\$count="yes"/],
  ['/Things?$select=colour', 400, /\$select.*"colour".*name/],
  ['/Things?$orderby=name up', 400, /\$orderby/],
  ['/Things?$orderby=colour', 400, /\$orderby.*"colour".*name/],
  ['/Things?$filter=name eq', 400, /\$filter.*'text'/],
  ['/Things?$filter=name eq 3', 400, /\$filter.*'text'/],
  ['/Things?$filter=name', 400, /\$filter.*eq, ne/],
  ['/Things?$filter=(name eq 1', 400, /\$filter/],
  ["/Things?$filter=substringof('a',name)", 501, /substringof.*not offered.*eq, ne/],
  ["/Things?$filter=Datastreams/id eq 'a'", 501, /beyond a link/],
  ["/Datastreams('WL-1:depth')/Observations?$filter=result add 1 gt 5", 501, /add is not offered/],
  ["/Datastreams('WL-1:depth')/Observations?$filter=result gt 'a'", 400, /a number/],
  ["/Datastreams('WL-1:depth')/Observations?$filter=phenomenonTime gt 2026-13-01T00:00:00Z", 400, /names no instant/],
  ['/Observations?$filter=phenomenonTime gt 2026-01-01T00:00:00Z', 501, /Datastreams\('ID'\)\/Observations/],
  ['/Things?$expand=Colours', 400, /\$expand.*Locations, Datastreams/],
  ['/Things?$expand=Datastreams/Observations', 501, /one level/],
  ['/Things?$expand=Datastreams($expand=Observations)', 501, /one level/],
  ['/Things?$expand=Datastreams($top)', 400, /\$top=1/],
  ['/Datastreams?$expand=Thing($top=1)', 400, /\$select alone/],
  ['/Things?$search=a', 501, /\$search: there are \$top/],
  ['/Things?top=1', 400, /top: there are \$top/],
  ['/Things?$top=1&$top=2', 400, /\$top stands there twice/],
  ["/Things('WL-1')?$top=1", 400, /\$select and \$expand/],
  ['/Things(1)', 400, /Things\('ID'\)/],
  ["/Things('WL-9')", 404, /WL-9/],
  ["/Things('WL-1')/Colours", 404, /Colours.*Locations/],
  ["/Things('WL-1')/constructor", 404, /constructor.*Locations/],
  ['/constructor', 404, /Things, Locations/],
  ['/Things?$orderby=constructor', 400, /"constructor" to compare/],
  ['/Things?$expand=constructor', 400, /\$expand/],
  ['/Things/Datastreams', 400, /by its id/],
  ['/Colours', 404, /Things, Locations/],
  ['/HistoricalLocations', 501, /do not move/],
];

describe('SensorThings 1.1', () => {
  it('is found from its root: every link of every answer leads to an answer', async () => {
    const { root, ask } = await started(['WL-1', 'depth', 3, 5], ['WL-1', 'depth', 4, 1]);
    const waiting = [root];
    const seen = new Set<string>(waiting);
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { status, body } = await ask(next);
      expect([next, status]).toEqual([next, 200]);
      for (const link of linksOf(body)) {
        expect(link.startsWith(`${root}/`)).toBe(true);
        if (!seen.has(link)) waiting.push(link);
        seen.add(link);
      }
    }
    expect([...seen]).toContain(`${root}/Datastreams('WL-1%3Adepth')/Observations`);
    expect([...seen]).toContain(`${root}/Observations('WL-1%3Adepth%3A${NOW - 300_000}')/FeatureOfInterest`);
    expect((await ask('')).body.serverSettings.conformance).toContain(
      'http://www.opengis.net/spec/iot_sensing/1.1/req/datamodel/datastream/properties',
    );
  });

  it('pages through all Things by nextLink, each of them once', async () => {
    const { root, ask } = await started();
    const found: string[] = [];
    let pages = 0;
    for (let next: string | undefined = `${root}/Things?$top=7&$count=true`; next; pages++) {
      const page: { body: Body } = await ask(next);
      expect(page.body['@iot.count']).toBe(28);
      found.push(...ids(page));
      next = page.body['@iot.nextLink'];
    }
    expect(pages).toBe(4);
    expect(new Set(found).size).toBe(28);
    expect(found).toHaveLength(28);
    expect(ids(await ask('/Things?$skip=27'))).toHaveLength(1);
    expect((await ask('/Things?$top=0&$count=true')).body).toEqual({ '@iot.count': 28, value: [] });
  });

  it('tells an asset as a Thing at its Location and its properties as Datastreams with their units', async () => {
    const { ask } = await started(['WL-1', 'depth', 4, 1]);
    const thing = (await ask("/Things('WL-1')")).body;
    expect(thing).toMatchObject({ name: '示意积水点 WL-1', properties: { drainage: 0.5, source: 'simulated' } });
    expect((await ask("/Things('WL-1')/Locations")).body.value[0]).toMatchObject({
      encodingType: 'application/geo+json',
      location: { type: 'Point', coordinates: [116.58, 35.41, 0] },
    });
    expect((await ask("/Datastreams('WL-1:depth')")).body).toMatchObject({
      unitOfMeasurement: { symbol: 'cm', definition: 'http://www.opengis.net/def/uom/UCUM/0/cm' },
      observedArea: { type: 'Point' },
    });
    expect(ids(await ask("/Datastreams('WL-1:depth')/ObservedProperty/Datastreams"))).toEqual([
      'WL-1:depth',
      'WL-2:depth',
    ]);
    expect((await ask("/Things('WL-1')/name")).body).toEqual({ name: '示意积水点 WL-1' });
    expect((await ask("/Things('WL-1')/name/$value")).body).toBe('示意积水点 WL-1');
    expect((await ask("/Things('WL-1')/Locations/$ref")).body.value).toEqual([
      { '@iot.selfLink': expect.stringMatching(/Locations\('WL-1'\)$/) },
    ]);
    expect((await ask("/Things('WL-2')/Datastreams('WL-1:depth')")).status).toBe(404);
    expect((await ask("/Things('WL-1')/Datastreams('WL-1:depth')")).status).toBe(200);
  });

  it('reads the past of a datastream as the history does, value by value', async () => {
    const rows = Array.from({ length: 50 }, (_, i): Row => ['WL-1', 'depth', (i * 7) % 30, 60 - i]);
    const { url, ask } = await started(...rows, ['WL-2', 'depth', 9, 30]);
    const [from, to] = [at(45), at(20)];
    const path = `/Datastreams('WL-1:depth')/Observations?$orderby=phenomenonTime asc&$count=true&$filter=phenomenonTime ge ${from} and phenomenonTime lt ${to}`;
    const { body } = await ask(path);
    const history = await ask(`${url}api/assets/WL-1/history?property=depth&from=${from}&to=${to}&bucket=60s`);
    expect(history.body).toHaveLength(25);
    expect(body.value.map((each: Body) => [Date.parse(each.phenomenonTime), each.result, 1])).toEqual(
      history.body.map(({ time, last, count }: Body) => [time, last, count]),
    );
    expect(body['@iot.count']).toBe(25);
    const paged: Body[] = [];
    for (let next: string | undefined = `${path}&$top=10`; next; ) {
      const page: { body: Body } = await ask(next);
      paged.push(...page.body.value);
      next = page.body['@iot.nextLink'];
    }
    expect(paged).toEqual(body.value);
  });

  it('tells the last value where no time is asked, and newest first where all are', async () => {
    const { root, url, ask } = await started(
      ['WL-1', 'depth', 3, 9, 'bad'],
      ['WL-1', 'depth', 5, 2],
      ['WL-1', 'depth', 4, 1, 'suspect'],
      ['WL-2', 'depth', 9, 30],
    );
    expect(results(await ask('/Observations?$filter=result gt 3 and result lt 10'))).toEqual([4, 9]);
    expect(results(await ask("/FeaturesOfInterest('WL-2')/Observations"))).toEqual([9]);
    const all = await ask("/Datastreams('WL-1:depth')/Observations");
    expect(results(all)).toEqual([4, 5, 3]);
    expect(all.body.value.map((each: Body) => each.resultQuality.quality)).toEqual(['suspect', 'good', 'bad']);
    expect((await ask(all.body.value[1]['@iot.selfLink'])).body).toEqual(all.body.value[1]);
    // What comes in between two pages does not shift the second.
    const first = await ask("/Datastreams('WL-1:depth')/Observations?$top=1");
    await fetch(`${url}api/observations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ asset: 'WL-1', property: 'depth', value: 6, time: at(0) }),
    });
    expect(results(await ask(first.body['@iot.nextLink']))).toEqual([5]);
    expect(results(await ask(`${root}/Datastreams('WL-1:depth')/Observations?$top=2`))).toEqual([6, 4]);
    expect(results(await ask("/Datastreams('WL-1:depth')/Observations?$orderby=result desc"))).toEqual([6, 5, 4, 3]);
    expect(
      results(await ask("/Datastreams('WL-1:depth')/Observations?$filter=not (result ge 5 or result eq 3)")),
    ).toEqual([4]);
    expect(
      results(await ask(`/Datastreams('WL-1:depth')/Observations?$filter=phenomenonTime eq 2026-11-23T07:58:00+08:00`)),
    ).toEqual([5]);
  });

  it('is read by the client that reads other services', async () => {
    const { root } = await started(...Array.from({ length: 50 }, (_, i): Row => ['WL-1', 'depth', i % 30, 60 - i]));
    const stream = { id: 'WL-1:depth', layer: 'waterlogging', asset: 'WL-1', property: 'depth' };
    const pages = thingsSince(root, stream, Date.parse(at(30)), AbortSignal.timeout(10_000));
    const found: unknown[] = [];
    for await (const page of pages) found.push(...page.map(({ phenomenonTime }) => phenomenonTime));
    expect(found).toEqual(Array.from({ length: 19 }, (_, i) => at(29 - i)));
  });

  it('selects, orders, filters and expands', async () => {
    const { ask } = await started(['WL-1', 'depth', 5, 2], ['WL-1', 'depth', 4, 1]);
    expect((await ask("/Things?$filter=name eq '路灯 3'&$select=name")).body.value).toEqual([{ name: '路灯 3' }]);
    expect(ids(await ask('/Things?$filter=properties/drainage lt 1&$orderby=name desc'))).toEqual(['WL-2', 'WL-1']);
    const thing = (await ask("/Things('WL-1')?$expand=Locations,Datastreams($select=id;$top=1)")).body;
    expect(thing.Locations).toMatchObject([{ location: { type: 'Point' } }]);
    expect(thing.Datastreams).toEqual([{ '@iot.id': 'WL-1:depth' }]);
    const streams = "/Datastreams?$filter=id eq 'WL-1:depth'&$expand=Thing($select=name),Observations";
    const [last] = (await ask(streams)).body.value;
    expect(last).toMatchObject({ Thing: { name: '示意积水点 WL-1' }, Observations: [{ result: 4 }] });
    expect(results(await ask(last['Observations@iot.nextLink']))).toEqual([5]);
    const [all] = (await ask(`${streams}($top=10;$orderby=phenomenonTime asc;$count=true)`)).body.value;
    expect(all.Observations.map((each: Body) => each.result)).toEqual([5, 4]);
    expect(all['Observations@iot.count']).toBe(2);
  });

  it('goes on behind the link of an expanded set', async () => {
    const { ask } = await started();
    const lamps = ids(await ask("/Things?$filter=properties/layer eq 'lamp'")).length;
    const [lamp] = (await ask("/Sensors?$filter=id eq 'lamp:power'&$expand=Datastreams($top=15;$select=id)")).body
      .value;
    expect(lamp.Datastreams).toHaveLength(15);
    expect(ids(await ask(lamp['Datastreams@iot.nextLink']))).toHaveLength(lamps - 15);
  });

  it('keeps from a public session every asset, property and attribute that is not public', async () => {
    const { ask, publicly } = await started(['LP-0', 'power', 60, 1], ['WL-1', 'depth', 4, 1]);
    const everything = async (asks: typeof ask) => {
      const texts: string[] = [];
      for (const set of (await asks('')).body.value)
        for (let next: string | undefined = `${set.url}?$top=10000`; next; ) {
          const { body } = await asks(next);
          texts.push(JSON.stringify(body));
          next = body['@iot.nextLink'];
        }
      return texts.join('\n');
    };
    const [internal, open] = [await everything(ask), await everything(publicly)];
    const hidden = ['机密产权', '"P-1', "('P-1", '杆 1', 'feeder-0', 'secret-mount', ...internalKeys()];
    expect(hidden.filter((word) => !internal.includes(`${word}`))).toEqual([]);
    expect(hidden.filter((word) => open.includes(`${word}`))).toEqual([]);
    expect(open).toContain('WL-1:depth');
    expect((await publicly("/Things('P-1')")).status).toBe(404);
    expect((await publicly("/Things('P-1')/Datastreams")).status).toBe(404);
    expect(ids(await publicly("/Things?$filter=properties/feeder eq 'feeder-3'"))).toEqual([]);
    expect(ids(await ask("/Things?$filter=properties/feeder eq 'feeder-3'"))).toEqual(['LP-3']);
    for (const key of internalKeys()) {
      const [layer, property] = key.split(':');
      const asset = ids(await ask(`/ObservedProperties('${key}')/Datastreams`))[0] as string;
      expect(asset).toMatch(new RegExp(`:${property}$`));
      expect([layer, (await publicly(`/Datastreams('${asset}')`)).status]).toEqual([layer, 404]);
      expect((await publicly(`/Datastreams('${asset}')/Observations`)).status).toBe(404);
      expect((await publicly(`/ObservedProperties('${key}')`)).status).toBe(404);
    }
    expect(internalKeys().length).toBeGreaterThan(0);
  });

  it('says what is not understood and what is possible', async () => {
    const { ask } = await started();
    for (const [path, status, words] of REFUSED) {
      const answer = await ask(path);
      expect([path, answer.status]).toEqual([path, status]);
      expect(answer.body.error).toMatch(words);
    }
  });

  it('knows the unit of every property in UCUM', () => {
    const units = LAYERS.flatMap(({ properties }) => properties.map(({ unit }) => unit));
    expect(units.filter((unit) => unitOfMeasurement(unit).definition === null)).toEqual([]);
    expect(unitOfMeasurement('furlong')).toEqual({ name: null, symbol: 'furlong', definition: null });
  });
});

/** `layer:property` of what is internal in the layers of the small city. */
function internalKeys(): string[] {
  return LAYERS.filter(({ id }) => ['bridge', 'waterlogging', 'lamp', 'billboard', 'pole'].includes(id)).flatMap(
    ({ id, classification, properties }) =>
      properties
        .filter((property) => classification !== 'public' || property.classification !== 'public')
        .map(({ key }) => `${id}:${key}`),
  );
}
