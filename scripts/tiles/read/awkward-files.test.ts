import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCity } from '../build-city.ts';
import type { BuildingFeature } from '../feature.ts';
import { khronosErrors } from '../khronos-check.ts';
import { areaOf } from '../model/ring.ts';
import { verticalExtent } from '../model/vertical-extent.ts';
import { projectionOf } from '../project/projection.ts';
import type { ReadOptions } from './collector.ts';
import { readInputs } from './read-inputs.ts';
import type { ReadCity } from './source.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiles-awkward-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);

async function read(
  name: string,
  content: string | null,
  options: Partial<ReadOptions> = {},
): Promise<ReadCity & { readonly buildings: readonly BuildingFeature[] }> {
  if (content !== null) writeFileSync(at(name), content);
  const source = await readInputs(
    { inputs: [at(name)], out: '', crs: null, height: null, id: null, json: false, ...options },
    () => {},
  );
  return { ...source, buildings: [...source.city.features].filter((feature) => feature.kind === 'building') };
}

/** Base and top of each building by its id, to the centimetre. */
function spans({ buildings }: { readonly buildings: readonly BuildingFeature[] }): Record<string, number[]> {
  return Object.fromEntries(
    buildings.map((each) => [each.id, verticalExtent(each).map((z) => Math.round(z * 100) / 100)]),
  );
}

/** What the build counts of a city as read, once its tiles are checked. */
async function counted(source: ReadCity): Promise<unknown[]> {
  const out = mkdtempSync(join(folder, 'city-'));
  const { features, byClass, skipped, complete } = await buildCity(source, out, () => {});
  expect(await khronosErrors(out)).toEqual([]);
  expect([skipped, complete]).toEqual([source.skipped(), false]);
  return [features, byClass];
}

/** Metres of a square of `size` with its south-west corner at `x`, `y`; closed. */
const square = (x: number, y: number, size: number): [number, number][] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];

describe('CityJSON sequence', () => {
  const SHELL = [[[3, 2, 1, 0]], [[4, 5, 6, 7]], [[0, 1, 5, 4]], [[1, 2, 6, 5]], [[2, 3, 7, 6]], [[3, 0, 4, 7]]];
  const corners = (height: number): number[][] =>
    [0, height].flatMap((z) =>
      square(0, 0, 100)
        .slice(0, 4)
        .map(([x, y]) => [x, y, z]),
    );
  const house = (id: string, height: number, transform?: object) => ({
    type: 'CityJSONFeature',
    id,
    ...(transform ? { transform } : {}),
    CityObjects: { [id]: { type: 'Building', geometry: [{ type: 'Solid', lod: '2.2', boundaries: [SHELL] }] } },
    vertices: corners(height),
  });
  const head = (epsg: number, x: number, y: number) => ({
    type: 'CityJSON',
    version: '2.0',
    transform: { scale: [0.1, 0.1, 0.1], translate: [x, y, 0] },
    metadata: { referenceSystem: `https://www.opengis.net/def/crs/EPSG/0/${epsg}` },
    CityObjects: {},
    vertices: [],
  });

  it('takes the transform of a line before that of the first, and a new first line where files are joined', async () => {
    const lines = [
      head(7415, 155_000, 463_000),
      house('first', 80),
      house('own', 80, { scale: [0.01, 0.01, 0.5], translate: [155_100, 463_200, 3] }),
      { type: 'CityJSONFeature', id: 'bare', CityObjects: { bare: { type: 'Building' } }, vertices: [] },
      head(28992, 155_500, 463_000),
      house('second', 120),
    ];
    const text = lines.map((line) => JSON.stringify(line));
    text.splice(3, 0, '{"type":"CityJSONFeature","id":"broken",}');
    const source = await read('own.city.jsonl', `${text.join('\r\n')}\r\n`);
    expect(spans(source)).toEqual({ first: [0, 8], own: [3, 43], second: [0, 12] });
    const south = (id: string): number[] => {
      const surface = source.buildings.find((each) => each.id === id)?.surface ?? new Float64Array();
      return [0, 1].map((axis) => Math.min(...surface.filter((_, i) => i % 3 === axis)));
    };
    const rd = (x: number, y: number) =>
      projectionOf('EPSG:28992', '')
        .toLonLat(x, y)
        .map((value) => expect.closeTo(value, 6));
    expect([south('first'), south('own'), south('second')]).toEqual([
      rd(155_000, 463_000),
      rd(155_100, 463_200),
      rd(155_500, 463_000),
    ]);
    expect(source.skipped()).toEqual([
      { reason: 'record is not JSON', count: 1, examples: ['line 4'] },
      { reason: 'building without a geometry', count: 1, examples: ['bare'] },
    ]);
    expect(await counted(source)).toEqual([3, {}]);
  });
});

describe('OSM XML', () => {
  /** Degrees of a step: about 1.1 m. */
  const STEP = 1e-5;
  const nodes: string[] = [];
  const way = (id: number, ring: readonly (readonly number[])[], tags: Record<string, string> = {}): string => {
    const refs = ring.slice(0, -1).map(([x = 0, y = 0]) => {
      nodes.push(
        `<node id="${nodes.length + 1}" lon="${(116.6 + x * STEP).toFixed(7)}" lat="${(35.4 + y * STEP).toFixed(7)}"/>`,
      );
      return nodes.length;
    });
    return `<way id="${id}">${[...refs, refs[0]].map((ref) => `<nd ref="${ref}"/>`).join('')}${tagged(tags)}</way>`;
  };
  const tagged = (tags: Record<string, string>): string =>
    Object.entries(tags)
      .map(([k, v]) => `<tag k="${k}" v="${v}"/>`)
      .join('');
  const relation = (
    id: number,
    members: readonly (readonly [number, string])[],
    tags: Record<string, string>,
  ): string =>
    `<relation id="${id}">${members.map(([ref, role]) => `<member type="way" ref="${ref}" role="${role}"/>`).join('')}${tagged({ type: 'multipolygon', ...tags })}</relation>`;

  it('draws parts from their least height, holes as holes, and says which part has no building', async () => {
    const ways = [
      // A tower on a podium: two parts cover the whole outline, one begins at 12 m.
      way(1, square(0, 0, 40), { building: 'office', height: '60', name: '塔楼' }),
      way(2, square(0, 0, 40), { 'building:part': 'yes', height: '12 m' }),
      way(3, square(10, 10, 20), { 'building:part': 'yes', min_height: '12', height: '60,0' }),
      // A court: the hole of a relation; another building stands in the hole, a part in the building around it.
      way(4, square(100, 0, 60)),
      way(5, square(110, 10, 40)),
      way(6, square(125, 25, 10), { building: 'yes', 'building:levels': '2', 'building:min_level': '1' }),
      way(7, square(101, 1, 5), { 'building:part': 'yes', height: '24', 'building:min_height': '20' }),
      // Far from any building.
      way(8, square(400, 400, 10), { 'building:part': 'yes', height: '5' }),
      // Below its own base.
      way(9, square(300, 0, 10), { building: 'yes', height: '3', min_height: '8' }),
    ];
    const relations = [
      relation(
        11,
        [
          [4, 'outer'],
          [5, 'inner'],
        ],
        { building: 'apartments', height: '20' },
      ),
      relation(12, [[99, 'outer']], { building: 'yes' }),
    ];
    const source = await read(
      'parts.osm',
      `<?xml version="1.0"?><osm version="0.6">${nodes.join('')}${ways.join('')}${relations.join('')}</osm>`,
    );
    expect(spans(source)).toEqual({ 'way/1': [0, 60], 'way/6': [3, 6], 'way/9': [0, 3], 'relation/11': [0, 24] });
    const parts = (id: string) =>
      source.buildings
        .find((each) => each.id === id)
        ?.parts.map(({ base, top, rings }) => [base, top, rings.length])
        .sort(([a], [b]) => Number(a) - Number(b));
    expect(parts('way/1')).toEqual([
      [0, 12, 1],
      [12, 60, 1],
    ]);
    expect(parts('relation/11')).toEqual([
      [0, 20, 2],
      [20, 24, 1],
    ]);
    const court = source.buildings.find((each) => each.id === 'relation/11')?.parts[0];
    const whole = source.buildings.find((each) => each.id === 'way/1')?.parts[0];
    expect(areaOf(court?.rings ?? []) / areaOf(whole?.rings ?? [])).toBeCloseTo((60 ** 2 - 40 ** 2) / 40 ** 2, 3);
    expect(source.byClass?.()).toEqual({ buildingPart: 3 });
    expect(source.skipped()).toEqual([
      { reason: 'multipolygon has members outside the extract or open rings', count: 1, examples: ['relation/12'] },
      { reason: 'building part without its building', count: 1, examples: ['way/8'] },
    ]);
    expect(await counted(source)).toEqual([4, { buildingPart: 3 }]);
  });
});

describe('CSV', () => {
  it('reads semicolons and decimal commas, in degrees and in grouped metres', async () => {
    const degrees = [
      'Nr;Länge;X;Y;Höhe',
      'L1;a;116,600125;35,4;9,5',
      'L2;b;"116,601";35,401;',
      // No number, one coordinate alone, on no place on Earth, and half a row.
      'L3;c;ca. 116;35,4;8',
      'L4;d;116,6;;8',
      'L5;e;1166,1;35,4;8',
      'L6;f',
      '',
    ].join('\r\n');
    const source = await read('komma.csv', degrees, { layer: 'lamp', id: 'Nr', fields: { height: 'Höhe' } });
    expect(source.city.assets.map(({ id, position, attributes }) => [id, position, attributes['height']])).toEqual([
      ['L1', [116.600125, 35.4, 0], 9.5],
      ['L2', [116.601, 35.401, 0], null],
    ]);
    expect(source.skipped()).toEqual([
      {
        reason: 'coordinate is not a number',
        count: 3,
        examples: ['feature 3 ("L3")', 'feature 4 ("L4")', 'feature 6 ("L6")'],
      },
      { reason: 'not on Earth in the coordinate system of the file', count: 1, examples: ['feature 5 ("L5")'] },
    ]);
    expect(await counted(source)).toEqual([0, { lamp: 2 }]);
    const metres = 'id;x;y\na;500.000,25;3.920.000,5\nb;500 100,5;3\u00A0920\u00A0100\nc;500200.5;3920200\n';
    const grouped = await read('metres.csv', metres, { layer: 'lamp', crs: 'EPSG:4548' });
    const places = [
      [500_000.25, 3_920_000.5],
      [500_100.5, 3_920_100],
      [500_200.5, 3_920_200],
    ] as const;
    expect(grouped.city.assets.map(({ position }) => position.slice(0, 2))).toEqual(
      places.map(([x, y]) => projectionOf('EPSG:4548', '').toLonLat(x, y)),
    );
    // Quoted between commas, three digits after the comma may be thousands: no place is guessed.
    const quoted = 'id,x,y\na,"116,6001","35,4001"\nb,"116,600","35,400"\n';
    const doubtful = await read('quoted.csv', quoted, { layer: 'lamp' });
    expect(doubtful.city.assets.map(({ id, position }) => [id, position])).toEqual([['a', [116.6001, 35.4001, 0]]]);
    expect(doubtful.skipped()).toEqual([
      { reason: 'coordinate is not a number', count: 1, examples: ['feature 2 ("b")'] },
    ]);
  });
});

describe('GeoJSON', () => {
  it('reads the crs member of CGCS2000 zone 39, and leaves out coordinates that are none', async () => {
    const [x, y] = [39_463_000, 3_919_000];
    const feature = (id: string, coordinates: unknown, height: unknown = 18) =>
      JSON.stringify({ type: 'Feature', properties: { id, height }, geometry: { type: 'Polygon', coordinates } });
    const features = [
      feature('sound', [square(x, y, 20)]),
      feature('court', [square(x + 50, y, 30), square(x + 60, y + 10, 10)], '24,5'),
      feature('null corner', [[...square(x, y, 20).slice(0, 2), [null, null], [x, y]]]),
      feature('null', null),
      feature('empty', []),
      feature('nan', [square(x, y, 20)]).replace(String(y), 'NaN'),
      '{"type":"Feature","properties":{"id":"nothing"},"geometry":null}',
      'null',
      feature('elsewhere', [square(x + 6e7, 9e7, 20)]),
    ];
    const crs = '{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4527"}}';
    const text = `{"type":"FeatureCollection","name":"楼","crs":${crs},"features":[${features.join(',\n')}]}`;
    const source = await read('zone.geojson', text);
    expect(spans(source)).toEqual({ sound: [0, 18], court: [0, 24.5] });
    expect(source.datasets[0]?.datum).toBe('EPSG:4527');
    const [sound, court] = source.buildings;
    expect(sound?.parts[0]?.rings[0]?.[0]).toEqual(
      projectionOf('EPSG:4548', '')
        .toLonLat(463_000, y)
        .map((value) => expect.closeTo(value, 9)),
    );
    expect(court?.parts[0]?.rings).toHaveLength(2);
    const skipped = source.skipped();
    expect(skipped.reduce((sum, { count }) => sum + count, 0)).toBe(features.length - 2);
    expect(Object.fromEntries(skipped.map(({ reason, examples }) => [reason, examples]))).toEqual({
      'coordinate is not a number': ['feature 3 ("null corner")'],
      'polygon without rings': ['feature 4 ("null")', 'feature 5 ("empty")'],
      'record is not JSON': ['feature 6'],
      'no geometry': ['feature 7 ("nothing")'],
      'not a Feature': ['feature 8'],
      'not on Earth in the coordinate system of the file': ['feature 9 ("elsewhere")'],
    });
    expect(await counted(source)).toEqual([2, {}]);
  });
});
