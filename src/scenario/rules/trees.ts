import type { Mount } from '../../domain/mount.ts';
import { cuts, type ObstacleGrid, obstacleGrid, type Point } from '../sight/sight-line.ts';
import type { Evidence } from './evidence.ts';
import type { FinalPole } from './final-pole.ts';
import { luminairesOf } from './lights.ts';
import { type Measured, type Measurement, measured, NO_AXIS, NOTHING, without } from './measurement.ts';
import { lampReach, obstaclesOf } from './obstacles.ts';
import { atLeast, atMost, normRule, type Rule } from './rule.ts';

/** R12: crowns near luminaires, and the light that they take. */
export const TREE_RULES: readonly Rule[] = [
  normRule({
    id: 'R12',
    title: { zh: '树冠至灯具净距', en: 'Tree crowns to luminaires' },
    limit: atLeast(1, 'm'),
    norm: 'CJJ 45-2015',
    measure: (evidence) => crownGaps(evidence),
  }),
  normRule({
    id: 'R12b',
    title: { zh: '树冠遮光', en: 'Light blocked by trees' },
    limit: atMost(30, '%'),
    norm: 'CJJ 45-2015',
    note: '超出时加长灯臂或设低位辅助灯',
    measure: (evidence) => shadeOf(evidence),
    warm: (evidence) => shadows(evidence),
  }),
];

/** Farther off a crown is not told from none, metres. */
const FAR = 20;
/** Points on the ground that a light serves, in mounting heights along the road and towards its middle. */
const ALONG = [-1.5, -1, -0.5, 0, 0.5, 1, 1.5];
const TOWARDS = [0.2, 0.6, 1];

function noTrees(evidence: Evidence): Measurement {
  return without(
    '树冠实测',
    'surveyed tree crowns are',
    luminairesOf(evidence).map(({ pole }) => pole.ref),
  );
}

/** The head of a luminaire, out at the end of its arm. */
function headOf(pole: FinalPole, mount: Mount): Point {
  const angle = (mount.azimuth * Math.PI) / 180;
  const reach = lampReach(pole, mount);
  return [pole.place[0] + reach * Math.sin(angle), pole.place[1] + reach * Math.cos(angle), mount.height];
}

function crownGaps(evidence: Evidence): Measurement {
  const { memory, place, surroundings } = evidence;
  const lamps = luminairesOf(evidence);
  if (lamps.length === 0) return NOTHING;
  const { trees } = surroundings;
  if (!trees) return noTrees(evidence);
  const crowns = memory.ofStreet('crowns', () =>
    trees.map(({ position, height, crown }) => {
      const [x, y] = place(...position);
      return { x, y, z: height - crown / 2, radius: crown / 2 };
    }),
  );
  return measured(
    lamps.map(({ pole, mount }): Measured => {
      const value = memory.ofPole(pole, `crown ${mount.height} ${mount.azimuth}`, () => {
        const [x, y, z] = headOf(pole, mount);
        let gap = FAR;
        for (const each of crowns) {
          const [dx, dy] = [each.x - x, each.y - y];
          if (Math.abs(dx) < FAR + each.radius && Math.abs(dy) < FAR + each.radius)
            gap = Math.min(gap, Math.hypot(dx, dy, each.z - z) - each.radius);
        }
        return gap;
      });
      return { value, objects: [pole.ref] };
    }),
  );
}

function shadeOf(evidence: Evidence): Measurement {
  const lamps = luminairesOf(evidence);
  if (lamps.length === 0) return NOTHING;
  if (!evidence.axis) return NO_AXIS;
  if (!evidence.surroundings.trees) return noTrees(evidence);
  return measured(
    lamps.flatMap(({ pole, mount }): Measured[] => {
      if (!pole.station) return [];
      return [{ value: shadeOn(evidence, pole, mount), objects: [pole.ref] }];
    }),
  );
}

/** A few lamps at each step. */
function* shadows(evidence: Evidence): Generator<void, void> {
  if (!evidence.axis || !evidence.surroundings.trees) return;
  for (const [index, { pole, mount }] of luminairesOf(evidence).entries()) {
    shadeOn(evidence, pole, mount);
    if (index % 16 === 15) yield;
  }
}

function shadeOn(evidence: Evidence, pole: FinalPole, mount: Mount): number {
  const { memory } = evidence;
  return memory.ofPole(pole, `shade ${mount.height} ${mount.azimuth}`, () => {
    const grid = memory.ofStreet('tree grid', () =>
      obstacleGrid(obstaclesOf(evidence, 'trees')?.map(({ body }) => body) ?? []),
    );
    return blocked(evidence, pole, mount, grid);
  });
}

/** Share of the ground that a luminaire serves and cannot see, %: towards the axis for one that faces it, else away from it. */
function blocked({ axis, place }: Evidence, pole: FinalPole, mount: Mount, grid: ObstacleGrid): number {
  const { station } = pole;
  if (!station || !axis) return 0;
  const head = headOf(pole, mount);
  const left = (axis.bearingAt(station.chainage) - 90) * (Math.PI / 180);
  const leftward = Math.cos((mount.azimuth * Math.PI) / 180 - left) >= 0 ? 1 : -1;
  let dark = 0;
  for (const along of ALONG)
    for (const towards of TOWARDS) {
      const chainage = station.chainage + along * mount.height;
      const offset = station.offset + leftward * towards * mount.height;
      const point: Point = [...place(...axis.pointAt({ chainage, offset })), 0];
      if (grid.near(head, point).some((body) => cuts(body, head, point))) dark++;
    }
  return (100 * dark) / (ALONG.length * TOWARDS.length);
}
