import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heightAt } from '../../../src/domain/geo/height-field.ts';
import { parseCatalog } from '../../../src/wire/catalog.ts';
import { decodeHeights } from '../../../src/wire/height-grid.ts';
import type { Summary } from '../build-city.ts';
import { runTiles } from '../run.ts';
import { validate } from '../validate.ts';
import { writeDem } from './made-raster.ts';
import { readQuantizedMesh } from './quantized-mesh.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'terrain-run-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const BOX = [116.57, 35.37, 116.63, 35.43] as const;

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

/** A street of houses up a slope of 1 in 20 from west to east. */
function town(): string {
  const features = Array.from({ length: 60 }, (_, i) => {
    const x = 116.585 + 0.0005 * i;
    const ring = [
      [x, 35.4],
      [x + 0.0002, 35.4],
      [x + 0.0002, 35.4001],
      [x, 35.4001],
      [x, 35.4],
    ];
    return {
      type: 'Feature',
      id: `h${i}`,
      properties: { height: 9 },
      geometry: { type: 'Polygon', coordinates: [ring] },
    };
  });
  const file = join(folder, 'town.geojson');
  writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features }));
  return file;
}

function dem(name: string): string {
  const columns = 200;
  const slope = Float32Array.from(
    { length: columns * columns },
    (_, i) => 50 + (272 * ((i % columns) + 0.5)) / columns,
  );
  return writeDem(join(folder, name), BOX, columns, slope);
}

describe('npm run tiles --terrain', () => {
  it('builds a town on its ground: terrain, heights and buildings that say the same', async () => {
    const out = join(folder, 'hill');
    const {
      code,
      out: text,
      err,
    } = await run(town(), '--out', out, '--terrain', dem('dem.tif'), '--terrain-offset', '-7', '--json');
    expect(err).toMatch(/terrain: \d+ × \d+ heights, tiles to level 1[45]/);
    expect(code).toBe(0);
    const summary = JSON.parse(text) as Summary;
    expect(summary.features).toBe(60);
    expect(summary.problems).toEqual([]);
    const { terrain, sources, city } = parseCatalog(JSON.parse(readFileSync(join(out, 'catalog.json'), 'utf8')));
    expect(sources.map(({ id }) => id)).toEqual(['town.geojson', 'dem.tif']);
    const field = decodeHeights(terrain!.heights, readFileSync(join(out, terrain!.heights.url)));
    const expected = (longitude: number) => 43 + (272 * (longitude - BOX[0])) / (BOX[2] - BOX[0]);
    expect(Math.abs(heightAt(field, 116.6, 35.4) - expected(116.6))).toBeLessThan(0.02);
    const tileset = JSON.parse(readFileSync(join(out, 'tiles/buildings/tileset.json'), 'utf8'));
    const { base, height } = tileset.statistics.classes.building.properties;
    expect(height.min).toBeCloseTo(9, 6);
    expect(base.min).toBeCloseTo(expected(116.585), 1);
    expect(base.max).toBeCloseTo(expected(116.585 + 0.0005 * 59), 1);
    const { maxzoom, available } = JSON.parse(readFileSync(join(out, terrain!.url), 'utf8'));
    const { startX, startY } = available[maxzoom][0];
    const tile = readQuantizedMesh(readFileSync(join(out, `terrain/${maxzoom}/${startX}/${startY}.terrain`)));
    expect(tile.minimum).toBeGreaterThan(expected(city.bounds[0]) - 3);
    // Checked as every build is, once more: the check is what a broken tile must not pass.
    expect(() => validate(out)).not.toThrow();
    const path = join(out, `terrain/${maxzoom}/${startX + 1}/${startY}.terrain`);
    const whole = readFileSync(path);
    const raised = Buffer.from(whole);
    raised.writeFloatLE(whole.readFloatLE(28) + 4, 28);
    writeFileSync(path, raised);
    expect(() => validate(out)).toThrow(/above the ground|does not meet/);
    writeFileSync(path, whole.subarray(0, whole.length - 3));
    expect(() => validate(out)).toThrow();
  });

  it('says what it repaired and leaves nothing behind when it cannot use the file', async () => {
    const bad = writeDem(join(folder, 'norway.tif'), [10, 60, 10.1, 60.1], 20, new Float32Array(400).fill(7));
    const out = join(folder, 'none');
    const refused = await run(town(), '--out', out, '--terrain', bad);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/norway\.tif: does not cover the city, .*--terrain-crs/);
    expect(() => readFileSync(join(out, 'catalog.json'))).toThrow();
    const part = writeDem(
      join(folder, 'part.tif'),
      [116.57, 35.37, 116.6, 35.43],
      100,
      new Float32Array(20_000).fill(61),
    );
    const built = await run(town(), '--out', join(folder, 'part'), '--terrain', part);
    expect(built.code).toBe(0);
    expect(built.err).toMatch(/terrain: part\.tif: it covers \d\d % of the city/);
    const { problems } = parseCatalog(JSON.parse(readFileSync(join(folder, 'part/catalog.json'), 'utf8')));
    expect(problems).toEqual([expect.objectContaining({ dataset: 'part.tif', count: 1 })]);
  });

  it('takes an offset in metres alone', async () => {
    const { code, err } = await run(
      town(),
      '--out',
      join(folder, 'x'),
      '--terrain',
      'dem.tif',
      '--terrain-offset',
      'low',
    );
    expect(code).toBe(2);
    expect(err).toMatch(/--terrain-offset "low" is no number/);
  });
});
