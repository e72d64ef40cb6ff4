import type { AssetTable } from '../domain/asset.ts';
import type { Instant } from '../domain/clock.ts';
import type { Fleet } from '../domain/fleet.ts';
import { compileScenario } from '../scenario/compile.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { greedyPlan } from '../scenario/fixture/greedy-plan.ts';
import type { syntheticStreet } from '../scenario/fixture/synthetic-street.ts';
import type { Surroundings } from '../scenario/rules/surroundings.ts';
import type { ServedCatalog } from '../wire/catalog.ts';
import { parseServedCatalog } from '../wire/catalog.ts';

/** As the tile build words them. */
const PROBLEMS = [
  {
    dataset: 'models/lamp-post.glb',
    what: { zh: '2,000,000 个三角形，简化为 4,000 个', en: '2,000,000 triangles, simplified to 4,000' },
    remedy: { zh: '导出低模，逐个部件减面', en: 'Export a low-polygon model, reduced part by part' },
    count: 1,
    examples: ['lamp single-arm'],
  },
  {
    dataset: 'models/lamp-post.glb',
    what: {
      zh: '单位像是毫米，按 0.001 换算为米，高 9.8 m',
      en: 'The unit looks like millimetres: scaled by 0.001 to metres, 9.8 m high',
    },
    remedy: { zh: '按 glTF 规范以米为单位导出', en: 'Export in metres, as glTF asks' },
    count: 1,
    examples: ['lamp single-arm'],
  },
  {
    dataset: 'buildings.geojson',
    what: {
      zh: '建筑没有高度也没有层数（或为 0），按 6 m 绘制',
      en: 'Building without height or storeys (or with 0), drawn 6 m high',
    },
    remedy: {
      zh: '补充高度或层数字段，或用 --height 指明高度字段',
      en: 'Give heights or storeys, or name the field with --height',
    },
    count: 37,
    examples: [],
  },
];

/** Who sees a catalog, and when. */
interface Viewer {
  readonly now: Instant;
  readonly role: 'operator' | 'public';
}

export const SCENARIO = 'guanghe-poles';
export const UTC_OFFSET = 480;

/** The plan of a street, compiled. */
export function planOf(
  street: ReturnType<typeof syntheticStreet>,
  tables: ReadonlyMap<string, AssetTable>,
  now: Instant,
  surroundings: Surroundings | undefined,
): CompiledScenario {
  const document = greedyPlan({
    tables: street.tables,
    project: { ...street.project, id: SCENARIO, title: { zh: '洸河路多杆合一', en: 'Guanghe Road pole merge' } },
  });
  return compileScenario(document, tables, now, UTC_OFFSET, surroundings);
}

export function catalogOf(options: Viewer, plan: CompiledScenario, fleet: Fleet): ServedCatalog {
  const home: [number, number, number, number, number, number] = [116.59, 35.4, 1500, 0, -38, 0];
  const catalog: ServedCatalog = {
    format: 'chengjing-catalog@1',
    city: {
      id: 'jining',
      title: { zh: '济宁', en: 'Jining' },
      centre: [116.595, 35.4105],
      bounds: [116.53, 35.36, 116.67, 35.46],
      timeZone: 'Asia/Shanghai',
      utcOffset: UTC_OFFSET,
      mapApproval: null,
    },
    homes: { review: home, hall: home, exhibition: home },
    places: [
      {
        id: 'taibai',
        title: { zh: '太白楼', en: 'Taibai Tower' },
        position: [116.5778, 35.4054],
        provenance: 'published',
      },
    ],
    roads: [
      { name: '洸河路', position: [116.59, 35.4199], lengthMetres: 5300, provenance: 'illustrative' },
      { name: '火炬路', position: [116.62, 35.41], lengthMetres: 4200, provenance: 'illustrative' },
    ],
    slots: '',
    tilesets: [
      {
        id: 'buildings',
        kind: 'buildings',
        title: { zh: '建筑', en: 'Buildings' },
        url: 'tiles/buildings/tileset.json',
        features: { building: 31_482 },
        provenance: 'illustrative',
        classification: 'public',
        source: 'jining-source',
      },
    ],
    layers: [...fleet.values()].map((layer) => ({
      id: layer.definition.id,
      assets: '',
      count: layer.assets.count,
      capacity: layer.assets.capacity,
      provenance: layer.assets.provenance,
    })),
    basemaps: [],
    scenarios: [
      {
        id: SCENARIO,
        title: plan.document.title,
        url: '',
        alternatives: plan.alternatives.slice(1).map(({ id, title }) => ({ id, title })),
      },
    ],
    sources: [
      {
        id: 'jining-source',
        title: { zh: '济宁主城区示意数据', en: 'Illustrative data of central Jining' },
        provenance: 'illustrative',
        classification: 'public',
        origin: '公开地名与道路走向',
        licence: 'Apache-2.0',
        datum: 'WGS-84',
        sha256: '0'.repeat(64),
      },
    ],
    problems: options.role === 'public' ? [] : PROBLEMS,
    now: options.now,
    rate: 1,
    role: options.role,
    version: '0.1.0',
  };
  return parseServedCatalog(catalog);
}
