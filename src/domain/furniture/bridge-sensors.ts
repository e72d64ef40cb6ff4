import { type CableStayedSpec, FLAGSHIP, staysOf } from './bridges.ts';
import type { Point } from './solid.ts';

/** What is needed of a bridge to say where its transducers sit. Metres, and limits in their units. */
export interface MonitoredBridge {
  readonly id: string;
  readonly type: string;
  /** Main bridge without approaches. */
  readonly mainBridge: number;
  readonly mainSpan: number;
  readonly width: number;
  readonly deckHeight: number;
  readonly towerHeight: number;
  readonly sensors: number;
  readonly deflectionLimit: number;
  readonly strainLimit: number;
  readonly baseFrequency: number;
}

/** One transducer in the frame of its bridge: x to the right, y along, z above ground, middle at the origin. */
export interface SensorPlace {
  readonly id: string;
  readonly quantity: string;
  readonly section: string;
  readonly at: Point;
  readonly attributes: Readonly<Record<string, number>>;
}

type Draft = Omit<SensorPlace, 'id'>;

/** Letters of a quantity in the code of its points. */
const LETTERS: Readonly<Record<string, string>> = {
  deflection: 'ND',
  strain: 'YB',
  force: 'SL',
  vibration: 'JS',
  temperature: 'WD',
  wind: 'FS',
  load: 'CZ',
  joint: 'SF',
  tilt: 'QJ',
};

/** Travel of an expansion joint, mm: 示意. */
const JOINT_TRAVEL = { cableStayed: 240, girder: 120 };

/**
 * Where the transducers of a bridge sit, as many as it has (domain reference §2.3: places and counts are design assumptions).
 * What is left over of the count are strain gauges.
 */
export function sensorPlan(bridge: MonitoredBridge): SensorPlace[] {
  const drafts = bridge.type === 'cable-stayed' ? cableStayed(bridge) : girder(bridge);
  const rest = Math.max(0, bridge.sensors - drafts.length);
  const counts = new Map<string, number>();
  return [...drafts, ...strains(bridge, rest)].slice(0, Math.max(bridge.sensors, 0)).map((draft) => {
    const serial = (counts.get(draft.quantity) ?? 0) + 1;
    counts.set(draft.quantity, serial);
    const code = `${LETTERS[draft.quantity] ?? 'QT'}-${String(serial).padStart(2, '0')}`;
    return { ...draft, id: `${bridge.id}-${code}` };
  });
}

/** The geometry of a cable-stayed bridge with these dimensions. */
function stayedSpec(
  bridge: Pick<MonitoredBridge, 'mainBridge' | 'mainSpan' | 'width' | 'deckHeight' | 'towerHeight'>,
): CableStayedSpec {
  const { mainBridge, mainSpan, width, deckHeight, towerHeight } = bridge;
  return { ...FLAGSHIP, mainSpan, sideSpan: (mainBridge - mainSpan) / 2, width, deckHeight, towerHeight };
}

function cableStayed(bridge: MonitoredBridge): Draft[] {
  const { mainSpan: span, width, deckHeight: z, towerHeight, mainBridge } = bridge;
  const spec = stayedSpec(bridge);
  const edge = width / 2 - 1;
  const end = mainBridge / 2;
  return [
    ...sections([
      ['主跨 L/4', -span / 4, 0.7],
      ['主跨 L/2', 0, 0.98],
      ['主跨 3L/4', span / 4, 0.7],
    ]).flatMap(([section, y, weight]) =>
      // The middle of mid-span is the bridge's own value; what it is checked by does not ask it again.
      ([-edge, 0, edge] as const).map((x) =>
        deflection(bridge, section, [x, y, z], x === 0 && y === 0 ? null : weight),
      ),
    ),
    ...[-span / 2, span / 2].flatMap((y, tower) => {
      const stays = staysOf(spec, y);
      const perPlane = spec.stays ?? 13;
      // Main span and side span, both planes: the shortest, the middle and the longest.
      return stays.flatMap(([, deck], index): Draft[] => {
        const order = (index % perPlane) + 1;
        if (order !== 1 && order !== Math.ceil(perPlane / 2) && order !== perPlane) return [];
        const plane = Math.floor(index / perPlane) % 2 === 0 ? '西' : '东';
        const span = index < 2 * perPlane ? '中' : '边';
        return [
          {
            quantity: 'force',
            section: `${tower === 0 ? '南' : '北'}塔${span}跨${plane}索面 ${order} 号索`,
            at: deck,
            attributes: { rate: 50, baseline: Math.round(2200 + (3400 * order) / perPlane) },
          },
        ];
      });
    }),
    ...[-span / 4, 0, span / 4, -span / 2 - 60].flatMap((y, i) =>
      [-edge, edge].map((x) =>
        acceleration(
          bridge,
          ['主跨 L/4', '主跨 L/2', '主跨 3L/4', '南边跨'][i] ?? '',
          [x, y, z],
          [0.6, 0.9, 0.6, 0.3][i] ?? 0.5,
        ),
      ),
    ),
    ...[-span / 2, span / 2].map((y, i) =>
      acceleration(bridge, i === 0 ? '南塔顶' : '北塔顶', [0, y, towerHeight], null),
    ),
    ...[-span / 4, 0, span / 4].flatMap((y, i) =>
      [-edge, edge].map(
        (x): Draft => point('temperature', ['主跨 L/4', '主跨 L/2', '主跨 3L/4'][i] ?? '', [x, y, z - 1.5], 1 / 60),
      ),
    ),
    point('wind', '南塔顶', [0, -span / 2, towerHeight], 1),
    point('wind', '主跨 L/2', [edge, 0, z + 4], 1),
    ...[-1, 1].flatMap((side) => lanes(width, z, side * (end - 8), side < 0 ? '南引桥' : '北引桥')),
    ...[-1, 1].flatMap((side) =>
      [-edge, edge].map((x) => joint(side < 0 ? '南端' : '北端', [x, side * end, z], JOINT_TRAVEL.cableStayed)),
    ),
    ...[-span / 2, span / 2].flatMap((y, i) =>
      [z + 2, towerHeight - 2].map((up) => point('tilt', i === 0 ? '南塔' : '北塔', [width / 2, y, up], 1)),
    ),
  ];
}

function girder(bridge: MonitoredBridge): Draft[] {
  const { mainBridge, mainSpan: span, width, deckHeight: z } = bridge;
  const spans = Math.max(1, Math.round(mainBridge / span));
  // An even number of spans has a pier in the middle: the span north of it is the one that is watched.
  const middle = spans % 2 === 1 ? 0 : span / 2;
  const edge = width / 2 - 1;
  const end = mainBridge / 2;
  return [
    ...sections([
      ['L/4', middle - span / 4, 0.7],
      ['L/2', middle, 0.97],
      ['3L/4', middle + span / 4, 0.7],
    ]).flatMap(([section, y, weight]) =>
      [-edge, edge].map((x) => deflection(bridge, section, [x, y, z], x < 0 && y === middle ? null : weight)),
    ),
    ...[middle, middle + span].map((y, i) =>
      acceleration(bridge, i === 0 ? 'L/2' : '邻跨 L/2', [edge, y, z], i === 0 ? 0.9 : 0.6),
    ),
    ...[-edge, edge].map((x) => point('temperature', 'L/2', [x, middle, z - 1], 1 / 60)),
    point('wind', '桥面', [edge, middle, z + 3], 1),
    ...lanes(width, z, -(end - 5), '南端').slice(0, 2),
    ...[-1, 1].map((side) => joint(side < 0 ? '南端' : '北端', [edge, side * end, z], JOINT_TRAVEL.girder)),
    point('tilt', '中墩顶', [0, middle - span / 2, z - 1.5], 1),
  ];
}

/** Strain gauges over the watched span, in turn at both edges and below the axis. */
function strains(
  { type, mainSpan: span, mainBridge, width, deckHeight, strainLimit }: MonitoredBridge,
  count: number,
): Draft[] {
  const spans = Math.max(1, Math.round(mainBridge / span));
  const middle = type === 'cable-stayed' || spans % 2 === 1 ? 0 : span / 2;
  return Array.from({ length: count }, (_, i) => {
    const share = count > 1 ? i / (count - 1) - 0.5 : 0;
    const weight = Math.round(100 * (0.55 + 0.4 * Math.cos(Math.PI * share))) / 100;
    const half = count >> 1;
    return {
      quantity: 'strain',
      section: `主跨 ${Math.round(100 * (share + 0.5))} %`,
      at: [[-width / 2 + 1.5, 0, width / 2 - 1.5][i % 3] as number, middle + 0.92 * span * share, deckHeight - 2],
      attributes: {
        rate: 1,
        limit: Math.round(strainLimit * weight),
        ...(i === half ? {} : { strainWeight: weight }),
      },
    };
  });
}

const sections = (all: readonly (readonly [section: string, y: number, weight: number])[]) => all;

function deflection({ deflectionLimit }: MonitoredBridge, section: string, at: Point, weight: number | null): Draft {
  return {
    quantity: 'deflection',
    section,
    at,
    attributes: {
      rate: 1,
      limit: Math.round(10 * deflectionLimit * (weight ?? 1)) / 10,
      ...(weight === null ? {} : { deflectionWeight: weight }),
    },
  };
}

function acceleration({ baseFrequency }: MonitoredBridge, section: string, at: Point, weight: number | null): Draft {
  return {
    quantity: 'vibration',
    section,
    at,
    attributes: {
      rate: 50,
      ...(weight === null ? {} : { baseline: baseFrequency, vibrationWeight: weight, frequencyWeight: 1 }),
    },
  };
}

function point(quantity: string, section: string, at: Point, rate: number): Draft {
  return { quantity, section, at, attributes: { rate: Math.round(1000 * rate) / 1000 } };
}

function joint(section: string, at: Point, travel: number): Draft {
  return { quantity: 'joint', section, at, attributes: { rate: 1, limit: travel } };
}

/** A weighing strip in each of three lanes. */
function lanes(width: number, z: number, y: number, section: string): Draft[] {
  return [-1, 0, 1].map(
    (lane): Draft => ({
      quantity: 'load',
      section: `${section} ${lane + 2} 车道`,
      at: [(lane * width) / 4, y, z + 0.1],
      attributes: { rate: 1 },
    }),
  );
}
