import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wgs84ToGcj02 } from '../../../src/domain/geo/datum.ts';
import type { BuildingFeature, CityFeature } from '../feature.ts';
import { InputError } from '../input-error.ts';
import { areaOf } from '../model/ring.ts';
import { verticalExtent } from '../model/vertical-extent.ts';
import { readInputs } from './read-inputs.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiles-read-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NONE = { out: '', crs: null, height: null, id: null, json: false };

async function read(
  name: string,
  content: unknown,
  options: Partial<typeof NONE | { crs: string; height: string; id: string }> = {},
) {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readInputs({ ...NONE, ...options, inputs: [file] }, () => {});
}

function buildings(features: Iterable<CityFeature>): BuildingFeature[] {
  return [...features].filter((feature) => feature.kind === 'building');
}

const SQUARE = [
  [
    [116.6, 35.4],
    [116.601, 35.4],
    [116.601, 35.401],
    [116.6, 35.401],
    [116.6, 35.4],
  ],
];
const feature = (properties: object, coordinates: unknown = SQUARE, type = 'Polygon') => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
});
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });

describe('GeoJSON', () => {
  it('takes the polygons of a collection of geometries as one building, and says of one without any', async () => {
    const polygon = (east: number) => ({
      type: 'Polygon',
      coordinates: SQUARE.map((ring) => ring.map(([x = 0, y]) => [x + east, y])),
    });
    const point = { type: 'Point', coordinates: [116.6, 35.4] };
    const collected = (...geometries: unknown[]) => ({
      ...{ type: 'Feature', properties: { height: 8 } },
      geometry: { type: 'GeometryCollection', geometries },
    });
    const nested = { type: 'GeometryCollection', geometries: [polygon(0.002)] };
    const source = await read('gc.geojson', collection(collected(point, polygon(0), null, nested), collected(point)));
    expect(buildings(source.city.features).map(({ parts }) => parts.map(({ top }) => top))).toEqual([[8, 8]]);
    expect(source.skipped().map(({ reason }) => reason)).toEqual(['geometry GeometryCollection is not drawn']);
  });

  it('takes heights from the field asked for, the usual fields, storeys, or assumes and says so', async () => {
    const source = await read(
      'h.geojson',
      collection(
        feature({ height: 30 }),
        feature({ height: '12,5 m' }),
        feature({ 'building:levels': '4' }),
        feature({}),
        feature({ height: -3, levels: 2 }),
        feature({ tall: 99, height: 1 }),
      ),
      { height: 'tall' },
    );
    expect(buildings(source.city.features).map((b) => verticalExtent(b)[1])).toEqual([30, 12.5, 12, 6, 6, 99]);
    expect(source.assumedHeights()).toBe(1);
  });

  it('does not believe heights and storeys that no building has, and draws such a building at 3 m a storey or 6 m', async () => {
    const source = await read(
      'wild.geojson',
      collection(
        feature({ height: 0, 'building:levels': 0, start_date: '0000' }),
        feature({ height: 30_000, 'building:levels': 10, start_date: 'unknown' }),
        feature({ height: 30_000, 'building:levels': 5000 }),
        feature({ height: 828, 'building:levels': 163, start_date: '2010-01-04' }),
        feature({ height: 'tall', 'building:levels': -2 }),
      ),
    );
    const drawn = buildings(source.city.features);
    expect(drawn.map((b) => verticalExtent(b)[1])).toEqual([6, 30, 6, 828, 6]);
    expect(drawn.map((b) => b.storeys)).toEqual([null, 10, null, 163, null]);
    expect(drawn.map((b) => b.year)).toEqual([null, null, null, 2010, null]);
    expect(source.assumedHeights()).toBe(3);
  });

  it('counts parts with their building and leaves out what it cannot draw, by reason', async () => {
    const source = await read(
      'p.geojson',
      collection(
        feature({ id: 7, height: 20, kind: 'building' }),
        feature({ id: 8, height: 40, min_height: 20, kind: 'building_part', root_id: 7 }),
        feature({ id: 9, height: 40, kind: 'building_part', root_id: 70 }),
        feature({}, [116, 35], 'Point'),
        { type: 'Feature', properties: {}, geometry: null },
        null,
        feature({}, [
          [
            [116, 35],
            [null, 35],
            [116, 36],
            [116, 35],
          ],
        ]),
      ),
    );
    const [tower, ...others] = buildings(source.city.features);
    expect(others).toEqual([]);
    expect(tower?.id).toBe('7');
    // The part begins where the outline ends: both stand.
    expect(verticalExtent(tower as BuildingFeature)).toEqual([0, 40]);
    expect(source.byClass?.()).toEqual({ buildingPart: 1 });
    expect(source.skipped().map(({ reason, count }) => [reason, count])).toEqual([
      ['geometry Point is not drawn', 1],
      ['no geometry', 1],
      ['not a Feature', 1],
      ['coordinate is not a number', 1],
      ['building part without its building', 1],
    ]);
  });

  it('reads projected and offset coordinates to the same place', async () => {
    const gcj = SQUARE.map((ring) => ring.map(([x, y]) => wgs84ToGcj02(x as number, y as number)));
    const plain = await read('w.geojson', collection(feature({})));
    const offset = await read('g.geojson', collection(feature({}, gcj)), { crs: 'GCJ-02' });
    const [a, b] = [plain, offset].map(
      (source) => buildings(source.city.features)[0]?.parts[0]?.rings[0]?.[2] ?? [0, 0],
    );
    expect(Math.hypot((a?.[0] ?? 0) - (b?.[0] ?? 9), (a?.[1] ?? 0) - (b?.[1] ?? 9))).toBeLessThan(1e-8);
    // 100 m × 100 m on the central meridian of EPSG:4548.
    const metres = [
      [
        [500_000, 3_900_000],
        [500_100, 3_900_000],
        [500_100, 3_900_100],
        [500_000, 3_900_100],
        [500_000, 3_900_000],
      ],
    ];
    const projected = await read('m.geojson', collection(feature({}, metres)), { crs: 'EPSG:4548' });
    expect(areaOf(buildings(projected.city.features)[0]?.parts[0]?.rings ?? [])).toBeCloseTo(10_000, -1);
  });
});

describe('CityJSON', () => {
  const cube = {
    type: 'CityJSON',
    version: '2.0',
    transform: { scale: [0.001, 0.001, 0.001], translate: [155_000, 463_000, -0.5] },
    metadata: { referenceSystem: 'https://www.opengis.net/def/crs/EPSG/0/7415' },
    vertices: [
      [0, 0, 0],
      [10_000, 0, 0],
      [10_000, 10_000, 0],
      [0, 10_000, 0],
      [0, 0, 8000],
      [10_000, 0, 8000],
      [10_000, 10_000, 8000],
      [0, 10_000, 8000],
    ],
  };
  const solid = [[[[3, 2, 1, 0]], [[4, 5, 6, 7]], [[0, 1, 5, 4]], [[1, 2, 6, 5]], [[2, 3, 7, 6]], [[3, 0, 4, 7]]]];

  it('takes the highest LoD, keeps NAP heights, joins parts to their building and counts the other types', async () => {
    const source = await read('c.json', {
      ...cube,
      CityObjects: {
        b: { type: 'Building', children: ['p'], geometry: [] },
        p: {
          type: 'BuildingPart',
          parents: ['b'],
          geometry: [
            { type: 'MultiSurface', lod: '0', boundaries: [[[0, 1, 2, 3]]] },
            { type: 'Solid', lod: '2.2', boundaries: solid },
          ],
        },
        r: { type: 'Road', geometry: [{ type: 'MultiSurface', lod: '1', boundaries: [[[0, 1, 2, 3]]] }] },
        w: { type: 'Bridge', geometry: [{ type: 'MultiSurface', lod: '1', boundaries: [[[4, 5, 6, 7]]] }] },
        t: { type: 'SolitaryVegetationObject', geometry: [] },
      },
    });
    const [building] = buildings(source.city.features);
    expect(building?.surface?.length).toBe(12 * 9);
    const [base, top] = verticalExtent(building as BuildingFeature);
    expect([base, top].map((z) => Math.round(z * 1000))).toEqual([-500, 7500]);
    expect(building?.surface?.[0]).toBeCloseTo(5.3872, 3);
    expect(source.byClass?.()).toEqual({ buildingPart: 1, road: 1, bridge: 1 });
    expect(source.skipped()).toEqual([
      { reason: 'SolitaryVegetationObject without a geometry', count: 1, examples: ['t'] },
    ]);
    expect(source.datasets[0]?.datum).toBe('EPSG:7415');
  });

  it('turns every face of a solid outward', async () => {
    const source = await read('o.json', {
      ...cube,
      CityObjects: { b: { type: 'Building', geometry: [{ type: 'Solid', lod: 1, boundaries: solid }] } },
    });
    const surface = buildings(source.city.features)[0]?.surface as Float64Array;
    const [x0, y0] = [surface[0] as number, surface[1] as number];
    let volume = 0;
    for (let t = 0; t < surface.length; t += 9) {
      const at = (k: number): number[] => [
        ((surface[t + k] as number) - x0) * 68_400,
        ((surface[t + k + 1] as number) - y0) * 111_250,
        surface[t + k + 2] as number,
      ];
      const [a, b, c] = [at(0), at(3), at(6)] as [number[], number[], number[]];
      volume +=
        ((a[0] as number) * ((b[1] as number) * (c[2] as number) - (b[2] as number) * (c[1] as number)) +
          (a[1] as number) * ((b[2] as number) * (c[0] as number) - (b[0] as number) * (c[2] as number)) +
          (a[2] as number) * ((b[0] as number) * (c[1] as number) - (b[1] as number) * (c[0] as number))) /
        6;
    }
    expect(volume).toBeGreaterThan(780);
    expect(volume).toBeLessThan(820);
  });

  it('says what is missing', async () => {
    const objects = { b: { type: 'Building', geometry: [{ type: 'Solid', lod: 1, boundaries: [[[[0, 1, 99]]]] }] } };
    await expect(read('v.json', { ...cube, CityObjects: objects })).rejects.toThrow(
      /object "b": names vertex 99, the file has 8; repair/,
    );
    await expect(read('n.json', { ...cube, metadata: {}, CityObjects: {} })).rejects.toThrow(
      /no metadata\.referenceSystem; name its coordinate system with --crs/,
    );
    await expect(read('z.json', { ...cube, version: '0.8', CityObjects: {} })).rejects.toThrow(
      /CityJSON 0\.8; upgrade/,
    );
  });
});

describe('unusable input', () => {
  it.each([
    [
      'array.json',
      [{ height: 3, polygon: [[0, 0]] }],
      /is a JSON array, neither a GeoJSON FeatureCollection nor CityJSON; convert/,
    ],
    ['broken.json', '{"type": "Feature', /is not JSON \(.*\); give GeoJSON, CityJSON or \.osm\.pbf/],
    [
      'shape.json',
      {
        type: 'CityJSON',
        version: '2.0',
        metadata: { referenceSystem: 'EPSG:7415' },
        vertices: [],
        CityObjects: { b: { type: 'Building', geometry: [{ type: 'Solid', boundaries: 7 }] } },
      },
      /does not hold together \(.*\); repair it/,
    ],
    ['empty.geojson', '', /is empty; fetch/],
    ['esri.json', { geometryType: 'esriGeometryPolygon', features: [] }, /is Esri JSON; ask its service for f=geojson/],
    [
      'a.kml',
      '<?xml version="1.0"?>\n<kml xmlns="k">',
      /is XML of <kml>; give it as GeoJSON, e\.g\. by ogr2ogr; files/,
    ],
    ['a.dat', 'SQLite format 3', /is of a kind that is not read; files are known by their content/],
    ['cut.json', '{"elements": [{"type": "node", "id": 1', /ends in the middle, after element 0/],
    ['late.json', { elements: [], remark: 'runtime error: Query timed out' }, /is not all \(runtime error: Query/],
    ['not.osm.pbf', 'hello, this is no extract at all', /is not OSM PBF/],
    [
      'metres.geojson',
      collection(
        feature({}, [
          [
            [500_000, 3_900_000],
            [500_100, 3_900_000],
            [500_100, 3_900_100],
            [500_000, 3_900_000],
          ],
        ]),
      ),
      /metres\.geojson: feature 1 \("1"\): 500000, 3900000 is no longitude and latitude .*--crs/,
    ],
  ])('%s: one line with the file and the remedy', async (name, content, line) => {
    const error = await read(name, content).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toMatch(line);
    expect((error as InputError).message).not.toContain('\n');
    expect((error as InputError).message).toContain(name);
  });

  it('names the fields there are when --height names none', async () => {
    await expect(read('f.geojson', collection(feature({ hoehe: 3, name: 'x' })), { height: 'tall' })).rejects.toThrow(
      /no feature has a number in "tall"; give --height one of hoehe, name/,
    );
  });
});
