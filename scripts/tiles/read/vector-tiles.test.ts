import { rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import sqliteModule from 'node-sqlite3-wasm';
import Pbf from 'pbf';
import { zxyToTileId } from 'pmtiles';
import { describe, expect, it } from 'vitest';
import { buildCity } from '../build-city.ts';
import { khronosErrors } from '../khronos-check.ts';
import { verticalExtent } from '../model/vertical-extent.ts';
import { at, buildings, keepInputs, read, tops, vectorTile } from './test-inputs.ts';

keepInputs();

describe('MBTiles', () => {
  it('joins a building that the edge of a tile cuts, once, and leaves out what a deeper zoom tells better', async () => {
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
      database.run('INSERT INTO tiles VALUES (?, ?, ?, ?)', [zoom, x, row >> (14 - zoom), gzipSync(data)]);
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

  it('takes numbers that a tile has twice for no ids: cut buildings are joined by their touch alone', async () => {
    rmSync(at('b.mbtiles'), { force: true });
    const database = new sqliteModule.Database(at('b.mbtiles'));
    database.exec(`CREATE TABLE metadata (name TEXT, value TEXT);
      CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);`);
    const box = (x: number, y: number, width: number): [number, number][] => [
      [x, y],
      [x + width, y],
      [x + width, y + 300],
      [x, y + 300],
    ];
    const tile = (x: number, ...features: Parameters<typeof vectorTile>[0]): void => {
      database.run('INSERT INTO tiles VALUES (14, ?, 9925, ?)', [x, vectorTile(features)]);
    };
    // Two buildings over the edge, as high as each other and of one number; another number for the same beyond the edge.
    tile(
      13_498,
      { id: 1, height: 9, points: box(100, 100, 200) },
      { id: 1, height: 9, points: box(3900, 100, 300) },
      { id: 1, height: 9, points: box(3900, 1000, 300) },
    );
    tile(13_499, { id: 2, height: 9, points: box(-64, 100, 168) }, { id: 3, height: 9, points: box(-64, 1000, 168) });
    database.close();
    const source = await read('b.mbtiles');
    expect(buildings(source).map(({ parts }) => parts.length)).toEqual([1, 1, 1]);
    const step = 360 / 2 ** 14 / 4096;
    const widths = buildings(source).map(({ parts }) => {
      const xs = parts[0]?.rings[0]?.map(([x]) => x) ?? [];
      return Math.round((Math.max(...xs) - Math.min(...xs)) / step);
    });
    expect(widths.sort()).toEqual([200, 300, 300]);
    expect(source.repeated?.()).toEqual([]);
  });
});

const VARINTS = (values: readonly number[]): Buffer => {
  const writer = new Pbf();
  for (const value of values) writer.writeVarint(value);
  return Buffer.from(writer.finish());
};

interface Entry {
  readonly tileId: number;
  readonly run: number;
  readonly length: number;
  readonly offset: number;
}

/** A directory of a PMTiles archive (version 3, section 4), gzip. */
function directory(entries: readonly Entry[]): Buffer {
  return gzipSync(
    VARINTS([
      entries.length,
      ...entries.map(({ tileId }, i) => tileId - (entries[i - 1]?.tileId ?? 0)),
      ...entries.map(({ run }) => run),
      ...entries.map(({ length }) => length),
      ...entries.map(({ offset }) => offset + 1),
    ]),
  );
}

/** A PMTiles archive of gzip vector tiles; with `leaf` its root points to one leaf directory. */
function pmTiles(tiles: readonly { z: number; x: number; y: number; data: Buffer }[], leaf: boolean, type = 1): Buffer {
  const packed = tiles
    .map(({ z, x, y, data }) => ({ tileId: zxyToTileId(z, x, y), bytes: gzipSync(data) }))
    .sort((a, b) => a.tileId - b.tileId);
  let offset = 0;
  const entries = packed.map(({ tileId, bytes }): Entry => {
    offset += bytes.length;
    return { tileId, run: 1, length: bytes.length, offset: offset - bytes.length };
  });
  const leaves = leaf ? directory(entries) : Buffer.alloc(0);
  const root = leaf
    ? directory([{ tileId: packed[0]?.tileId ?? 0, run: 0, length: leaves.length, offset: 0 }])
    : directory(entries);
  const metadata = gzipSync(JSON.stringify({ vector_layers: [{ id: 'building', fields: {} }] }));
  const header = Buffer.alloc(127);
  header.write('PMTiles');
  header[7] = 3;
  let at = header.length;
  [root, metadata, leaves, Buffer.alloc(offset)].forEach(({ length }, i) => {
    header.writeBigUInt64LE(BigInt(at), 8 + 16 * i);
    header.writeBigUInt64LE(BigInt(length), 16 + 16 * i);
    at += length;
  });
  [72, 80, 88].forEach((place) => {
    header.writeBigUInt64LE(BigInt(packed.length), place);
  });
  // Clustered; directories and tiles in gzip; tile type; least and deepest zoom.
  header.set([1, 2, 2, type, 13, 14], 96);
  return Buffer.concat([header, root, metadata, leaves, ...packed.map(({ bytes }) => bytes)]);
}

describe('PMTiles', () => {
  const [column, row] = [13_498, 6_458];
  const rectangles = [
    { id: 1, height: 10, box: [1000, 100, 1400, 500] },
    // Across the border to the east, and across the corner of four tiles.
    { id: 2, height: 25, box: [3900, 100, 4300, 500] },
    { id: 3, height: 40, box: [3996, 3946, 4196, 4246] },
    // Across the border to the south, without an id.
    { height: 7, box: [2000, 4076, 2300, 4116] },
    // In the east tile alone, and in the margin of its neighbour.
    { id: 5, height: 15, box: [4106, 1000, 4156, 1100] },
  ] as const;
  /** The four tiles, each with what lies in it and in a margin of 64 steps beyond. */
  const tiles = [0, 1, 2, 3].map((n) => {
    const [dx, dy] = [n % 2, n >> 1];
    const features = rectangles.flatMap((each) => {
      const [left, top, right, bottom] = each.box.map((value, i) =>
        Math.min(4160, Math.max(-64, value - 4096 * (i % 2 === 0 ? dx : dy))),
      ) as [number, number, number, number];
      const points = [
        [left, top],
        [right, top],
        [right, bottom],
        [left, bottom],
      ] as const;
      return right > left && bottom > top ? [{ ...each, points }] : [];
    });
    return { z: 14, x: column + dx, y: row + dy, data: vectorTile(features) };
  });
  const coarse = {
    z: 13,
    x: column >> 1,
    y: row >> 1,
    data: vectorTile([
      {
        id: 9,
        height: 99,
        points: [
          [0, 0],
          [40, 0],
          [40, 40],
        ],
      },
    ]),
  };

  it.each([
    ['one root directory', false],
    ['a leaf directory', true],
  ])('with %s: joins what borders cut, once, where it lies', async (name, leaf) => {
    writeFileSync(at(`${name}.pmtiles`), pmTiles([...tiles, coarse], leaf));
    const source = await read(`${name}.pmtiles`);
    const found = buildings(source).map((each) => {
      expect(each.parts.map(({ rings }) => rings.length)).toEqual([1]);
      const ring = each.parts[0]?.rings[0] ?? [];
      // Web Mercator, back into steps from the corner of the first tile.
      const world = 2 ** 14 * 4096;
      const steps = ring.map(([longitude, latitude]) => [
        ((longitude + 180) / 360) * world - column * 4096,
        (0.5 - Math.asinh(Math.tan((latitude * Math.PI) / 180)) / (2 * Math.PI)) * world - row * 4096,
      ]);
      const box = [Math.min, Math.max].flatMap((of) =>
        [0, 1].map((axis) => Math.round(of(...steps.map((step) => step[axis] as number)) * 100) / 100),
      );
      return [verticalExtent(each)[1], box];
    });
    expect(found.sort(([a], [b]) => Number(a) - Number(b))).toEqual(
      rectangles.map(({ height, box }) => [height, box]).sort(([a], [b]) => Number(a) - Number(b)),
    );
    expect(source.skipped()).toEqual([]);
    expect(source.datasets[0]).toMatchObject({ origin: 'PMTiles', datum: 'EPSG:4326' });
    expect((await buildCity(source, at(name), () => {})).features).toBe(rectangles.length);
    expect(await khronosErrors(at(name))).toEqual([]);
  });

  it('takes a tile of a lesser zoom where no deeper one has buildings, and joins what their border cuts', async () => {
    const box = (left: number, top: number, right: number, bottom: number) =>
      [
        [left, top],
        [right, top],
        [right, bottom],
        [left, bottom],
      ] as const;
    const [x, y] = [column >> 1, row >> 1];
    const joined = [
      // Told by four deeper tiles, of which one has buildings.
      { z: 13, x, y, data: vectorTile([{ id: 9, height: 99, points: box(0, 0, 40, 40) }]) },
      { z: 14, x: 2 * x + 1, y: 2 * y, data: vectorTile([{ id: 1, height: 10, points: box(3900, 200, 4160, 600) }]) },
      // Its neighbour to the east is as deep as it goes: half as many steps for the rest of the same building, and one of its own.
      {
        ...{ z: 13, x: x + 1, y },
        data: vectorTile([
          { id: 1, height: 10, points: box(-64, 100, 150, 300) },
          { id: 2, height: 20, points: box(2000, 2000, 2100, 2200) },
        ]),
      },
      // As deep as that is, and over both.
      { z: 12, x: x >> 1, y: y >> 1, data: vectorTile([{ id: 8, height: 88, points: box(0, 0, 40, 40) }]) },
    ];
    writeFileSync(at('joined.pmtiles'), pmTiles(joined, true));
    const found = buildings(await read('joined.pmtiles')).map(({ parts: [part] }) => {
      const steps = (part?.rings[0] ?? []).map(([longitude]) => ((longitude + 180) / 360) * 2 ** 14 * 4096);
      const west = Math.min(...steps) - (2 * x + 1) * 4096;
      return [west, Math.max(...steps) - Math.min(...steps)].map(Math.round);
    });
    expect(found.sort(([a], [b]) => Number(a) - Number(b))).toEqual([
      [3900, 196 + 300],
      [4096 + 4000, 200],
    ]);
  });

  it('says what it cannot read', async () => {
    writeFileSync(at('pictures.pmtiles'), pmTiles(tiles, false, 2));
    await expect(read('pictures.pmtiles')).rejects.toThrow(/pictures\.pmtiles: holds no Mapbox vector tiles/);
    writeFileSync(at('no.pmtiles'), 'no archive');
    await expect(read('no.pmtiles')).rejects.toThrow(/no\.pmtiles: is no PMTiles/);
    const whole = pmTiles(tiles, false);
    writeFileSync(at('cut.pmtiles'), whole.subarray(0, whole.length - 40));
    await expect(read('cut.pmtiles')).rejects.toThrow(/cut\.pmtiles: is cut off: \d+ of \d+ bytes; fetch it again/);
  });
});
