import type { AssetTable, Path } from '../../domain/asset.ts';
import { localFrame, toGeographic, toLocal } from '../../domain/geo/local-frame.ts';
import type { Provenance } from '../../domain/provenance.ts';
import type { Words } from '../../domain/words.ts';
import { type Phase, parseScenarioDocument, type ScenarioDocument } from '../../wire/scenario-document.ts';
import { daysOutside, schedule, seasonsFrom } from '../staging/schedule.ts';
import { seasonLimits } from '../staging/season.ts';
import { GREENWAY_ASSUMPTIONS } from './assumptions.ts';
import { lengthOf } from './connectivity.ts';

/** A missing piece between two greenways. */
export interface GreenwayLink {
  /** Stem of the ids of its pieces, e.g. GWL-E. */
  readonly id: string;
  readonly name: string;
  readonly road: string;
  readonly district: string;
  readonly path: Path;
}

/** Greenways to be joined, as facts of the city. Alternative A builds the first link, B all of them. */
export interface GreenwayProject {
  readonly links: readonly GreenwayLink[];
  readonly titles: Readonly<Record<'A' | 'B', Words>>;
  /** Floor area of dwellings by cell: longitude°, latitude°, m². */
  readonly floorArea: readonly (readonly [number, number, number])[];
  readonly provenance: Provenance;
}

const value = (key: (typeof GREENWAY_ASSUMPTIONS)[number]['key']) =>
  GREENWAY_ASSUMPTIONS.find((each) => each.key === key)?.value as number;
/** Late morning: a slice is looked at by daylight. */
const MORNING = 10 / 24;
/** Longest piece that opens at once, metres. */
const PIECE = 450;

/** Joins greenways by new paths that open piece by piece. Throws RangeError when the city has no greenways or no link is given. */
export function planGreenways(tables: ReadonlyMap<string, AssetTable>, project: GreenwayProject): ScenarioDocument {
  const table = tables.get('greenway');
  const first = project.links[0];
  if (!table || table.count === 0 || !first)
    throw new RangeError(
      'Greenways can be joined only where there are some, and a link; give layer "greenway" and links.',
    );
  const assumptions = GREENWAY_ASSUMPTIONS.map(({ range, ...rest }) => ({
    ...rest,
    range: [...range] as [number, number],
  }));
  const seasons = seasonsFrom({ year: null, month: 3, day: 1 }, seasonLimits(assumptions));
  const begin = 1 + value('surveyDays');
  const plan = (links: readonly GreenwayLink[]) => {
    const pieces = links.flatMap(piecesOf);
    const crews = value('pathCrews');
    const waves = Array.from({ length: Math.ceil(pieces.length / crews) }, (_, wave) =>
      Array.from({ length: Math.min(crews, pieces.length - wave * crews) }, (_, index) => wave * crews + index),
    );
    const days = Math.ceil(PIECE / value('pathPerDay'));
    const works = schedule(waves, () => [0, 0], begin, daysOutside(days, ['exam', 'spring', 'frost'], seasons));
    return { works, pieces, end: Math.max(...works.map(({ to }) => to)) };
  };
  const phases = (links: readonly GreenwayLink[], end: number): Phase[] => {
    const { works, pieces } = plan(links);
    return [
      { id: 'P0', title: { zh: '选线与许可', en: 'Route and permits' }, from: 1, to: begin, operations: [] },
      {
        id: 'P1',
        title: { zh: '逐段贯通', en: 'Piece by piece' },
        from: begin,
        to: end,
        operations: works.map(({ segment, to }) => ({
          op: 'add',
          asset: pieces[segment] as (typeof pieces)[number],
          day: to - 1,
        })),
      },
      { id: 'P2', title: { zh: '标识与移交', en: 'Signs and hand-over' }, from: end, to: end + 14, operations: [] },
    ];
  };
  const end = plan(project.links).end;
  const title = { zh: '绿道连通', en: 'Greenways joined' };
  const all = project.links.flatMap(({ path }) => path);
  const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)];
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return parseScenarioDocument(
    {
      format: 'chengjing-scenario@1',
      id: 'greenway-link',
      title,
      project: {
        kind: 'greenways',
        title,
        workPlanItem: 16,
        extent: [
          [west, south],
          [east, south],
          [east, north],
          [west, north],
        ],
        extentNote: { zh: '示意范围：连接线位为设计建议', en: 'Illustrative: the routes of the links are proposals' },
        road: first.road,
        lengthMetres: Math.round(metresOf(first.path)),
        floorArea: project.floorArea,
        provenance: project.provenance,
      },
      start: null,
      slices: [
        { id: 'T0', title: { zh: '现状', en: 'Today' }, day: MORNING },
        { id: 'T1', title: { zh: '前期', en: 'Preparation' }, day: Math.floor(begin / 2) + MORNING },
        { id: 'T3', title: { zh: '逐段贯通', en: 'Piece by piece' }, day: Math.floor((begin + end) / 2) + MORNING },
        { id: 'T5', title: { zh: '完工', en: 'Done' }, day: end + 13 + MORNING },
        { id: 'T6', title: { zh: '1年后', en: 'A year on' }, day: end + 378 + MORNING },
      ],
      baseline: [{ layer: 'greenway', ids: table.ids.slice(0, table.count) }],
      assumptions,
      alternatives: [
        { id: 'A', title: { zh: '一处', en: 'One link' }, summary: project.titles.A, phases: phases([first], end) },
        {
          id: 'B',
          title: { zh: '全部', en: 'All links' },
          summary: project.titles.B,
          phases: phases(project.links, end),
        },
      ],
    },
    'Greenway plan',
  );
}

/** A link cut into pieces of equal length, none longer than `PIECE`, as planned assets of layer `greenway`. */
function piecesOf({ id, name, road, district, path }: GreenwayLink) {
  const [origin] = path;
  if (!origin) return [];
  const frame = localFrame(origin[0], origin[1]);
  const line = path.map(([x, y]) => toLocal(frame, x, y));
  const total = lengthOf(line);
  const count = Math.max(1, Math.ceil(total / PIECE));
  return Array.from({ length: count }, (_, index) => {
    const shape = sliceOf(line, (index * total) / count, ((index + 1) * total) / count).map(
      ([x, y]) => toGeographic(frame, x, y).map((each) => Number(each.toFixed(7))) as [number, number],
    );
    const middle = shape[Math.floor(shape.length / 2)] as [number, number];
    return {
      layer: 'greenway',
      id: `${id}${index + 1}`,
      position: [middle[0], middle[1], 0] as [number, number, number],
      heading: 0,
      shape,
      attributes: {
        name: `${name} ${index + 1}/${count}`,
        district,
        road,
        owner: '城市管理局（拟）',
        maintainer: '园林养护单位（拟）',
        note: '规划绿道·示意',
        grade: 'community',
        width: value('pathWidth'),
        length: Math.round(total / count),
        surface: '透水混凝土',
        capacity: Math.round(value('pathWidth') * 240),
      },
    };
  });
}

function sliceOf(line: readonly (readonly [number, number])[], from: number, to: number): [number, number][] {
  const result: [number, number][] = [];
  let start = 0;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1] as readonly [number, number], line[i] as readonly [number, number]];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const at = (chainage: number): [number, number] => {
      const share = length === 0 ? 0 : (chainage - start) / length;
      return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
    };
    const [low, high] = [Math.max(from, start), Math.min(to, start + length)];
    if (low < high) {
      if (result.length === 0) result.push(at(low));
      result.push(at(high));
    }
    start += length;
  }
  return result;
}

function metresOf(path: Path): number {
  const [origin] = path;
  if (!origin) return 0;
  const frame = localFrame(origin[0], origin[1]);
  return lengthOf(path.map(([x, y]) => toLocal(frame, x, y)));
}
