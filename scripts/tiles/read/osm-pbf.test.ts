import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuildingFeature } from '../feature.ts';
import { areaOf } from '../model/ring.ts';
import { verticalExtent } from '../model/vertical-extent.ts';
import { checkNodes } from './osm-data.ts';
import { readInputs } from './read-inputs.ts';
import type { ReadCity } from './source.ts';

type Tags = Readonly<Record<string, string>>;
interface Extract {
  readonly nodes: readonly { id: number; lon: number; lat: number; tags?: Tags }[];
  readonly ways: readonly { id: number; refs: readonly number[]; tags?: Tags }[];
  readonly relations: readonly { id: number; tags: Tags; members: readonly [way: number, role: string][] }[];
}

/** Protocol buffers by hand: a varint, a field that is one, and a field that is bytes. */
const varint = (n: number): number[] => (n < 128 ? [n] : [(n % 128) + 128, ...varint(Math.floor(n / 128))]);
const zigzag = (n: number): number => (n < 0 ? -2 * n - 1 : 2 * n);
const number = (field: number, n: number): number[] => [...varint(field * 8), ...varint(n)];
const bytes = (field: number, content: readonly number[] | Buffer): number[] => [
  ...varint(field * 8 + 2),
  ...varint(content.length),
  ...content,
];
const packed = (field: number, values: readonly number[]): number[] => bytes(field, values.flatMap(varint));
const deltas = (values: readonly number[]): number[] => values.map((value, i) => zigzag(value - (values[i - 1] ?? 0)));

interface Writing {
  /** Features of the header: required, optional. */
  readonly required?: string;
  readonly optional?: string;
  /** Field of a Blob that its data lie in: 1 plain, 3 by zlib (else), 6 by LZ4. */
  readonly packing?: 1 | 3 | 6;
  /** A block between header and data of a type that no reader knows. */
  readonly strange?: boolean;
  /** Places on the ways, and no node without tags. */
  readonly placed?: boolean;
}

/** An `.osm.pbf` as the OpenStreetMap wiki's “PBF Format” describes it, one group a kind. */
function pbf(extract: Extract, writing: Writing = {}): Buffer {
  const strings = [''];
  const sid = (text: string): number => {
    if (!strings.includes(text)) strings.push(text);
    return strings.indexOf(text);
  };
  const tagged = (tags: Tags = {}): number[] => [
    ...packed(2, Object.keys(tags).map(sid)),
    ...packed(3, Object.values(tags).map(sid)),
  ];
  const nano = (degrees: number): number => zigzag(Math.round(degrees * 1e7));
  const places = (refs: readonly number[]): number[] =>
    (['lat', 'lon'] as const).flatMap((axis, i) =>
      packed(
        9 + i,
        deltas(refs.map((ref) => Math.round((extract.nodes.find(({ id }) => id === ref)?.[axis] ?? 0) * 1e7))),
      ),
    );
  const nodes = extract.nodes.filter(({ tags }) => !writing.placed || tags);
  const groups = [
    nodes.flatMap(({ id, lon, lat, tags }) =>
      bytes(1, [...number(1, zigzag(id)), ...tagged(tags), ...number(8, nano(lat)), ...number(9, nano(lon))]),
    ),
    extract.ways.flatMap(({ id, refs, tags }) =>
      bytes(3, [
        ...[...number(1, id), ...tagged(tags), ...packed(8, deltas(refs))],
        ...(writing.placed ? places(refs) : []),
      ]),
    ),
    extract.relations.flatMap(({ id, tags, members }) =>
      bytes(4, [
        ...number(1, id),
        ...tagged(tags),
        ...packed(
          8,
          members.map(([, role]) => sid(role)),
        ),
        ...packed(9, deltas(members.map(([way]) => way))),
        ...packed(
          10,
          members.map(() => 1),
        ),
      ]),
    ),
  ].filter((group) => group.length > 0);
  const block = [
    ...bytes(
      1,
      strings.flatMap((text) => bytes(1, Buffer.from(text))),
    ),
    ...groups.flatMap((group) => bytes(2, group)),
  ];
  const header = [
    ...bytes(4, Buffer.from('OsmSchema-V0.6')),
    ...(writing.required ? bytes(4, Buffer.from(writing.required)) : []),
    ...(writing.optional ? bytes(5, Buffer.from(writing.optional)) : []),
  ];
  const { packing = 3 } = writing;
  const blob = (type: string, content: number[]): Buffer => {
    const data = packing === 3 ? deflateSync(Buffer.from(content)) : content;
    const body = Buffer.from([...number(2, content.length), ...bytes(packing, data)]);
    const head = Buffer.from([...bytes(1, Buffer.from(type)), ...number(3, body.length)]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(head.length);
    return Buffer.concat([length, head, body]);
  };
  const strange = writing.strange ? [blob('OSMChatter', [1, 2, 3])] : [];
  return Buffer.concat([blob('OSMHeader', header), ...strange, blob('OSMData', block)]);
}

/** Corners of a square of `size` degrees as nodes from `id`, and the closed list of their numbers. */
function square(
  id: number,
  lon: number,
  lat: number,
  size: number,
): { nodes: { id: number; lon: number; lat: number }[]; refs: number[] } {
  const nodes = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ].map(([x = 0, y = 0], i) => ({ id: id + i, lon: lon + x * size, lat: lat + y * size }));
  return { nodes, refs: [id, id + 1, id + 2, id + 3, id] };
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiles-osm-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(extract: Partial<Extract>, writing?: Writing): Promise<ReadCity> {
  const file = join(folder, 'tiny.osm.pbf');
  writeFileSync(file, pbf({ nodes: [], ways: [], relations: [], ...extract }, writing));
  return readInputs({ inputs: [file], out: '', crs: null, height: null, id: null, json: false }, () => {});
}

const buildings = (source: ReadCity): BuildingFeature[] =>
  [...source.city.features].filter((feature) => feature.kind === 'building');

describe('OSM PBF', () => {
  it('reads buildings by height, storeys or neither, and draws a tower by its parts', async () => {
    const [a, b, c, p] = [
      square(1, 7.4, 43.7, 0.001),
      square(11, 7.41, 43.7, 0.001),
      square(21, 7.42, 43.7, 0.001),
      square(31, 7.42, 43.7, 0.0009),
    ];
    const source = await read({
      nodes: [...a.nodes, ...b.nodes, ...c.nodes, ...p.nodes],
      ways: [
        { id: 1, refs: a.refs, tags: { building: 'yes', height: '25 m', name: 'Tour' } },
        { id: 2, refs: b.refs, tags: { building: 'apartments', 'building:levels': '5' } },
        { id: 3, refs: c.refs, tags: { building: 'yes', height: '50' } },
        { id: 4, refs: p.refs, tags: { 'building:part': 'yes', height: '50', min_height: '10' } },
        { id: 5, refs: [1, 2, 3], tags: { building: 'yes' } },
        { id: 6, refs: [1, 2, 99, 1], tags: { building: 'yes' } },
      ],
    });
    expect(buildings(source).map((building) => [building.id, building.use, ...verticalExtent(building)])).toEqual([
      ['way/1', 'unknown', 0, 25],
      ['way/2', 'residential', 0, 15],
      ['way/3', 'unknown', 10, 50],
    ]);
    expect(buildings(source)[0]?.name).toBe('Tour');
    expect(source.byClass?.()).toEqual({ buildingPart: 1 });
    expect(source.skipped().map(({ reason, examples }) => [reason, ...examples])).toEqual([
      ['building outline is not closed', 'way/5'],
      ['outline has nodes outside the extract', 'way/6'],
    ]);
  });

  it('joins the ways of a multipolygon and takes its courtyard off', async () => {
    const [outer, inner] = [square(1, 7.4, 43.7, 0.002), square(11, 7.4005, 43.7005, 0.001)];
    const source = await read({
      nodes: [...outer.nodes, ...inner.nodes],
      ways: [
        { id: 1, refs: [1, 2, 3] },
        { id: 2, refs: [1, 4, 3] },
        { id: 3, refs: inner.refs },
      ],
      relations: [
        {
          id: 9,
          tags: { type: 'multipolygon', building: 'yes' },
          members: [
            [1, 'outer'],
            [2, 'outer'],
            [3, 'inner'],
          ],
        },
      ],
    });
    const [building] = buildings(source);
    expect(building?.id).toBe('relation/9');
    expect(building?.parts[0]?.rings.length).toBe(2);
    const whole = 0.002 * 111_100 * 0.002 * 80_500;
    expect(areaOf(building?.parts[0]?.rings ?? []) / whole).toBeCloseTo(0.75, 1);
  });

  it('draws roads as strips of their width, bridges as decks, and places lamps, boards and trees', async () => {
    const source = await read({
      nodes: [
        { id: 1, lon: 7.4, lat: 43.7 },
        { id: 2, lon: 7.41, lat: 43.7 },
        { id: 3, lon: 7.405, lat: 43.7, tags: { highway: 'street_lamp', height: '9' } },
        { id: 4, lon: 7.406, lat: 43.7, tags: { advertising: 'billboard' } },
        { id: 5, lon: 7.407, lat: 43.7, tags: { natural: 'tree', leaf_type: 'needleleaved' } },
      ],
      ways: [
        { id: 1, refs: [1, 2], tags: { highway: 'residential', width: '7' } },
        { id: 2, refs: [1, 2], tags: { highway: 'primary', bridge: 'yes', layer: '2' } },
        { id: 3, refs: [1, 2], tags: { highway: 'primary', tunnel: 'yes' } },
      ],
    });
    expect(source.byClass?.()).toEqual({ road: 1, bridge: 1, lamp: 1, billboard: 1, tree: 1 });
    const features = [...source.city.features];
    const [road, bridge] = ['area', 'structure'].map((kind) => features.find((feature) => feature.kind === kind));
    if (road?.kind !== 'area' || bridge?.kind !== 'structure') throw new Error('expected a road and a bridge');
    expect(areaOf(road.rings) / (0.01 * 80_600 * 7)).toBeCloseTo(1, 1);
    expect(Math.max(...bridge.triangles.filter((_, i) => i % 3 === 2))).toBe(10);
    expect(source.city.assets.map(({ layer, id }) => [layer, id])).toEqual([
      ['lamp', 'osm-3'],
      ['billboard', 'osm-4'],
    ]);
    expect(source.city.trees[0]?.species).toBe('conifer');
  });
});

describe('OSM PBF as other programs write it', () => {
  const { nodes, refs } = square(1, 7.4, 43.7, 0.001);
  const house = { nodes, ways: [{ id: 1, refs, tags: { building: 'yes', height: '9' } }] };

  it.each<[string, Writing]>([
    ['blocks that are not packed', { packing: 1 }],
    ['a block of an unknown type between', { strange: true }],
    ['features that it may have', { optional: 'Sort.Type_then_ID' }],
    ['places on the ways instead of nodes', { optional: 'LocationsOnWays', placed: true }],
  ])('%s: the same building', async (_, writing) => {
    const [plain, other] = [buildings(await read(house)), buildings(await read(house, writing))];
    expect(plain).toHaveLength(1);
    expect(other).toEqual(plain);
  });

  it.each<[string, Writing, RegExp]>([
    [
      'blocks packed otherwise',
      { packing: 6 },
      /tiny\.osm\.pbf: has blocks packed with LZ4; pack it with zlib: osmium/,
    ],
    ['all versions', { required: 'HistoricalInformation' }, /holds all versions of its objects; .*osmium time-filter/],
    ['what no reader here knows', { required: 'Holograms' }, /needs a reader that knows Holograms; write it anew/],
  ])('%s: refused by name, with the remedy', async (_, writing, message) => {
    await expect(read(house, writing)).rejects.toThrow(message);
  });
});

it('refuses an extract of more nodes than can be held, with the remedy', () => {
  expect(() => checkNodes('country.pbf', 16_000_000)).not.toThrow();
  expect(() => checkNodes('country.pbf', 16_000_001)).toThrow(
    /^country\.pbf: holds more than 16,000,000 nodes; cut out the city first/,
  );
});
