import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { layerOf } from '../domain/layers/table.ts';
import type { AssetTableMessage } from '../wire/asset-table.ts';
import type { Catalog, LayerEntry } from '../wire/catalog.ts';
import type { ScenarioDocument } from '../wire/scenario-document.ts';
import type { City, CityLayer } from './city.ts';

type Row = { id: string; attributes: Record<string, string | number> };

const BRIDGES: Row[] = [
  {
    id: 'BR-1',
    attributes: {
      name: '示意桥梁 1',
      owner: '机密产权',
      type: 'girder',
      mainSpan: 40,
      rating: 'B',
      deflectionLimit: 50,
      strainLimit: 100,
      baseFrequency: 2.5,
    },
  },
];
const PONDS: Row[] = ['WL-1', 'WL-2'].map((id) => ({
  id,
  attributes: { name: `示意积水点 ${id}`, drainage: 0.5, ...(id === 'WL-1' ? { grid: '37081101700103' } : {}) },
}));
const LAMPS: Row[] = Array.from({ length: 20 }, (_, i) => ({
  id: `LP-${i}`,
  attributes: { name: `路灯 ${i}`, type: 'single-arm', feeder: `feeder-${i}`, mounts: 'camera' },
}));
const BOARDS: Row[] = [{ id: 'BB-1', attributes: { name: '示意广告 1' } }];
/** A camera pole stands in the middle of the numbering, as an unsorted build would leave it. */
const POLES: Row[] = ['TS', 'CC', 'TG', 'PW'].map((kind, i) => ({
  id: `P-${i}`,
  attributes: { name: `杆 ${i}`, class: kind, mounts: `secret-mount-${i}` },
}));

/** A built city of a few assets in a temporary folder, for tests with real files. */
export interface TestCity {
  readonly folder: string;
  readonly dataDir: string;
  remove(): void;
}

/** As the tile build leaves them: the withheld poles last. */
export const WITHHELD_LAST = [0, 2, 1, 3];

/** `order` is the order in which the poles are numbered. */
export function makeTestCity(
  change: (catalog: Catalog) => Catalog = (catalog) => catalog,
  order: readonly number[] = [0, 1, 2, 3],
): TestCity {
  const root = mkdtempSync(join(tmpdir(), 'chengjing-'));
  const folder = join(root, 'city');
  const write = (path: string, value: unknown) => {
    const file = join(folder, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  };
  const layers: LayerEntry[] = [];
  const tables: [string, Row[]][] = [
    ['bridge', BRIDGES],
    ['waterlogging', PONDS],
    ['lamp', LAMPS],
    ['billboard', BOARDS],
    ['pole', order.flatMap((i) => POLES[i] ?? [])],
  ];
  for (const [id, rows] of tables) {
    const table = tableOf(id, rows);
    layers.push({
      id,
      assets: `assets/${id}.json`,
      count: table.count,
      capacity: table.capacity,
      provenance: 'illustrative',
    });
    write(`assets/${id}.json`, table);
  }
  write('catalog.json', change(catalogOf(layers)));
  write('scenarios/s.json', scenario());
  write('tiles/buildings/tileset.json', { asset: { version: '1.1' } });
  writeFileSync(
    join(folder, 'tiles/buildings/tileset.json.gz'),
    gzipSync(JSON.stringify({ asset: { version: '1.1' } })),
  );
  write('tiles/buildings/0.glb', 'glTF');
  write('terrain/0/0/0.terrain', 'mesh');
  write('tiles/pole-models/tileset.json', {});
  for (const folder of ['tiles', 'names'])
    for (const id of ['pole-models', 'pole-models-internal'])
      for (const name of ['tileset.json', 'content/0-0-0.glb', '0-0-0.json']) write(`${folder}/${id}/${name}`, {});
  write('../client/index.html', '<!doctype html><title>城镜</title>');
  write('../client/assets/index-abc.js', 'export {}');
  return { folder, dataDir: join(root, 'var'), remove: () => rmSync(root, { recursive: true, force: true }) };
}

function tableOf(layer: string, rows: readonly Row[]): AssetTableMessage {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row.attributes)))];
  return {
    layer,
    count: rows.length,
    capacity: rows.length + layerOf(layer).reserve,
    ids: rows.map((row) => row.id),
    positions: rows.flatMap((_, i) => [116.58 + i * 0.001, 35.41 + i * 0.0001, 0]),
    headings: rows.map(() => 0),
    columns: Object.fromEntries(keys.map((key) => [key, rows.map((row) => row.attributes[key] ?? null)])),
    provenance: 'illustrative',
  };
}

function catalogOf(layers: LayerEntry[]): Catalog {
  const tileset = { url: '', features: {}, provenance: 'illustrative' as const, source: 'test' };
  const words = { zh: '测试', en: 'Test' };
  return {
    format: 'chengjing-catalog@1',
    city: {
      id: 'test',
      title: words,
      centre: [116.58, 35.41],
      bounds: [116.5, 35.3, 116.7, 35.5],
      timeZone: 'Asia/Shanghai',
      utcOffset: 480,
      mapApproval: null,
    },
    homes: {
      review: [116.58, 35.41, 2000, 0, -45, 0],
      hall: [116.58, 35.41, 2000, 0, -45, 0],
      exhibition: [116.58, 35.41, 2000, 0, -45, 0],
    },
    places: [],
    roads: [],
    slots: 'slots-hash',
    tilesets: [
      {
        ...tileset,
        id: 'buildings',
        kind: 'buildings',
        title: words,
        url: 'tiles/buildings/tileset.json',
        classification: 'public',
      },
      {
        ...tileset,
        id: 'pole-models',
        kind: 'furniture',
        layer: 'pole',
        title: words,
        url: 'tiles/pole-models/tileset.json',
        classification: 'public',
      },
    ],
    layers,
    basemaps: [],
    scenarios: [{ id: 's', title: words, url: 'scenarios/s.json', alternatives: [] }],
    sources: [],
    problems: [{ dataset: 'poles.csv', what: words, remedy: words, count: 1, examples: ['P-1'] }],
  };
}

function scenario(): ScenarioDocument {
  const words = { zh: '方案', en: 'Plan' };
  return {
    format: 'chengjing-scenario@1',
    id: 's',
    title: words,
    project: {
      title: words,
      workPlanItem: 10,
      extent: [],
      extentNote: words,
      road: '示意路',
      lengthMetres: 100,
      provenance: 'illustrative',
    },
    start: null,
    slices: [],
    baseline: [{ layer: 'pole', ids: POLES.map((pole) => pole.id) }],
    assumptions: [],
    alternatives: [
      {
        id: 'A',
        title: words,
        summary: words,
        phases: [
          {
            id: 'P0',
            title: words,
            from: 0,
            to: 10,
            operations: [
              {
                op: 'merge',
                from: { layer: 'pole', id: 'P-0' },
                carrier: { layer: 'lamp', id: 'LP-0' },
                mounts: ['secret-mount-0'],
              },
              {
                op: 'merge',
                from: { layer: 'pole', id: 'P-1' },
                carrier: { layer: 'lamp', id: 'LP-1' },
                mounts: ['secret-mount-1'],
              },
              { op: 'remove', target: { layer: 'pole', id: 'P-3' }, how: 'undergrounded' },
            ],
          },
        ],
      },
    ],
  };
}

/** A city of these layers alone, in memory: for what needs no folder. */
export function cityOfLayers(made: readonly CityLayer[]): City {
  const layers = made.map((each, index) => ({ ...each, index }));
  return {
    folder: '',
    catalog: {} as City['catalog'],
    layers,
    retention: {},
    tables: new Map(layers.map(({ id, assets }) => [id, assets])),
    rows: layers.reduce((sum, { assets, definition }) => sum + assets.count * definition.properties.length, 0),
    layer: (id) => layers.find((each) => each.id === id),
    find: () => undefined,
  };
}
