import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import sqliteModule from 'node-sqlite3-wasm';
import { describe, expect, it } from 'vitest';
import { buildCity } from '../build-city.ts';
import { khronosErrors } from '../khronos-check.ts';
import { areaOf } from '../model/ring.ts';
import { projectionOf } from '../project/projection.ts';
import { openSqlite } from './sqlite.ts';
import { at, buildings, keepInputs, read, ring, tops } from './test-inputs.ts';

keepInputs();

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

/** Metres of a square of `size` with its south-west corner at `x`, `y`; closed. */
const square = (x: number, y: number, size: number): [number, number][] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];

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

  it('reads metres of a register code and of a definition of its own; says of NULL and empty geometries', async () => {
    rmSync(at('own.gpkg'), { force: true });
    const database = new sqliteModule.Database(at('own.gpkg'));
    const local =
      'PROJCS["Jining 116.6",GEOGCS["CGCS2000",DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",116.6],PARAMETER["scale_factor",1],PARAMETER["false_easting",50000],PARAMETER["false_northing",-3900000],UNIT["metre",1]]';
    database.exec(`
      CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
      INSERT INTO gpkg_spatial_ref_sys VALUES (4527, 'epsg', 4527, 'undefined'), (100001, 'JINING', 100001, '${local}');
      CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER);
      INSERT INTO gpkg_geometry_columns VALUES ('zone', 'geom', 'MULTIPOLYGON', 4527), ('local', 'geom', 'POLYGON', 100001);
      CREATE TABLE zone (fid INTEGER PRIMARY KEY, geom BLOB, height REAL);
      CREATE TABLE local (fid INTEGER PRIMARY KEY, geom BLOB, height REAL);`);
    const count = (n: number): Buffer => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32LE(n);
      return bytes;
    };
    const polygon = (ring: readonly (readonly [number, number])[]): Buffer =>
      Buffer.concat([
        Buffer.from([1]),
        count(3),
        count(1),
        count(ring.length),
        Buffer.from(Float64Array.from(ring.flat()).buffer),
      ]);
    const multi = (...rings: (readonly (readonly [number, number])[])[]): Buffer =>
      Buffer.concat([Buffer.from([1]), count(6), count(rings.length), ...rings.map(polygon)]);
    const head = (flags: number): Buffer => Buffer.from([0x47, 0x50, 0, flags, 0, 0, 0, 0]);
    const [x, y] = [39_463_000, 3_919_000];
    const rows: readonly (readonly [string, number, Buffer | null, number | null])[] = [
      ['zone', 1, Buffer.concat([head(1), multi(square(x, y, 20), square(x + 40, y, 10))]), 12],
      ['zone', 2, null, 12],
      // The flag of an empty geometry, and a multipolygon of none.
      ['zone', 3, Buffer.concat([head(0b1_0001), multi()]), 12],
      ['zone', 4, Buffer.concat([head(1), multi()]), 12],
      ['zone', 5, Buffer.concat([head(1), multi(square(x, y + 100, 20))]), null],
      // A corner that is not a number.
      ['zone', 6, Buffer.concat([head(1), multi([...square(x, y, 20).slice(0, 3), [Number.NaN, y], [x, y]])]), 9],
      ['local', 7, Buffer.concat([head(1), polygon(square(50_000, 19_000, 30))]), 21],
      ['local', 8, null, null],
    ];
    for (const [table, ...values] of rows) database.run(`INSERT INTO ${table} VALUES (?, ?, ?)`, values);
    database.close();
    const source = await read('own.gpkg');
    const found = buildings(source);
    expect(tops(source)).toEqual({ 1: 12, 5: 6, 7: 21 });
    expect(found.find(({ id }) => id === '1')?.parts).toHaveLength(2);
    const corner = (id: string) => found.find((each) => each.id === id)?.parts[0]?.rings[0]?.[0];
    expect(corner('7')).toEqual([expect.closeTo(116.6, 9), expect.closeTo(35.4, 1)]);
    expect(corner('1')).toEqual(
      projectionOf('EPSG:4548', '')
        .toLonLat(463_000, y)
        .map((value) => expect.closeTo(value, 9)),
    );
    expect(source.datasets[0]?.datum).toBe('Jining 116.6, EPSG:4527');
    expect(source.assumedHeights()).toBe(1);
    expect(source.skipped().map(({ reason, count: times, examples }) => [reason, times, examples])).toEqual([
      ['no geometry', 3, ['feature 2 ("8")', 'feature 2 ("2")', 'feature 3 ("3")']],
      ['polygon without rings', 1, ['feature 4 ("4")']],
      ['coordinate is not a number', 1, ['feature 6 ("6")']],
    ]);
    const out = at('city');
    expect(await buildCity(source, out, () => {})).toMatchObject({ features: 3, complete: false });
    expect(await khronosErrors(out)).toEqual([]);
  });
});

/** Well-known binary of the kinds that a curved outline is made of, little-endian: a list of positions, or of geometries. */
function wkb(code: number, ...of: readonly (readonly number[] | Buffer)[]): Buffer {
  const head = Buffer.alloc(9);
  head[0] = 1;
  head.writeUInt32LE(code, 1);
  head.writeUInt32LE(of.length, 5);
  const parts = of.map((each) => (Buffer.isBuffer(each) ? each : Buffer.from(Float64Array.from(each).buffer)));
  return Buffer.concat([head, ...parts]);
}

it('draws the arcs of curved outlines, of one building and of several', async () => {
  rmSync(at('curved.gpkg'), { force: true });
  const database = new sqliteModule.Database(at('curved.gpkg'));
  database.exec(`
    CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
    INSERT INTO gpkg_spatial_ref_sys VALUES (4548, 'EPSG', 4548, '');
    CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER);
    INSERT INTO gpkg_geometry_columns VALUES ('houses', 'geom', 'CURVEPOLYGON', 4548);
    CREATE TABLE houses (id TEXT, geom BLOB, height REAL);`);
  const [x, y] = [500_000, 3_900_000];
  // A disc as one closed arc; half a disc as an arc and the line back; both, with a square, as one building.
  const disc = wkb(10, wkb(8, [x, y], [x + 40, y], [x, y]));
  const half = wkb(
    10,
    wkb(9, wkb(8, [x + 100, y], [x + 120, y + 20], [x + 140, y]), wkb(2, [x + 140, y], [x + 100, y])),
  );
  const head = Buffer.from([0x47, 0x50, 0, 1, 0, 0, 0, 0]);
  for (const [id, shape] of [
    ['disc', disc],
    ['half', half],
    ['all', wkb(12, disc, half, wkbPolygon(square(x + 200, y, 30)))],
  ] as const)
    database.run('INSERT INTO houses VALUES (?, ?, 9)', [id, Buffer.concat([head, shape])]);
  database.close();
  const source = await read('curved.gpkg');
  expect(source.skipped()).toEqual([]);
  const areas = buildings(source).map(({ id, parts }) => [id, parts.map(({ rings }) => areaOf(rings))] as const);
  const [whole, part] = [Math.PI * 20 ** 2, (Math.PI * 20 ** 2) / 2];
  expect(areas.map(([id, each]) => [id, each.length])).toEqual([
    ['disc', 1],
    ['half', 1],
    ['all', 3],
  ]);
  const found = areas.flatMap(([, each]) => each);
  [whole, part, whole, part, 900].forEach((area, i) => {
    expect((found[i] as number) / area).toBeGreaterThan(0.98);
    expect((found[i] as number) / area).toBeLessThan(1.01);
  });
});

describe('a GeoPackage that another program has open or has left', () => {
  /** In WAL mode: one house is in the file, one in the log beside it alone. */
  function left(name: string): void {
    for (const ending of ['', '-wal', '-shm']) rmSync(at(`${name}${ending}`), { force: true });
    const database = new sqliteModule.Database(at(name));
    database.exec(`PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;
      CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
      INSERT INTO gpkg_spatial_ref_sys VALUES (4326, 'EPSG', 4326, '');
      CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER);
      INSERT INTO gpkg_geometry_columns VALUES ('houses', 'geom', 'POLYGON', 4326);
      CREATE TABLE houses (id TEXT, geom BLOB, height REAL);`);
    const put = (id: string, east: number): void => {
      const head = Buffer.from([0x47, 0x50, 0, 1, 0, 0, 0, 0]);
      database.run('INSERT INTO houses VALUES (?, ?, 9)', [id, Buffer.concat([head, wkbPolygon(ring(east))])]);
    };
    put('a', 0);
    database.exec('PRAGMA wal_checkpoint');
    put('b', 0.01);
    copyFileSync(at(name), at('copy'));
    copyFileSync(at(`${name}-wal`), at('copy-wal'));
    database.close();
    renameSync(at('copy'), at(name));
    renameSync(at('copy-wal'), at(`${name}-wal`));
  }
  const bytes = (...names: string[]): Buffer[] => names.map((name) => readFileSync(at(name)));

  it('is read with what stands in its log, and stays as it was', async () => {
    left('wal.gpkg');
    const before = bytes('wal.gpkg', 'wal.gpkg-wal');
    expect(tops(await read('wal.gpkg'))).toEqual({ a: 9, b: 9 });
    expect(bytes('wal.gpkg', 'wal.gpkg-wal')).toEqual(before);
    // Without its log it is what it was at the last checkpoint.
    rmSync(at('wal.gpkg-wal'));
    expect(tops(await read('wal.gpkg'))).toEqual({ a: 9 });
    expect(existsSync(at('wal.gpkg-wal'))).toBe(false);
  });

  it('is read where a killed program left its lock', async () => {
    left('locked.gpkg');
    mkdirSync(at('locked.gpkg.lock'));
    expect(tops(await read('locked.gpkg'))).toEqual({ a: 9, b: 9 });
  });

  it('has nothing put beside it while it is read: its folder may be one for reading alone', () => {
    left('kept.gpkg');
    const before = readdirSync(dirname(at('kept.gpkg')));
    const sqlite = openSqlite(at('kept.gpkg'));
    expect(sqlite.all('SELECT COUNT(*) AS count FROM houses')).toEqual([{ count: 2 }]);
    expect(readdirSync(dirname(at('kept.gpkg')))).toEqual(before);
    sqlite.close();
    expect(readdirSync(dirname(at('kept.gpkg')))).toEqual(before);
  });
});
