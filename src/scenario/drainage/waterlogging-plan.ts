import { type AssetTable, assetAt } from '../../domain/asset.ts';
import {
  type Phase,
  type PlannedAsset,
  parseScenarioDocument,
  type ScenarioDocument,
} from '../../wire/scenario-document.ts';
import { DRAINAGE_ASSUMPTIONS, type DrainageValues, drainageValues } from './assumptions.ts';
import { DRAIN_PRICES } from './drain-kpis.ts';
import { drainsToday } from './drain-objects.ts';
import { depthAt, inundate } from './inundation.ts';
import { withMeasures } from './measures.ts';
import { type DrainageSite, measuresAt, type SiteObject, siteOf } from './site.ts';
import { chicagoHyetograph, stormFormulaOf } from './storm.ts';
import { DRAIN_DOWN } from './storm-run.ts';

/** Return period that alternative B is made for, years (大城市 30–50 a, GB 50014-2021, clause to be checked). */
const DESIGN_YEARS = 30;
/** Deepest water that B leaves on a point then, m: a little below the 15 cm criterion. */
const DESIGN_DEPTH = 0.145;
const STORM_MINUTES = 120;
/** Late morning: a slice is looked at by daylight. */
const MORNING = 10 / 24;
/** Days of survey and permits, of works at one point, and of the hand-over. */
const DAYS = { before: 30, point: 25, after: 14 };

/**
 * Works at every waterlogging point, one after another: A more inlets and a wider pipe, B also a pump and a tank as large as a storm
 * of 30 years asks for. Throws RangeError where the city has no waterlogging point.
 */
export function planWaterlogging(tables: ReadonlyMap<string, AssetTable>): ScenarioDocument {
  const table = tables.get('waterlogging');
  if (!table || table.count === 0)
    throw new RangeError('Layer "waterlogging" has no points; there is nothing to plan.');
  const points = Array.from({ length: table.count }, (_, slot) => assetAt(table, slot)).sort((a, b) =>
    a.id < b.id ? -1 : 1,
  );
  const drains = drainsToday(tables.get('drain'));
  const assumptions = [...DRAINAGE_ASSUMPTIONS, ...DRAIN_PRICES].map(({ range, ...rest }) => ({
    ...rest,
    range: [...range] as [number, number],
  }));
  const values = drainageValues(assumptions).mid;
  const works = points.map((point) => {
    const site = siteOf(point, drains, values);
    const gravity = gravityWorks(point, site, drains);
    return { point, gravity, storage: storageWorks(point, site, gravity) };
  });
  const begin = 1 + DAYS.before;
  const end = begin + DAYS.point * works.length;
  const phases = (of: (work: (typeof works)[number]) => readonly PlannedAsset[], mark: string): Phase[] => [
    { id: 'P0', title: { zh: '勘察与许可', en: 'Survey and permits' }, from: 1, to: begin, operations: [] },
    {
      id: 'P1',
      title: { zh: '逐点改造', en: 'Point by point' },
      from: begin,
      to: end,
      operations: works.flatMap((work, index) =>
        of(work).map((asset) => ({
          op: 'add' as const,
          asset: { ...asset, id: `${asset.id}.${mark}` },
          day: begin + DAYS.point * (index + 1) - 1,
        })),
      ),
    },
    { id: 'P2', title: { zh: '验收与移交', en: 'Hand-over' }, from: end, to: end + DAYS.after, operations: [] },
  ];
  const [xs, ys] = [points.map(({ position }) => position[0]), points.map(({ position }) => position[1])];
  const [west, east] = [Math.min(...xs) - 3e-3, Math.max(...xs) + 3e-3];
  const [south, north] = [Math.min(...ys) - 3e-3, Math.max(...ys) + 3e-3];
  const title = { zh: '积水点改造', en: 'Waterlogging works' };
  return parseScenarioDocument(
    {
      format: 'chengjing-scenario@1',
      id: 'waterlogging-works',
      title,
      project: {
        kind: 'drainage',
        title,
        workPlanItem: 12,
        extent: [
          [west, south],
          [east, south],
          [east, north],
          [west, north],
        ],
        extentNote: {
          zh: '示意范围：全部积水点；地形与设施为示意',
          en: 'Illustrative: all points; terrain and works are drawn',
        },
        road: String(points[0]?.attributes['road'] ?? ''),
        lengthMetres: 0,
        provenance: table.provenance,
      },
      start: null,
      slices: [
        { id: 'T0', title: { zh: '现状', en: 'Today' }, day: MORNING },
        { id: 'T1', title: { zh: '前期', en: 'Preparation' }, day: Math.floor(begin / 2) + MORNING },
        { id: 'T3', title: { zh: '改造过半', en: 'Half done' }, day: Math.floor((begin + end) / 2) + MORNING },
        { id: 'T5', title: { zh: '完工', en: 'Done' }, day: end + DAYS.after - 1 + MORNING },
        { id: 'T6', title: { zh: '1年后', en: 'A year on' }, day: end + DAYS.after + 364 + MORNING },
      ],
      baseline: [
        { layer: 'waterlogging', ids: points.map(({ id }) => id) },
        ...(drains.length > 0 ? [{ layer: 'drain', ids: drains.map(({ id }) => id) }] : []),
      ],
      assumptions,
      alternatives: [
        {
          id: 'A',
          title: { zh: '扩口扩管', en: 'Inlets and pipe' },
          summary: { zh: '增设雨水口并更换雨水管', en: 'More inlets and a wider pipe' },
          phases: phases(({ gravity }) => gravity, 'A'),
        },
        {
          id: 'B',
          title: { zh: '扩排加调蓄', en: 'With pump and tank' },
          summary: {
            zh: '再设抽排泵与调蓄池，按30年一遇（借用公式、示意地形）确定容积',
            en: 'And a pump and a tank sized by a 30-year storm (borrowed formula, drawn terrain)',
          },
          phases: phases(({ gravity, storage }) => [...gravity, ...storage], 'B'),
        },
      ],
    },
    'Waterlogging plan',
  );
}

/** Twice the inlets, and a pipe half as wide again as today's. */
function gravityWorks(point: SiteObject, { inputs }: DrainageSite, drains: readonly SiteObject[]): PlannedAsset[] {
  const own = drains.filter(({ attributes }) => attributes['point'] === point.id);
  const inlets = own.reduce((sum, { attributes }) => sum + Number(attributes['count'] ?? 0), 0);
  const wider = Math.ceil((inputs.pipes[0]?.diameter ?? 0.8) * 1.5 * 10) / 10;
  const length = inputs.pipes[0]?.length ?? 200;
  return [
    planned(point, 1, 'inlets', '新增雨水口', { count: Math.max(10, inlets) }),
    planned(point, 2, 'pipe', '更换雨水管', { diameter: wider, length }),
  ];
}

/** A pump of half the pipe's worth, and the least tank in steps of 50 m³ that holds a storm of the design years. */
function storageWorks(point: SiteObject, site: DrainageSite, gravity: readonly PlannedAsset[]): PlannedAsset[] {
  const pump = planned(point, 3, 'pump', '抽排泵', { rate: 0.5 });
  const tank = (volume: number) => planned(point, 4, 'tank', '调蓄池', { volume });
  const rain = designRain(site.inputs.values, DESIGN_YEARS);
  const holds = (volume: number) => {
    const { measures } = measuresAt(site, [...gravity, pump, tank(volume)]);
    const run = inundate(withMeasures(site.inputs, measures), rain, rain.length + DRAIN_DOWN);
    for (let minute = 0; minute < run.minutes; minute++)
      if (depthAt(run, site.cell, minute) > DESIGN_DEPTH) return false;
    return true;
  };
  let [low, high] = [0, 200];
  while (!holds(50 * high)) {
    low = high;
    high *= 2;
    if (high > 2000) break;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(50 * Math.max(1, middle))) high = middle;
    else low = middle;
  }
  return [pump, tank(50 * high)];
}

/** mm in each minute of a storm with the assumptions of the model, as borrowed as they are. */
export function designRain(values: DrainageValues, years: number): Float64Array {
  return chicagoHyetograph({ formula: stormFormulaOf([]), years, minutes: STORM_MINUTES, peakRatio: values.peakRatio });
}

function planned(
  point: SiteObject,
  number: number,
  kind: string,
  name: string,
  sizes: Readonly<Record<string, number>>,
): PlannedAsset {
  // Side by side along the road, so that symbols do not hide one another.
  const [longitude, latitude] = point.position;
  return {
    layer: 'drain',
    id: `${point.id}-P${number}`,
    position: [Number((longitude + (number - 2.5) * 8e-5).toFixed(7)), Number((latitude - 6e-5).toFixed(7)), 0],
    heading: 0,
    attributes: {
      name,
      kind,
      point: point.id,
      district: point.attributes['district'] ?? null,
      subdistrict: point.attributes['subdistrict'] ?? null,
      road: point.attributes['road'] ?? null,
      note: '规划设施·示意',
      ...sizes,
    },
  };
}
