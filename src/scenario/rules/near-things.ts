import type { Evidence } from './evidence.ts';
import { type Judgement, without } from './judgement.ts';
import { atLeast, atMost, type Measured } from './judging.ts';
import { obstaclesOf } from './obstacles.ts';
import { normRule, type Rule } from './rule.ts';
import { cuts, obstacleGrid, type Point } from './sight-line.ts';
import type { Utility } from './surroundings.ts';

/** R12, R13 and R14: trees, windows and buried pipes near a carrier. */
export const NEAR_THINGS_RULES: readonly Rule[] = [
  normRule({
    id: 'R12',
    title: { zh: '树冠至灯具净距', en: 'Tree crowns to luminaires' },
    limit: { value: 1, unit: 'm', sense: 'at least' },
    norm: 'CJJ 45-2015',
    judge: (evidence, limit) => judgeCrowns(evidence, limit),
  }),
  normRule({
    id: 'R12b',
    title: { zh: '树冠遮光', en: 'Light blocked by trees' },
    limit: { value: 30, unit: '%', sense: 'at most' },
    norm: 'CJJ 45-2015',
    note: '超出时加长灯臂或设低位辅助灯',
    judge: (evidence, limit) => judgeShade(evidence, limit),
  }),
  normRule({
    id: 'R13',
    title: { zh: '天线正对建筑距离', en: 'Antennas to the buildings they face' },
    limit: { value: 10, unit: 'm', sense: 'at least' },
    norm: 'GB 8702',
    note: '5–10 m；场强须实测',
    judge: (evidence, limit) => judgeAntennas(evidence, limit),
  }),
  normRule({
    id: 'R14',
    title: { zh: '杆基至燃气、给水管净距', en: 'Bases to gas and water pipes' },
    limit: { value: 0.5, unit: 'm', sense: 'at least' },
    norm: 'GB 50289-2016',
    judge: (evidence, limit) => judgePipes(evidence, ['gas', 'water'], limit),
  }),
  normRule({
    id: 'R14b',
    title: { zh: '杆基至干管净距', en: 'Bases to trunk mains' },
    limit: { value: 1, unit: 'm', sense: 'at least' },
    norm: 'GB 50289-2016',
    note: '1.0–1.5 m',
    judge: (evidence, limit) => judgePipes(evidence, ['trunk'], limit),
  }),
];

function lampsOf({ finalPoles }: Evidence) {
  return finalPoles.flatMap((pole) => {
    const heights = pole.mounts.filter(({ kind }) => kind === 'luminaire').map(({ height }) => height);
    return heights.length > 0 ? [{ pole, head: [...pole.place, Math.max(...heights)] as Point }] : [];
  });
}

const NO_TREES = without('树冠实测', 'surveyed tree crowns are');

function judgeCrowns(evidence: Evidence, limit: number): Judgement {
  const lamps = lampsOf(evidence);
  if (lamps.length === 0) return { kind: 'nothing' };
  const crowns = evidence.surroundings.trees?.map(({ position, height, crown }) => ({
    at: [...evidence.place(...position), height - crown / 2] as const,
    radius: crown / 2,
  }));
  if (!crowns) return NO_TREES;
  return atLeast(
    lamps.map(({ pole, head }): Measured => {
      const gaps = crowns.map(
        ({ at, radius }) => Math.hypot(at[0] - head[0], at[1] - head[1], at[2] - head[2]) - radius,
      );
      return { value: Math.min(FAR, ...gaps), objects: [pole.ref] };
    }),
    limit,
  );
}

/** Where nothing is near, metres. */
const FAR = 999;
/** Points on the ground that a light serves, in mounting heights along the road and towards its middle. */
const ALONG = [-1.5, -1, -0.5, 0, 0.5, 1, 1.5];
const TOWARDS = [0.2, 0.6, 1];

function judgeShade(evidence: Evidence, limit: number): Judgement {
  const lamps = lampsOf(evidence);
  if (lamps.length === 0) return { kind: 'nothing' };
  const bodies = obstaclesOf(evidence, 'trees');
  if (!bodies || !evidence.axis) return NO_TREES;
  const { axis, place } = evidence;
  const grid = obstacleGrid(bodies.map(({ body }) => body));
  return atMost(
    lamps.flatMap(({ pole, head }): Measured[] => {
      const { station } = pole;
      if (!station) return [];
      const inward = Math.sign(station.offset) * -1;
      const points = ALONG.flatMap((along) =>
        TOWARDS.map((towards): Point => {
          const chainage = station.chainage + along * head[2];
          const offset = station.offset + inward * towards * head[2];
          return [...place(...axis.pointAt({ chainage, offset })), 0];
        }),
      );
      const dark = points.filter((point) => grid.near(head, point).some((body) => cuts(body, head, point)));
      return [{ value: (100 * dark.length) / points.length, objects: [pole.ref] }];
    }),
    limit,
  );
}

function judgeAntennas({ finalPoles, surroundings, place }: Evidence, limit: number): Judgement {
  const bearing = finalPoles.filter(({ mounts }) => mounts.some(({ kind }) => kind === 'micro-cell'));
  if (bearing.length === 0) return { kind: 'nothing' };
  const { antennas, buildings } = surroundings;
  if (!antennas || !buildings) return without('天线参数与建筑', 'antenna data and buildings are');
  const walls = buildings.flatMap(({ ring }) =>
    ring.map((point, index) => [place(...point), place(...(ring[(index + 1) % ring.length] as typeof point))] as const),
  );
  const byCarrier = new Map(antennas.map((antenna) => [antenna.carrier, antenna]));
  const measured = bearing.flatMap(({ ref, place: [x, y] }): Measured[] => {
    const antenna = byCarrier.get(ref.id);
    if (!antenna) return [];
    const [ux, uy] = [Math.sin((antenna.azimuth * Math.PI) / 180), Math.cos((antenna.azimuth * Math.PI) / 180)];
    // Walls behind the antenna do not count: the nearest point has to lie before it.
    const distances = walls.flatMap(([a, b]) => {
      const near = nearest([x, y], a, b);
      return (near[0] - x) * ux + (near[1] - y) * uy > 0 ? [Math.hypot(near[0] - x, near[1] - y)] : [];
    });
    return [{ value: Math.min(FAR, ...distances), objects: [ref] }];
  });
  const judgement = atLeast(measured, limit);
  if (judgement.kind === 'beyond' || measured.length === bearing.length) return judgement;
  return without('部分天线的参数', 'data of some antennas are');
}

function judgePipes(
  { finalPoles, poles, surroundings, place }: Evidence,
  kinds: readonly Utility['kind'][],
  limit: number,
): Judgement {
  const bases = finalPoles.filter(({ ref }) => poles.get(`${ref.layer} ${ref.id}`)?.planned);
  if (bases.length === 0) return { kind: 'nothing' };
  const { utilities } = surroundings;
  if (!utilities) return without('地下管线数据', 'buried utilities are');
  const pipes = utilities
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap(({ path }) =>
      path.slice(1).map((to, index) => [place(...(path[index] as typeof to)), place(...to)] as const),
    );
  return atLeast(
    bases.map(({ ref, place: at }): Measured => {
      const distances = pipes.map(([a, b]) => {
        const near = nearest(at, a, b);
        return Math.hypot(near[0] - at[0], near[1] - at[1]);
      });
      return { value: Math.min(FAR, ...distances), objects: [ref] };
    }),
    limit,
  );
}

function nearest(
  [x, y]: readonly [number, number],
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
): [number, number] {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return [ax + t * dx, ay + t * dy];
}
