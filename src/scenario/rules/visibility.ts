import type { Mount, MountKind } from '../../domain/mount.ts';
import type { Evidence, FinalPole } from './evidence.ts';
import { type Judgement, NO_AXIS, without } from './judgement.ts';
import { atLeast, type Measured } from './judging.ts';
import { obstaclesOf } from './obstacles.ts';
import { normRule, type Rule } from './rule.ts';
import { cuts, obstacleGrid, type Point } from './sight-line.ts';

/**
 * R4 and the visibility of R6: how far off a driver sees every signal head and sign that a plan hangs on a carrier, by
 * sight lines in space. What stays where it is today is not the plan's matter.
 */
export const VISIBILITY_RULES: readonly Rule[] = [
  ...sightRules('R4', { zh: '信号灯视认距离', en: 'Signal visibility' }, ['vehicle-signal'], {
    metres: 50,
    norm: 'GB 14886-2016',
  }),
  ...sightRules('R6v', { zh: '标志视认距离', en: 'Sign visibility' }, ['sign', 'guide-sign'], {
    metres: 40,
    norm: 'GB 5768.2-2022',
  }),
];

/** One rule an obstacle kind, so that missing trees do not hide what the poles say. */
function sightRules(
  id: string,
  title: { zh: string; en: string },
  kinds: readonly MountKind[],
  limit: { metres: number; norm: string },
): Rule[] {
  const against = [
    { part: '', zh: '杆件与悬臂', en: 'poles and arms', what: 'poles' },
    { part: 't', zh: '树木', en: 'trees', what: 'trees' },
    { part: 'b', zh: '建筑', en: 'buildings', what: 'buildings' },
  ] as const;
  return against.map(({ part, zh, en, what }) =>
    normRule({
      id: `${id}${part}`,
      title: { zh: `${title.zh}（${zh}遮挡）`, en: `${title.en} past ${en}` },
      limit: { value: limit.metres, unit: 'm', sense: 'at least' },
      norm: limit.norm,
      note: '视点高 1.2 m、行车方向右侧车道，净视距按 2.5 m 采样',
      judge: (evidence, metres) => judgeSight(evidence, kinds, what, metres),
    }),
  );
}

/** Height of a driver's eye (CJJ 37 stopping sight) and how far right of the road's middle a lane runs, metres. */
const EYE_HEIGHT = 1.2;
const LANE = 3.5;
/** Sight is sampled at these steps from `NEAREST` on, as far as `FARTHEST`; a hidden stretch of one step is a blink. */
const STEP = 2.5;
const NEAREST = 15;
const FARTHEST = 75;
/** Half of a 300 mm head: it is seen when one of its edges or its middle is. */
const HALF_HEAD = 0.15;

function judgeSight(
  evidence: Evidence,
  kinds: readonly MountKind[],
  what: 'poles' | 'trees' | 'buildings',
  limit: number,
): Judgement {
  const { axis, finalPoles } = evidence;
  if (!axis) return NO_AXIS;
  const seen = finalPoles.filter(({ carrier, mounts }) => carrier && mounts.some(({ kind }) => kinds.includes(kind)));
  if (seen.length === 0) return { kind: 'nothing' };
  const bodies = obstaclesOf(evidence, what);
  if (bodies === null)
    return what === 'trees'
      ? without('树木位置与冠幅', 'trees and their crowns are')
      : without('建筑轮廓与高度', 'outlines and heights of buildings are');
  const grid = obstacleGrid(bodies.map(({ body }) => body));
  const ownerOf = new Map(bodies.map(({ body, pole }) => [body, pole]));
  const measured = seen.flatMap((pole) =>
    pole.mounts
      .filter(({ kind }) => kinds.includes(kind))
      .map((mount): Measured => {
        const visible = (distance: number) => {
          const eye = eyeOf(evidence, pole, mount, distance);
          return headPoints(pole, mount).some(
            (head) => !grid.near(eye, head).some((body) => ownerOf.get(body) !== pole && cuts(body, eye, head)),
          );
        };
        return { value: visibleFrom(visible), objects: [pole.ref] };
      }),
  );
  return atLeast(measured, limit);
}

/** Greatest distance from which on nothing but blinks hides the head. */
function visibleFrom(visible: (distance: number) => boolean): number {
  let [clear, hidden] = [NEAREST, 0];
  for (let distance = NEAREST; distance <= FARTHEST; distance += STEP) {
    hidden = visible(distance) ? 0 : hidden + 1;
    if (hidden > 1) return clear;
    if (hidden === 0) clear = distance;
  }
  return clear;
}

function headPoints(pole: FinalPole, { height, azimuth }: Mount): Point[] {
  const [x, y] = pole.place;
  const right = ((azimuth + 90) * Math.PI) / 180;
  return [0, -HALF_HEAD, HALF_HEAD].map((aside) => [x + aside * Math.sin(right), y + aside * Math.cos(right), height]);
}

/**
 * The eye of a driver who comes towards the face of the mount: `distance` before the pole, in the lane right of the middle
 * of the road. That middle is the project's axis, or for a face along a crossing road the line through the junction.
 */
function eyeOf({ axis, place, compiled }: Evidence, pole: FinalPole, { azimuth }: Mount, distance: number): Point {
  const travel = ((azimuth + 180) * Math.PI) / 180;
  const [ux, uy] = [Math.sin(travel), Math.cos(travel)];
  const station = pole.station;
  const along = station && axis ? (axis.bearingAt(station.chainage) * Math.PI) / 180 : travel;
  let middle: readonly [number, number] = pole.place;
  if (Math.abs(Math.cos(travel - along)) > Math.SQRT1_2 && station && axis)
    middle = place(...axis.pointAt({ chainage: station.chainage, offset: 0 }));
  else {
    const junctions = (compiled.document.project.junctions ?? []).map(({ position }) => place(...position));
    const away = ([x, y]: readonly [number, number]) => Math.hypot(x - pole.place[0], y - pole.place[1]);
    middle = junctions.sort((a, b) => away(a) - away(b))[0] ?? pole.place;
  }
  // Foot of the pole on the line of travel through `middle`, then back by `distance` and into the lane.
  const forward = (pole.place[0] - middle[0]) * ux + (pole.place[1] - middle[1]) * uy - distance;
  return [middle[0] + forward * ux + LANE * uy, middle[1] + forward * uy - LANE * ux, EYE_HEIGHT];
}
