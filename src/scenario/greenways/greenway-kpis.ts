import type { Instant } from '../../domain/clock.ts';
import { type LocalFrame, localFrame, toLocal } from '../../domain/geo/local-frame.ts';
import { holds } from '../../domain/validity.ts';
import type { CompiledScenario, Kpi } from '../compiled.ts';
import { figure } from '../figure.ts';
import { type ObjectRecord, objectsOf } from '../objects.ts';
import { GREENWAY_ASSUMPTIONS } from './assumptions.ts';
import { connectivityOf, distanceTo } from './connectivity.ts';

/** Length, connectivity, people in reach and cost of greenways (domain reference §5). */
export function greenwayKpis(compiled: CompiledScenario, alternativeId: string, at: Instant): Kpi[] {
  const all = objectsOf(compiled, alternativeId, 'greenway');
  const standing = all.filter((each) => holds(each, at));
  const built = standing.filter(({ planned }) => planned);
  const { value, range } = assumptionsOf(compiled);
  const frame = frameOf(compiled);
  const net = connectivityOf(
    standing.map(({ shape }) => shape ?? []),
    frame,
    value('joinDistance'),
  );
  const largest = net.largest.flatMap((line) => standing[line] ?? []);
  const reach = reached(compiled, all, value('serviceRadius'), frame);
  const inReach = new Set(standing.flatMap(({ ref }) => reach.get(ref.id) ?? []));
  const cells = compiled.document.project.floorArea;
  let floor = 0;
  for (const cell of inReach) floor += cells?.[cell]?.[2] ?? 0;
  const paved =
    built.reduce((sum, { attributes }) => sum + Number(attributes.length) * Number(attributes.width), 0) / 10_000;
  const length = (of: readonly ObjectRecord[]) =>
    of.reduce((sum, { attributes }) => sum + Number(attributes.length), 0) / 1000;
  const joined = { assumptions: ['joinDistance'] };
  return [
    figure(
      'greenway.length',
      '绿道总长',
      'Greenways',
      length(standing),
      'km',
      2,
      standing,
      '在用绿道长度之和',
      'sum of lengths in use',
    ),
    figure(
      'greenway.built',
      '已建连接段',
      'Links built',
      length(built),
      'km',
      2,
      built,
      '已贯通的连接段长度',
      'length of links opened',
    ),
    {
      ...figure(
        'greenway.parts',
        '互不相连的片',
        'Separate parts',
        net.components,
        '片',
        0,
        standing,
        '端点在相接距离内视为连通',
        'ends within the joining distance are connected',
      ),
      ...joined,
    },
    {
      ...figure(
        'greenway.gamma',
        '连通度 γ',
        'Connectivity γ',
        net.gamma,
        '1',
        3,
        standing,
        'γ = L ÷ 3(V − 2)，L 边数、V 节点数',
        'γ = L ÷ 3(V − 2), L edges, V nodes',
      ),
      ...joined,
    },
    {
      ...figure(
        'greenway.alpha',
        '环通度 α',
        'Loops α',
        net.alpha,
        '1',
        3,
        standing,
        'α =（L − V + p）÷（2V − 5），p 片数',
        'α = (L − V + p) ÷ (2V − 5), p parts',
      ),
      ...joined,
    },
    {
      ...figure(
        'greenway.largest',
        '最大连通片占比',
        'Largest connected share',
        100 * net.largestShare,
        '%',
        1,
        largest,
        '最大连通片长度 ÷ 总长',
        'length of the largest part ÷ total',
      ),
      ...joined,
    },
    ...(cells ? [peopleKpi(floor, standing, value('areaPerPerson'), range('areaPerPerson'))] : []),
    {
      ...figure(
        'cost.capex',
        '建设投资',
        'Capex',
        paved * value('pathCost'),
        '万元',
        0,
        built,
        '连接段长度 × 宽度 × 单价',
        'length × width × price of links',
      ),
      assumptions: ['pathCost', 'pathWidth'],
      range: [paved * range('pathCost')[0], paved * range('pathCost')[1]],
    },
  ];
}

function peopleKpi(
  floor: number,
  objects: readonly ObjectRecord[],
  each: number,
  [low, high]: readonly [number, number],
): Kpi {
  return {
    ...figure(
      'greenway.people',
      '服务半径内居民',
      'People in reach',
      floor / each,
      '人',
      0,
      objects,
      '服务半径内住宅建筑面积（基底 × 层数）÷ 人均住房建筑面积',
      'floor area of dwellings in reach (footprint × storeys) ÷ area a person',
    ),
    assumptions: ['areaPerPerson', 'serviceRadius'],
    range: [floor / high, floor / low],
  };
}

const REACHED = new WeakMap<CompiledScenario, Map<string, readonly number[]>>();

/** Cells within `radius` metres of each greenway, existing or planned; found once a scenario. */
function reached(
  compiled: CompiledScenario,
  greenways: readonly ObjectRecord[],
  radius: number,
  frame: LocalFrame,
): ReadonlyMap<string, readonly number[]> {
  const known = REACHED.get(compiled) ?? new Map<string, readonly number[]>();
  REACHED.set(compiled, known);
  const cells = (compiled.document.project.floorArea ?? []).map(([x, y]) => toLocal(frame, x, y));
  for (const { ref, shape } of greenways) {
    if (known.has(ref.id) || !shape || shape.length === 0) continue;
    const line = shape.map(([x, y]) => toLocal(frame, x, y));
    const [xs, ys] = [line.map(([x]) => x), line.map(([, y]) => y)];
    const [west, east] = [Math.min(...xs) - radius, Math.max(...xs) + radius];
    const [south, north] = [Math.min(...ys) - radius, Math.max(...ys) + radius];
    known.set(
      ref.id,
      cells.flatMap((cell, index) =>
        cell[0] < west || cell[0] > east || cell[1] < south || cell[1] > north || distanceTo(line, cell) > radius
          ? []
          : [index],
      ),
    );
  }
  return known;
}

function frameOf({ document }: CompiledScenario): LocalFrame {
  const [longitude, latitude] = document.project.extent[0] ?? [0, 0];
  return localFrame(longitude, latitude);
}

type Key = (typeof GREENWAY_ASSUMPTIONS)[number]['key'];

function assumptionsOf({ document }: CompiledScenario) {
  const of = (key: Key) =>
    document.assumptions.find((each) => each.key === key) ?? GREENWAY_ASSUMPTIONS.find((each) => each.key === key);
  return {
    value: (key: Key) => of(key)?.value as number,
    range: (key: Key) => of(key)?.range as readonly [number, number],
  };
}
