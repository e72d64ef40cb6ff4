import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import sqliteModule from 'node-sqlite3-wasm';
import Pbf from 'pbf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuildingFeature } from '../feature.ts';
import { verticalExtent } from '../tile/building-tiles.ts';
import type { ReadOptions } from './collector.ts';
import { readInputs } from './read-inputs.ts';
import type { ReadCity } from './source.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiles-formats-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);

async function read(name: string, options: Partial<ReadOptions> = {}): Promise<ReadCity> {
  return readInputs(
    { inputs: [at(name)], out: '', crs: null, height: null, id: null, json: false, ...options },
    () => {},
  );
}

function buildings(source: ReadCity): BuildingFeature[] {
  return [...source.city.features].filter((feature) => feature.kind === 'building');
}

/** Height of each building by its id. */
function tops(source: ReadCity): Record<string, number> {
  return Object.fromEntries(buildings(source).map((each) => [each.id, verticalExtent(each)[1]]));
}

const [X, Y] = [116.6, 35.4];
const ring = (east: number, size = 1e-3): [number, number][] => [
  [X + east, Y],
  [X + east + size, Y],
  [X + east + size, Y + size],
  [X + east, Y + size],
  [X + east, Y],
];

/** A well-known binary polygon, little-endian; `z` makes it an ISO PolygonZ. */
function wkbPolygon(points: readonly (readonly number[])[], z?: number): Buffer {
  const size = z === undefined ? 16 : 24;
  const bytes = Buffer.alloc(13 + size * points.length);
  bytes[0] = 1;
  bytes.writeUInt32LE(z === undefined ? 3 : 1003, 1);
  bytes.writeUInt32LE(1, 5);
  bytes.writeUInt32LE(points.length, 9);
  points.forEach(([x = 0, y = 0], i) => {
    bytes.writeDoubleLE(x, 13 + size * i);
    bytes.writeDoubleLE(y, 21 + size * i);
    if (z !== undefined) bytes.writeDoubleLE(z, 29 + size * i);
  });
  return bytes;
}

describe('GeoPackage', () => {
  it('reads each layer in its own coordinate system, headers with an envelope, Z, and leaves out what is broken', async () => {
    rmSync(at('a.gpkg'), { force: true });
    const database = new sqliteModule.Database(at('a.gpkg'));
    database.exec(`
      CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
      INSERT INTO gpkg_spatial_ref_sys VALUES (4326, 'EPSG', 4326, ''), (4548, 'EPSG', 4548, '');
      CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER);
      INSERT INTO gpkg_geometry_columns VALUES ('houses', 'geom', 'POLYGON', 4326), ('metric "two"', 'shape', 'POLYGON', 4548);
      CREATE TABLE houses (fid INTEGER PRIMARY KEY, geom BLOB, height REAL);
      CREATE TABLE "metric ""two""" (fid INTEGER PRIMARY KEY, shape BLOB, id TEXT, height REAL);`);
    const head = (flags: number, envelope = 0): Buffer =>
      Buffer.concat([Buffer.from([0x47, 0x50, 0, flags, 0, 0, 0, 0]), Buffer.alloc(envelope)]);
    database.run('INSERT INTO houses VALUES (7, ?, 12)', [Buffer.concat([head(0b11, 32), wkbPolygon(ring(0))])]);
    database.run('INSERT INTO houses VALUES (8, ?, 15)', [
      Buffer.concat([head(1), wkbPolygon(ring(0)).subarray(0, 40)]),
    ]);
    database.run('INSERT INTO houses VALUES (9, NULL, 15)');
    const metres = [
      [500_000, 3_900_000],
      [500_050, 3_900_000],
      [500_050, 3_900_040],
      [500_000, 3_900_000],
    ];
    database.run('INSERT INTO "metric ""two""" VALUES (1, ?, ?, 20)', [
      Buffer.concat([head(1), wkbPolygon(metres, 41)]),
      'm',
    ]);
    database.close();
    const source = await read('a.gpkg');
    expect(tops(source)).toEqual({ 7: 12, m: 20 });
    expect(source.skipped().map(({ reason, examples }) => [reason, examples[0]])).toEqual([
      ['geometry that cannot be read is not drawn', 'feature 2 ("8")'],
      ['no geometry', 'feature 3 ("9")'],
    ]);
    expect(tops(await read('a.gpkg', { only: ['houses'] }))).toEqual({ 7: 12 });
    await expect(read('a.gpkg', { only: ['roads'] })).rejects.toThrow(
      /has no layer roads; name one with --only: houses, /,
    );
    writeFileSync(at('no.gpkg'), 'this is no database at all, whatever its name says');
    await expect(read('no.gpkg')).rejects.toThrow(/no\.gpkg: is no sound SQLite file/);
  });
});

/** A Mapbox vector tile with one layer of polygons in tile steps, one ring a feature. */
function vectorTile(
  features: readonly { id: number; height: number; points: readonly (readonly [number, number])[] }[],
): Buffer {
  const zigzag = (n: number): number => (n << 1) ^ (n >> 31);
  const writer = new Pbf();
  writer.writeMessage(
    3,
    (_, layer) => {
      layer.writeVarintField(15, 2);
      layer.writeStringField(1, 'building');
      features.forEach(({ id, points }, i) => {
        layer.writeMessage(
          2,
          (_none, feature) => {
            feature.writeVarintField(1, id);
            feature.writePackedVarint(2, [0, i]);
            feature.writeVarintField(3, 3);
            const geometry: number[] = [];
            let [x, y] = [0, 0];
            points.forEach(([px, py], k) => {
              if (k === 0) geometry.push((1 << 3) | 1);
              if (k === 1) geometry.push(((points.length - 1) << 3) | 2);
              geometry.push(zigzag(px - x), zigzag(py - y));
              [x, y] = [px, py];
            });
            geometry.push((1 << 3) | 7);
            feature.writePackedVarint(4, geometry);
          },
          null,
        );
      });
      layer.writeStringField(3, 'render_height');
      for (const { height } of features)
        layer.writeMessage(4, (_none, value) => value.writeDoubleField(3, height), null);
      layer.writeVarintField(5, 4096);
    },
    null,
  );
  return Buffer.from(writer.finish());
}

describe('MBTiles', () => {
  it('joins a building that the edge of a tile cuts, once, and takes the deepest zoom alone', async () => {
    rmSync(at('a.mbtiles'), { force: true });
    const database = new sqliteModule.Database(at('a.mbtiles'));
    database.exec(`CREATE TABLE metadata (name TEXT, value TEXT); INSERT INTO metadata VALUES ('format', 'pbf');
      CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);`);
    const [column, row] = [13_498, 16_383 - 6_458];
    const square = (x: number): [number, number][] => [
      [x, 100],
      [x + 400, 100],
      [x + 400, 500],
      [x, 500],
    ];
    const put = (zoom: number, x: number, data: Buffer): void => {
      database.run('INSERT INTO tiles VALUES (?, ?, ?, ?)', [zoom, x, row, gzipSync(data)]);
    };
    // The same building in both tiles, each with a margin of 64 steps beyond its edge.
    put(
      14,
      column,
      vectorTile([
        { id: 1, height: 10, points: square(1000) },
        {
          id: 2,
          height: 25,
          points: [
            [3900, 100],
            [4160, 100],
            [4160, 500],
            [3900, 500],
          ],
        },
      ]),
    );
    put(
      14,
      column + 1,
      vectorTile([
        {
          id: 2,
          height: 25,
          points: [
            [-64, 100],
            [204, 100],
            [204, 500],
            [-64, 500],
          ],
        },
      ]),
    );
    put(13, column >> 1, vectorTile([{ id: 9, height: 99, points: square(0) }]));
    database.close();
    const source = await read('a.mbtiles');
    expect(tops(source)).toEqual({ 1: 10, 2: 25 });
    const [, cut] = buildings(source);
    expect(cut?.parts.length).toBe(1);
    const xs = cut?.parts[0]?.rings[0]?.map(([x]) => x) ?? [];
    const step = 360 / 2 ** 14 / 4096;
    expect((Math.max(...xs) - Math.min(...xs)) / step).toBeCloseTo(400, 6);
  });
});
