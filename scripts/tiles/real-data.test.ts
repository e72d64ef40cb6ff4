import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { serialize } from 'flatgeobuf/lib/mjs/geojson.js';
import sqliteModule from 'node-sqlite3-wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Summary } from './build-city.ts';
import { khronosErrors } from './khronos-check.ts';
import { readInputs } from './read/read-inputs.ts';
import type { ReadCity } from './read/source.ts';
import { runTiles } from './run.ts';

/** Reference files outside the repository; where they are absent these tests are skipped. */
const DATA = resolve(import.meta.dirname, '../../../shared/data');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiles-real-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function build(path: string, name: string, ...more: string[]): Promise<Summary> {
  let [out, err] = ['', ''];
  const code = await runTiles([resolve(DATA, path), '--out', join(folder, name), '--json', ...more], {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err = text;
    },
  });
  expect([code, code === 0 ? '' : err]).toEqual([0, '']);
  expect(await khronosErrors(join(folder, name))).toEqual([]);
  return JSON.parse(out) as Summary;
}

/** As read, without the build. */
function read(file: string): Promise<ReadCity> {
  return readInputs({ inputs: [file], out: '', crs: null, height: null, id: null, json: false }, () => {});
}

type Boundaries = number | readonly Boundaries[];

interface Model {
  readonly CityObjects: Readonly<
    Record<
      string,
      {
        readonly parents?: readonly string[];
        readonly children?: readonly string[];
        readonly geometry?: readonly { readonly boundaries: Boundaries }[];
      }
    >
  >;
  readonly vertices: readonly (readonly number[])[];
}

function heights(name: string): { min: number; max: number } {
  const tileset = JSON.parse(readFileSync(join(folder, name, 'tiles/buildings/tileset.json'), 'utf8'));
  return tileset.statistics.classes.building.properties.height;
}

/** A GeoPackage geometry without an envelope. */
function packagePolygon({
  coordinates,
}: {
  readonly coordinates: readonly (readonly (readonly number[])[])[];
}): Buffer {
  const head = Buffer.from([0x47, 0x50, 0, 1, 0, 0, 0, 0, 1, 3, 0, 0, 0]);
  const count = (n: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(n);
    return bytes;
  };
  const rings = coordinates.map((ring) =>
    Buffer.concat([
      count(ring.length),
      Buffer.from(Float64Array.from(ring.flatMap(([x = 0, y = 0]) => [x, y])).buffer),
    ]),
  );
  return Buffer.concat([head, count(rings.length), ...rings]);
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

  it('Delft as a sequence, a feature a line with its own vertices, is the same city', async () => {
    const { CityObjects, vertices, ...frame } = JSON.parse(
      readFileSync(join(DATA, 'cityjson/delft.json'), 'utf8'),
    ) as Model;
    const lines: unknown[] = [{ ...frame, CityObjects: {}, vertices: [] }];
    for (const [id, object] of Object.entries(CityObjects))
      if (!object.parents?.length) {
        const own: (readonly number[])[] = [];
        const numbers = new Map<number, number>();
        const renumbered = (value: Boundaries): Boundaries => {
          if (typeof value !== 'number') return value.map(renumbered);
          const number = numbers.get(value) ?? own.push(vertices[value] as readonly number[]) - 1;
          numbers.set(value, number);
          return number;
        };
        const members = [id, ...(object.children ?? [])].map((each) => {
          const member = CityObjects[each] as Model['CityObjects'][string];
          const geometry = member.geometry?.map((one) => ({ ...one, boundaries: renumbered(one.boundaries) }));
          return [each, { ...member, ...(geometry ? { geometry } : {}) }];
        });
        lines.push({ type: 'CityJSONFeature', id, CityObjects: Object.fromEntries(members), vertices: own });
      }
    const file = join(folder, 'delft.city.jsonl');
    writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'));
    const found = await read(file);
    const whole = await read(join(DATA, 'cityjson/delft.json'));
    expect(found.byClass?.()).toEqual(whole.byClass?.());
    expect(found.skipped()).toEqual(whole.skipped());
    expect([...found.city.features]).toEqual([...whole.city.features]);
  });

  it('Washington: 3963 lamps of a CSV with a BOM, in feet and with names of its own', async () => {
    const fields = 'height=POLEHEIGHT_DESC,wattage=WATTAGE1,road=STREETNAME';
    const csv = ['--layer', 'lamp', '--x', 'XCOORD', '--y', 'YCOORD', '--fields', fields, '--id', 'FACILITYID'];
    const summary = await build('lamps/dc_streetlights.csv', 'lamps', ...csv);
    expect(summary.byClass).toEqual({ lamp: 3963 });
    const { ids, columns } = JSON.parse(readFileSync(join(folder, 'lamps/assets/lamp.json'), 'utf8'));
    expect(columns.height[ids.indexOf('60763')]).toBeCloseTo(18 * 0.3048, 9);
    expect(columns.wattage[ids.indexOf('60763')]).toBe(250);
  });

  it('Shanghai in each table format is the same 1572 polygons', async () => {
    const collection = JSON.parse(
      readFileSync(join(DATA, 'footprints/shanghai_lujiazui_buildings.geojson'), 'utf8'),
    ) as {
      features: {
        properties: Record<string, string | number | null>;
        geometry: Parameters<typeof packagePolygon>[0];
      }[];
    };
    writeFileSync(join(folder, 's.geojsonl'), collection.features.map((each) => JSON.stringify(each)).join('\n'));
    const keys = [...new Set(collection.features.flatMap(({ properties }) => Object.keys(properties)))].filter(
      // Names in other languages are not drawn.
      (key) => !key.includes(':'),
    );
    // The library takes the columns of the first feature for those of all.
    const uniform = collection.features.map((each) => ({
      ...each,
      properties: Object.fromEntries(keys.map((key) => [key, String(each.properties[key] ?? '')])),
    }));
    writeFileSync(
      join(folder, 's.fgb'),
      serialize({ type: 'FeatureCollection', features: uniform } as unknown as Parameters<typeof serialize>[0], 4326),
    );
    const database = new sqliteModule.Database(join(folder, 's.gpkg'));
    database.exec(`CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
      INSERT INTO gpkg_spatial_ref_sys VALUES (4326, 'EPSG', 4326, '');
      CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER);
      INSERT INTO gpkg_geometry_columns VALUES ('s', 'geom', 'POLYGON', 4326);
      CREATE TABLE s (fid INTEGER PRIMARY KEY, geom BLOB, ${keys.join(', ')}); BEGIN;`);
    for (const { geometry, properties } of collection.features) {
      database.run(`INSERT INTO s (geom, ${keys.join(', ')}) VALUES (?${', ?'.repeat(keys.length)})`, [
        packagePolygon(geometry),
        ...keys.map((key) => properties[key] ?? null),
      ]);
    }
    database.exec('COMMIT');
    database.close();
    const drawn = async (file: string) => {
      const source = await read(file);
      const all = [...source.city.features];
      expect([file, all.length, source.byClass?.().buildingPart]).toEqual([file, 1430, 142]);
      // FlatGeobuf orders its records by their place, and a second of an id is numbered by it: a text a part, sorted.
      const parts = all.flatMap((each) =>
        each.kind === 'building'
          ? each.parts.map(
              ({ base, top, rings, roof }) =>
                `${each.id.replace(/#.*/, '')} ${base} ${top} ${rings.join(' ')} ${roof ?? ''}`,
            )
          : [],
      );
      return parts.sort();
    };
    const first = await drawn(join(DATA, 'footprints/shanghai_lujiazui_buildings.geojson'));
    for (const name of ['s.geojsonl', 's.fgb', 's.gpkg']) expect(await drawn(join(folder, name))).toEqual(first);
  });
});

/** A folder of anybody's real IFC and CityGML files, named by a variable: each must be built without an error of the validator. */
const SAMPLES = process.env.SAMPLES ?? '';
const samples = existsSync(SAMPLES) ? readdirSync(SAMPLES).filter((name) => /\.(ifc|gml|xml)$/i.test(name)) : [];

describe.skipIf(samples.length === 0)('files of SAMPLES', () => {
  it.each(samples)('%s', async (name) => {
    const summary = await build(join(SAMPLES, name), `sample-${name}`);
    expect(summary.tiles).toBeGreaterThan(0);
  });
});
