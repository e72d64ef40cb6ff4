import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/domain/random.ts';
import { parseCatalog } from '../../src/wire/catalog.ts';
import type { Summary } from './build-city.ts';
import { runTiles } from './run.ts';
import { unpackSlots } from './slots.ts';
import { validate } from './validate.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiles-run-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await runTiles(argv, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

/** A town of `count` square houses over some ten kilometres. */
function town(count: number): string {
  const random = seededRandom(count);
  const features = Array.from({ length: count }, (_, i) => {
    const [x, y, size] = [116.55 + 0.1 * random(), 35.38 + 0.08 * random(), 0.0001 + 0.0003 * random()];
    const ring = [
      [x, y],
      [x + size, y],
      [x + size, y + size],
      [x, y + size],
      [x, y],
    ];
    return {
      type: 'Feature',
      id: `h${i}`,
      properties: { height: 3 + 60 * random() },
      geometry: { type: 'Polygon', coordinates: [ring] },
    };
  });
  const file = join(folder, `town-${count}.geojson`);
  writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features }));
  return file;
}

function hashOf(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .sort()
      .map((file) => [file.slice(root.length), createHash('sha256').update(readFileSync(file)).digest('hex')]),
  );
}

describe('npm run tiles', () => {
  it('lists in the catalog what it left out, assumed or found twice, with the remedy in both languages', async () => {
    const square = (id: string, at: number, properties: object) => ({
      type: 'Feature',
      id,
      properties,
      geometry: {
        type: 'Polygon',
        coordinates: [
          [0, 1, 2, 3, 0].map((k) => [116.58 + at + (k & 2 ? 2e-4 : 0), 35.41 + (k === 1 || k === 2 ? 2e-4 : 0)]),
        ],
      },
    });
    const file = join(folder, 'poor.geojson');
    const features = [
      square('a', 0, { height: 12 }),
      square('a', 0.001, { height: 9 }),
      square('b', 0.002, { height: 0, levels: 0 }),
      { type: 'Feature', id: 'c', properties: {}, geometry: null },
    ];
    writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features }));
    const out = join(folder, 'poor');
    expect((await run(file, '--out', out)).code).toBe(0);
    const { problems = [] } = parseCatalog(JSON.parse(readFileSync(join(out, 'catalog.json'), 'utf8')));
    expect(problems.map(({ dataset, what, count }) => [dataset, what.en, count])).toEqual([
      ['poor.geojson', 'Left out: no geometry', 1],
      ['poor.geojson', 'Id used twice: the later record got a number behind it', 1],
      ['poor.geojson', 'Building without height or storeys (or with 0), drawn 6 m high', 1],
    ]);
    for (const { remedy, what } of problems)
      for (const words of [remedy, what]) expect(words.zh).toMatch(/\p{Script=Han}/u);
  });

  it('builds a town: every house in exactly one content, a catalog that parses, the same bytes each time', async () => {
    const file = town(5000);
    const [first, second] = [join(folder, 'a'), join(folder, 'b')];
    const { code, out } = await run(file, '--out', first, '--json');
    expect(code).toBe(0);
    const summary = JSON.parse(out) as Summary;
    expect(summary).toMatchObject({ features: 5000, skipped: [], assumedHeights: 0 });
    expect(Object.keys(summary)).toEqual(
      expect.arrayContaining(['byClass', 'tiles', 'bytes', 'seconds', 'peakRssBytes']),
    );
    expect(validate(first)).toEqual([
      expect.objectContaining({ id: 'buildings', features: 5000, contents: summary.tiles }),
    ]);
    const catalog = parseCatalog(JSON.parse(readFileSync(join(first, 'catalog.json'), 'utf8')));
    expect(catalog.tilesets[0]?.features).toEqual({ building: 5000 });
    const tileset = JSON.parse(readFileSync(join(first, 'tiles/buildings/tileset.json'), 'utf8'));
    expect(tileset.statistics.classes.building.count).toBe(5000);
    const names = readdirSync(join(first, 'names/buildings')).filter((name) => name.endsWith('.json'));
    const ids = names.flatMap((name) =>
      JSON.parse(readFileSync(join(first, 'names/buildings', name), 'utf8')).map(([id]: [string]) => id),
    );
    expect(new Set(ids).size).toBe(5000);
    await run(file, '--out', second);
    expect(hashOf(second)).toEqual(hashOf(first));
  });

  it('makes only the contents anew that a change touches, with the bytes of a build from nothing', async () => {
    const file = town(6000);
    const out = join(folder, 'grown');
    await run(file, '--out', out);
    const document = JSON.parse(readFileSync(file, 'utf8'));
    // A middling house a little higher: it stays in its content.
    const changed = document.features.find((each: { properties: { height: number } }) => each.properties.height < 6);
    changed.properties.height += 0.25;
    const other = join(folder, 'town-changed.geojson');
    writeFileSync(other, JSON.stringify(document));
    const { err } = await run(other, '--out', out);
    const [, contents, kept] = /buildings, (\d+) contents, (\d+) of them as they were/.exec(err) ?? [];
    // Its own content and those that stand for it from afar.
    expect(Number(contents) - Number(kept)).toBeGreaterThan(1);
    expect(Number(contents) - Number(kept)).toBeLessThan(8);
    const anew = join(folder, 'anew');
    await run(other, '--out', anew);
    expect(hashOf(out)).toEqual(hashOf(anew));
  });

  it('lists every layer, empty, so that the client opens foreign data', async () => {
    const out = join(folder, 'layers');
    await run(town(20), '--out', out);
    const catalog = parseCatalog(JSON.parse(readFileSync(join(out, 'catalog.json'), 'utf8')));
    expect(catalog.layers.map((layer) => layer.id)).toEqual(
      expect.arrayContaining(['bridge', 'lamp', 'billboard', 'waterlogging', 'greenway', 'pole']),
    );
    for (const layer of catalog.layers) {
      expect(layer.count).toBe(0);
      expect(existsSync(join(out, layer.assets))).toBe(true);
    }
    const slots = unpackSlots(readFileSync(join(out, 'slots.bin')));
    expect(slots.map(({ layer, capacity }) => [layer, capacity])).toEqual(
      catalog.layers.map(({ id, capacity }) => [id, capacity]),
    );
    const [longitude, latitude] = catalog.homes.review;
    expect(longitude).toBeCloseTo(116.6, 1);
    expect(latitude).toBeLessThan(35.42);
  });

  it('answers 2 with one line and leaves nothing behind, not even over an earlier build', async () => {
    const out = join(folder, 'kept');
    await run(town(20), '--out', out);
    const before = hashOf(out);
    const bad = join(folder, 'points.geojson');
    const points = [{ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [0, 0] } }];
    writeFileSync(bad, JSON.stringify({ type: 'FeatureCollection', features: points }));
    const { code, out: words, err } = await run(bad, '--out', out);
    expect([code, words]).toEqual([2, '']);
    const lines = err.trim().split('\n');
    expect(lines.at(-1)).toMatch(
      /points\.geojson: holds nothing that can be drawn \(left out: 1 × geometry Point is not drawn\); give /,
    );
    expect(hashOf(out)).toEqual(before);
    expect(readdirSync(folder).filter((name) => name.includes('building-'))).toEqual([]);
  });

  it('does not write over a folder that is no city', async () => {
    const { code, err } = await run(town(20), '--out', folder);
    expect(code).toBe(2);
    expect(err).toMatch(/holds files that no tile build wrote; name an empty or new folder with --out/);
  });

  it('tells each option when asked', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const option of ['--out DIR', '--crs CRS', '--terrain DEM.tif', '--redis URL', '--strict'])
      expect(out).toContain(option);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThan(120);
  });

  it.each([
    [['--out', 'x'], /No input file; .*--help/],
    [['a.geojson'], /--out DIR is missing; .*--help/],
    [['a.geojson', '--out'], /--out needs a value/],
    [['a.geojson', '--out', 'x', '--fast'], /Unknown option "--fast"/],
    [['/nowhere.geojson', '--out', '/tmp/never-made'], /\/nowhere\.geojson: does not exist; check the path/],
  ])('refuses %j', async (argv, line) => {
    const { code, err } = await run(...argv);
    expect(code).toBe(2);
    expect(err).toMatch(line);
    expect(err.trim().split('\n').length).toBe(1);
  });
});
