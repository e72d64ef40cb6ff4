import { type AssetTable, assetAt, type Path } from '../../domain/asset.ts';
import type { Provenance } from '../../domain/provenance.ts';
import { type Phase, parseScenarioDocument, type ScenarioDocument } from '../../wire/scenario-document.ts';
import { openDays, seasonsFrom } from '../staging/schedule.ts';
import { seasonLimits } from '../staging/season.ts';
import { BILLBOARD_ASSUMPTIONS } from './assumptions.ts';

/** The road whose roof billboards go, as facts of the city. */
export interface BillboardProject {
  readonly road: string;
  readonly axis: Path;
  readonly lengthMetres: number;
  readonly provenance: Provenance;
}

const value = (key: (typeof BILLBOARD_ASSUMPTIONS)[number]['key']) =>
  BILLBOARD_ASSUMPTIONS.find((each) => each.key === key)?.value as number;
/** Late morning: a slice is looked at by daylight. */
const MORNING = 10 / 24;

/**
 * Removes the roof billboards of a road, one after another at night: A those beyond their design life, B all. The same engine,
 * calendar and document as for poles. Throws RangeError when the road has none.
 */
export function planBillboards(tables: ReadonlyMap<string, AssetTable>, project: BillboardProject): ScenarioDocument {
  const table = tables.get('billboard');
  const roofs = Array.from({ length: table?.count ?? 0 }, (_, slot) => assetAt(table as AssetTable, slot))
    .filter(({ attributes }) => attributes.road === project.road && attributes.type === 'roof')
    .sort((a, b) => a.position[0] - b.position[0] || (a.id < b.id ? -1 : 1));
  if (roofs.length === 0)
    throw new RangeError(`No roof billboard stands along ${project.road}; choose another road for the scenario.`);
  const assumptions = BILLBOARD_ASSUMPTIONS.map(({ range, ...rest }) => ({
    ...rest,
    range: [...range] as [number, number],
  }));
  const seasons = seasonsFrom({ year: null, month: 3, day: 1 }, seasonLimits(assumptions));
  const begin = 1 + value('noticeDays');
  const nights = openDays(roofs.length * value('signNights'), begin, ['exam', 'spring'], seasons);
  const end = (nights.at(-1) as number) + 1;

  const phases = (chosen: readonly { readonly id: string }[]): Phase[] => [
    { id: 'P0', title: { zh: '告知与公示', en: 'Notice' }, from: 1, to: begin, operations: [] },
    {
      id: 'P1',
      title: { zh: '夜间拆除', en: 'Removal at night' },
      from: begin,
      to: end,
      operations: chosen.flatMap(({ id }, index): Phase['operations'] => {
        const own = nights.slice(index * value('signNights'), (index + 1) * value('signNights'));
        const last = own.at(-1) as number;
        return [
          ...own.map((night): Phase['operations'][number] => ({
            op: 'close',
            road: project.road,
            lanes: 1,
            side: 'both',
            hours: value('craneHours'),
            days: [night, night + 1],
          })),
          { op: 'remove', target: { layer: 'billboard', id }, how: 'removed', day: last },
        ];
      }),
    },
    {
      id: 'P2',
      title: { zh: '屋面修复与复核', en: 'Roofs mended and checked' },
      from: end,
      to: end + 10,
      operations: [],
    },
  ];
  const words = { zh: `${project.road}楼顶广告整治`, en: 'Roof billboards removed' };
  const [xs, ys] = [0, 1].map((axis) => project.axis.map((point) => point[axis] as number)) as [number[], number[]];
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys) - 1e-3, Math.max(...ys) + 1e-3];
  return parseScenarioDocument(
    {
      format: 'chengjing-scenario@1',
      id: 'billboard-roofs',
      title: words,
      project: {
        kind: 'billboards',
        title: words,
        workPlanItem: 25,
        extent: [
          [west, south],
          [east, south],
          [east, north],
          [west, north],
        ],
        extentNote: { zh: `示意范围：${project.road}沿线`, en: 'Illustrative: along the road' },
        road: project.road,
        lengthMetres: project.lengthMetres,
        axis: project.axis,
        provenance: project.provenance,
      },
      start: null,
      slices: [
        { id: 'T0', title: { zh: '现状', en: 'Today' }, day: MORNING },
        { id: 'T1', title: { zh: '公示', en: 'Notice' }, day: Math.floor(begin / 2) + MORNING },
        { id: 'T3', title: { zh: '拆除过半', en: 'Half removed' }, day: Math.floor((begin + end) / 2) + MORNING },
        { id: 'T5', title: { zh: '完工', en: 'Done' }, day: end + 9 + MORNING },
        { id: 'T6', title: { zh: '1年后', en: 'A year on' }, day: end + 374 + MORNING },
      ],
      baseline: [{ layer: 'billboard', ids: roofs.map(({ id }) => id) }],
      assumptions,
      alternatives: [
        {
          id: 'A',
          title: { zh: '拆除超龄', en: 'Old ones' },
          summary: { zh: '拆除超过结构设计寿命的楼顶牌', en: 'Roof signs beyond their design life go' },
          phases: phases(roofs.filter(({ attributes }) => Number(attributes.built) < value('builtBefore'))),
        },
        {
          id: 'B',
          title: { zh: '全部拆除', en: 'All' },
          summary: { zh: '沿线楼顶牌全部拆除', en: 'Every roof sign along the road goes' },
          phases: phases(roofs),
        },
      ],
    },
    `Billboard plan of ${project.road}`,
  );
}
