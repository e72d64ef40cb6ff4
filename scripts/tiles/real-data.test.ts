import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Summary } from './build-city.ts';
import { runTiles } from './run.ts';

/** Reference files outside the repository; where they are absent these tests are skipped. */
const DATA = resolve(import.meta.dirname, '../../../shared/data');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiles-real-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function build(path: string, name: string): Promise<Summary> {
  let out = '';
  const code = await runTiles([join(DATA, path), '--out', join(folder, name), '--json'], {
    out: (text) => {
      out += text;
    },
    err: () => {},
  });
  expect(code).toBe(0);
  return JSON.parse(out) as Summary;
}

function heights(name: string): { min: number; max: number } {
  const tileset = JSON.parse(readFileSync(join(folder, name, 'tiles/buildings/tileset.json'), 'utf8'));
  return tileset.statistics.classes.building.properties.height;
}

describe.skipIf(!existsSync(DATA))('real files', () => {
  it('Monaco: 1183 building ways and 24 relations, lamps, boards, trees and bridges', async () => {
    const summary = await build('osm/monaco-latest.osm.pbf', 'monaco');
    const lost = summary.skipped
      .filter(({ reason }) => /outline|multipolygon|area/.test(reason))
      .reduce((sum, { count }) => sum + count, 0);
    expect(summary.features + lost).toBe(1183 + 24);
    expect(summary.features).toBeGreaterThanOrEqual(1183);
    expect(summary.byClass).toMatchObject({ lamp: 17, billboard: 9, tree: 415 });
    const bridges = summary.skipped.find(({ reason }) => /^bridge/.test(reason))?.count ?? 0;
    expect((summary.byClass.bridge ?? 0) + bridges).toBe(46);
  });

  it('Shanghai: 1572 polygons, 632 m', async () => {
    const summary = await build('footprints/shanghai_lujiazui_buildings.geojson', 'shanghai');
    expect(summary.features + (summary.byClass.buildingPart ?? 0)).toBe(1572);
    expect(heights('shanghai').max).toBeCloseTo(632, 3);
  });

  it('Delft: 160 buildings, 3 bridges, 143 roads, NAP heights as in the file', async () => {
    const summary = await build('cityjson/delft.json', 'delft');
    expect(summary.features).toBe(160);
    expect(summary.byClass).toMatchObject({ bridge: 3, road: 143 });
    const tileset = JSON.parse(readFileSync(join(folder, 'delft/tiles/buildings/tileset.json'), 'utf8'));
    const [west, south, east, north, , high] = tileset.root.boundingVolume.region as number[];
    // Delft's old town lies about 4.36° E, 52.01° N.
    const degrees = (low = 0, top = 0): number => ((low + top) / 2) * (180 / Math.PI);
    expect(degrees(west, east)).toBeCloseTo(4.36, 1);
    expect(degrees(south, north)).toBeCloseTo(52.01, 1);
    const model = JSON.parse(readFileSync(join(DATA, 'cityjson/delft.json'), 'utf8')) as {
      transform: { scale: number[]; translate: number[] };
      vertices: number[][];
      CityObjects: Record<string, { type: string; geometry: { boundaries: unknown }[] }>;
    };
    const spans = Object.values(model.CityObjects)
      .filter(({ type }) => type === 'Building')
      .map(({ geometry }) => {
        const corners = geometry.flatMap(({ boundaries }) => [boundaries].flat(9) as number[]);
        const z = corners.map(
          (i) => (model.vertices[i]?.[2] ?? 0) * (model.transform.scale[2] ?? 1) + (model.transform.translate[2] ?? 0),
        );
        return [Math.min(...z), Math.max(...z)] as const;
      });
    expect(heights('delft').max).toBeCloseTo(Math.max(...spans.map(([base, top]) => top - base)), 3);
    expect(high).toBeCloseTo(Math.max(...spans.map(([, top]) => top)), 3);
  });

  it('a CityJSON 1.0 of 26 buildings', async () => {
    expect((await build('cityjson/3db_sub.json', '3db')).features).toBe(26);
  });
});
