import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BasemapEntry } from '../../src/wire/catalog.ts';
import { launch, open, type TwinPage } from './browser.ts';
import { difference, scenePicture, session, still } from './journey.ts';
import { COLOURS, type MapServices, startMapServices } from './map-services.ts';
import { type RunningTwin, startTwin, until } from './twin.ts';

const CENTRE = [116.5965, 35.4195] as const;
/** Straight down from low enough that single courtyards show; a noon, so that a map keeps its own colours. */
const VIEW = `${CENTRE.join(',')},420,0,-89,0`;
const LINK = `quality=test&view=${VIEW}&freeze=2026-11-23T12:00:00%2B08:00&layers=none`;
const KEY = 'k3y0fTheB4reau';

const root = mkdtempSync(join(tmpdir(), 'chengjing-services-'));
let browser: Browser;
let services: MapServices;
let own: RunningTwin;
let twin: TwinPage;

beforeAll(async () => {
  const model = join(root, 'model');
  writeFileSync(join(root, 'tower.geojson'), JSON.stringify(tower()));
  execFileSync(process.execPath, ['scripts/tiles.mjs', join(root, 'tower.geojson'), '--out', model]);
  services = await startMapServices(model);
  own = await startTwin({
    CITY: cityWith(entries(services.origin)),
    NOW: '2026-11-23T12:00:00+08:00',
    BACKFILL_DAYS: '0',
    MQTT_PORT: '0',
  });
  browser = await launch();
  twin = await open(browser, `${own.url}/?${LINK}`, { width: 1100, height: 700 });
  await still(twin);
});
afterAll(async () => {
  await browser?.close();
  await own?.stop();
  await services?.stop();
  rmSync(root, { recursive: true, force: true });
});

describe('map services', () => {
  it.each(['kvp', 'restful', 'tianditu', 'wms', 'xyz'] as const)(
    '%s: its tiles lie below the city in their own colour',
    async (id) => {
      const before = await colourShare(id);
      services.requests.length = 0;
      await choose(id);
      const share = await until(
        async () => {
          const now = await colourShare(id);
          return now > 0.15 && now;
        },
        60_000,
        `the colour of ${id} on the ground`,
      );
      expect(before, 'the colour comes from the service').toBeLessThan(0.005);
      expect(share).toBeGreaterThan(0.15);
      const asked = services.requests.map((each) => new URL(each, services.origin));
      expect(asked.length).toBeGreaterThan(0);
      expect(
        asked.some((each) => coversCentre(id, each)),
        `${asked.at(-1)?.href} covers the view`,
      ).toBe(true);
      await twin.shot(`service-${id}`);
    },
  );

  it('builds further 3D Tiles into the city', async () => {
    await choose(null);
    await still(twin);
    const without = await scenePicture(twin);
    await choose('model');
    await until(() => services.requests.some((each) => each.endsWith('.glb')), 30_000, 'a tile of the model asked');
    await still(twin);
    await twin.shot('service-3dtiles');
    const model = await scenePicture(twin);
    expect(difference(model, without, [0.4, 0.35, 0.6, 0.65])).toBeGreaterThan(0.1);
    await choose(null);
    await still(twin);
    const again = await scenePicture(twin);
    expect(difference(again, without, [0.4, 0.35, 0.6, 0.65])).toBeLessThan(0.004);
  });

  it('says once that a service is gone, keeps the drawn ground, and shows the map when it comes back', async () => {
    await choose('xyz');
    await until(async () => (await colourShare('xyz')) > 0.15, 30_000, 'a map that answers');
    await choose(null);
    await still(twin);
    const ground = await scenePicture(twin);
    services.answering = false;
    await choose('gone');
    const notices = twin.page.getByText(/底图“失联的图”/);
    await until(async () => (await notices.count()) === 1, 30_000, 'a notice that names the map');
    await still(twin);
    expect(await notices.count()).toBe(1);
    const without = await scenePicture(twin);
    expect(difference(without, ground, [0.4, 0.3, 0.6, 0.7]), 'the drawn ground stays').toBeLessThan(0.004);
    services.answering = true;
    await until(async () => (await colourShare('gone')) > 0.15, 60_000, 'the map after the service came back');
    await until(async () => (await notices.count()) === 0, 10_000, 'the notice taken back');
  });

  it('reaches the origins of the catalog and no other, and keeps the key out of the link', async () => {
    const policy = (await fetch(`${own.url}/`)).headers.get('content-security-policy') ?? '';
    const allowed = /connect-src ([^;]*)/.exec(policy)?.[1]?.split(' ');
    expect(allowed).toEqual(["'self'", services.origin]);
    const elsewhere = services.origin.replace('127.0.0.1', 'localhost');
    const reach = (origin: string) =>
      twin.page.evaluate(
        async (address) => (await fetch(address).catch(() => null))?.status ?? 'refused',
        `${origin}/xyz/1/1/1.png`,
      );
    expect(await reach(services.origin)).toBe(200);
    expect(await reach(elsewhere)).toBe('refused');

    services.requests.length = 0;
    await choose('tianditu');
    await until(() => services.requests.some((each) => each.includes(`tk=${KEY}`)), 30_000, 'the key passed');
    await twin.page.waitForURL(/basemap=tianditu/);
    expect(twin.page.url()).not.toContain(KEY);
    expect(JSON.stringify(await session(twin))).not.toContain(KEY);
  });

  it('shows a visitor public maps with a 审图号 alone', async () => {
    const kiosk = await open(browser, `${own.url}/?mode=exhibition&${LINK}&basemap=xyz`, { width: 540, height: 960 });
    const text = async () => (await kiosk.page.locator('body').textContent()) ?? '';
    await until(async () => (await text()).includes('GS(2026)1234号'), 20_000, 'the 审图号 on the screen');
    const listed = (await kiosk.page.evaluate(
      async () => (await (await fetch('/api/catalog?role=public')).json()).basemaps,
    )) as BasemapEntry[];
    expect(listed.map((each) => each.id)).toEqual(['xyz']);
    await kiosk.page.goto(`${own.url}/?mode=exhibition&${LINK}&basemap=tianditu`);
    await until(async () => (await text()).includes('示意场景'), 60_000, 'no map but the drawn ground');
    expect((await session(kiosk)) as object).toMatchObject({ basemap: null });
    await kiosk.close();
  });
});

/** The way a person does it: the switch in the layer panel. */
async function choose(id: string | null): Promise<void> {
  const title = id === null ? '城市模型地面' : (entries('').find((each) => each.id === id)?.title.zh ?? '');
  await twin.page.getByRole('radio', { name: title }).check();
}

/** Share of the canvas in the flat colour of a service's tiles. */
async function colourShare(id: string): Promise<number> {
  const { data } = await scenePicture(twin);
  const [r, g, b] = COLOURS[id === 'gone' ? 'xyz' : id] ?? [0, 0, 0];
  let count = 0;
  for (let i = 0; i < data.length; i += 4)
    if (Math.max(Math.abs(data[i]! - r), Math.abs(data[i + 1]! - g), Math.abs(data[i + 2]! - b)) < 16) count += 1;
  return count / (data.length / 4);
}

/** Whether a request for a tile of service `id` is well formed and asks for ground below the camera. */
function coversCentre(id: string, { pathname, searchParams: query }: URL): boolean {
  const [lon, lat] = CENTRE;
  const across = (lon + 180) / 360;
  const down = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
  const mercator = (level: number, column: number, row: number) =>
    level >= 12 && Math.floor(across * 2 ** level) === column && Math.floor(down * 2 ** level) === row;
  switch (id) {
    case 'kvp':
    case 'tianditu': {
      const level = Number(query.get('tilematrix'));
      const [column, row] = [Number(query.get('tilecol')), Number(query.get('tilerow'))];
      expect(query.get('service')).toBe('WMTS');
      expect(query.get('request')).toBe('GetTile');
      expect(query.get('version')).toBe('1.0.0');
      if (id === 'kvp') {
        expect([query.get('layer'), query.get('tilematrixset'), query.get('format')]).toEqual([
          'base',
          'w',
          'image/png',
        ]);
        return mercator(level, column, row);
      }
      // 天地图's matrix set c: degrees, two tiles at matrix 1.
      expect(pathname).toBe('/vec_c/wmts');
      expect([query.get('layer'), query.get('tilematrixset'), query.get('tk')]).toEqual(['vec', 'c', KEY]);
      return (
        level >= 12 &&
        Math.floor(across * 2 ** level) === column &&
        Math.floor(((90 - lat) / 180) * 2 ** (level - 1)) === row
      );
    }
    case 'wms': {
      const [west = 0, south = 0, east = 0, north = 0] = (query.get('bbox') ?? '').split(',').map(Number);
      expect([query.get('request'), query.get('layers'), query.get('srs')]).toEqual(['GetMap', 'ground', 'EPSG:4326']);
      return west <= lon && lon <= east && south <= lat && lat <= north && east - west < 0.1;
    }
    default: {
      const [z = 0, x = 0, y = 0] = (/\/(\d+)\/(\d+)\/(\d+)\.png$/.exec(pathname) ?? []).slice(1).map(Number);
      return id === 'restful' ? mercator(z, y, x) : mercator(z, x, y);
    }
  }
}

function entries(origin: string): BasemapEntry[] {
  const entry = (
    id: string,
    type: BasemapEntry['type'],
    zh: string,
    path: string,
    more: Partial<BasemapEntry> = {},
  ) => ({
    id,
    title: { zh, en: id },
    type,
    url: `${origin}${path}`,
    ...more,
  });
  return [
    entry('kvp', 'wmts', '市政底图', '/wmts', { options: { layer: 'base' } }),
    entry('restful', 'wmts', '影像底图', '/rest/{layer}/{Style}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png', {
      options: { layer: 'image' },
    }),
    entry('tianditu', 'tianditu', '天地图', '/{layer}_{matrix}/wmts', {
      options: { key: KEY, tileMatrixSet: 'c' },
      datum: 'CGCS2000',
      mapApproval: 'GS(2026)9号',
    }),
    entry('wms', 'wms', '规划图', '/wms', { options: { layers: 'ground' } }),
    entry('xyz', 'xyz', '公开底图', '/xyz/{z}/{x}/{y}.png', {
      classification: 'public',
      mapApproval: 'GS(2026)1234号',
    }),
    entry('gone', 'xyz', '失联的图', '/xyz/{z}/{x}/{y}.png?gone=1'),
    entry('model', '3dtiles', '片区模型', '/model/tileset.json'),
  ];
}

/** The built city with other services in its catalog; everything else is the same files. */
function cityWith(basemaps: readonly BasemapEntry[]): string {
  const built = 'tiles/built/jining';
  const city = join(root, 'city');
  execFileSync('mkdir', [city]);
  for (const name of readdirSync(built))
    if (!name.startsWith('catalog.json')) symlinkSync(join(process.cwd(), built, name), join(city, name));
  const catalog = JSON.parse(readFileSync(join(built, 'catalog.json'), 'utf8')) as object;
  writeFileSync(join(city, 'catalog.json'), JSON.stringify({ ...catalog, basemaps }));
  return city;
}

/** A tower of 120 m where the camera looks. */
function tower(): object {
  const [lon, lat] = CENTRE;
  const [w, h] = [0.0006, 0.0005];
  const ring = [
    [lon - w, lat - h],
    [lon + w, lat - h],
    [lon + w, lat + h],
    [lon - w, lat + h],
    [lon - w, lat - h],
  ];
  return {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: { height: 120 }, geometry: { type: 'Polygon', coordinates: [ring] } }],
  };
}
