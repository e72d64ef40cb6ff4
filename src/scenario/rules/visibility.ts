import type { Mount, MountKind } from '../../domain/mount.ts';
import { sightInputs } from '../sight/assumptions.ts';
import { facePoints, sees } from '../sight/driver.ts';
import { type Obstacle, obstacleGrid, type Point } from '../sight/sight-line.ts';
import type { Evidence } from './evidence.ts';
import type { FinalPole } from './final-pole.ts';
import { type Measured, type Measurement, measured, NO_AXIS, NOTHING, without } from './measurement.ts';
import { mountPoint, obstaclesOf } from './obstacles.ts';
import { atLeast, normRule, type Rule } from './rule.ts';

/**
 * R4 and the visibility of R6: how far off a driver sees every signal head and sign that stands when all is done, by sight
 * lines in space. One rule an obstacle kind, so that missing trees do not hide what the poles say.
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

type Against = 'poles' | 'trees' | 'buildings';

function sightRules(
  id: string,
  title: { zh: string; en: string },
  kinds: readonly MountKind[],
  limit: { metres: number; norm: string },
): Rule[] {
  const against = [
    { part: '', zh: '杆件、悬臂与标志板', en: 'poles, arms and panels', what: 'poles' },
    { part: 't', zh: '树木', en: 'trees', what: 'trees' },
    { part: 'b', zh: '建筑', en: 'buildings', what: 'buildings' },
  ] as const;
  return against.map(({ part, zh, en, what }) =>
    normRule({
      id: `${id}${part}`,
      title: { zh: `${title.zh}（${zh}遮挡）`, en: `${title.en} past ${en}` },
      limit: atLeast(limit.metres, 'm'),
      norm: limit.norm,
      note: '视点高 1.2 m、行车方向右侧车道，净视距按 2.5 m 采样至 75 m',
      measure: (evidence) => sightOf(evidence, kinds, what),
      warm: (evidence) => looks(evidence, kinds, what),
    }),
  );
}

const { eyeHeight: EYE_HEIGHT, signalHead: FACE } = sightInputs();
/** How far right of the road's middle a lane runs, metres. */
const LANE = 3.5;
/** Sight is sampled at these steps from `NEAREST` on, as far as `FARTHEST`; a hidden stretch of one step is a blink. */
const STEP = 2.5;
const NEAREST = 15;
const FARTHEST = 75;

function sightOf(evidence: Evidence, kinds: readonly MountKind[], what: Against): Measurement {
  const { axis, finalPoles } = evidence;
  if (!axis) return NO_AXIS;
  const seen = finalPoles.filter(({ mounts }) => mounts.some(({ kind }) => kinds.includes(kind)));
  if (seen.length === 0) return NOTHING;
  const inTheWay = obstaclesNear(evidence, what);
  if (inTheWay === null) {
    const refs = seen.map(({ ref }) => ref);
    return what === 'trees'
      ? without('树木位置与冠幅', 'trees and their crowns are', refs)
      : without('建筑轮廓与高度', 'outlines and heights of buildings are', refs);
  }
  return measured(
    seen.flatMap((pole) =>
      distancesOf(evidence, pole, kinds, what, inTheWay).map((value): Measured => ({ value, objects: [pole.ref] })),
    ),
  );
}

/** Looks at a few poles at each step. */
function* looks(evidence: Evidence, kinds: readonly MountKind[], what: Against): Generator<void, void> {
  const inTheWay = evidence.axis && obstaclesNear(evidence, what);
  if (!inTheWay) return;
  let looked = 0;
  for (const pole of evidence.finalPoles) {
    looked += distancesOf(evidence, pole, kinds, what, inTheWay).length;
    if (looked < 8) continue;
    looked = 0;
    yield;
  }
}

/** From how far each mount of the kinds is seen, metres. */
function distancesOf(
  evidence: Evidence,
  pole: FinalPole,
  kinds: readonly MountKind[],
  what: Against,
  inTheWay: InTheWay,
): number[] {
  const { memory } = evidence;
  return pole.mounts.flatMap((mount, index) => {
    if (!kinds.includes(mount.kind)) return [];
    const key = `sight ${what} ${index}`;
    const compute = () => visibleFrom(evidence, pole, mount, inTheWay);
    return [what === 'poles' ? memory.amongPoles(pole, key, compute) : memory.ofPole(pole, key, compute)];
  });
}

/** The obstacles near a line that are no part of `pole`. */
type InTheWay = (pole: FinalPole, a: Point, b: Point) => readonly Obstacle[];

const NEAR = new WeakMap<Evidence, InTheWay | null>();

function obstaclesNear(evidence: Evidence, what: Against): InTheWay | null {
  if (what !== 'poles') return evidence.memory.ofStreet(`near ${what}`, () => inTheWayOf(evidence, what));
  let near = NEAR.get(evidence);
  if (near === undefined) {
    near = inTheWayOf(evidence, what);
    NEAR.set(evidence, near);
  }
  return near;
}

function inTheWayOf(evidence: Evidence, what: Against): InTheWay | null {
  const bodies = obstaclesOf(evidence, what);
  if (!bodies) return null;
  const ownerOf = new Map(bodies.map(({ body, pole }) => [body, pole]));
  const grid = obstacleGrid(bodies.map(({ body }) => body));
  return (pole, a, b) => grid.near(a, b).filter((body) => ownerOf.get(body) !== pole);
}

/** Greatest distance, metres, from which on nothing but blinks hides the mount. */
function visibleFrom(evidence: Evidence, pole: FinalPole, mount: Mount, inTheWay: InTheWay): number {
  const eyeAt = eyesOf(evidence, pole, mount);
  const heads = facePoints(mountPoint(pole, mount), mount.azimuth, FACE);
  const head = heads[0] as Point;
  // Between the nearest and the farthest eye lie all the others: what is near none of three lines is near none at all.
  const near = new Set([NEAREST, 30, FARTHEST].flatMap((distance) => inTheWay(pole, eyeAt(distance), head)));
  let [clear, hidden] = [NEAREST, 0];
  for (let distance = NEAREST; distance <= FARTHEST; distance += STEP) {
    const visible = sees(eyeAt(distance), heads, near);
    hidden = visible ? 0 : hidden + 1;
    if (hidden > 1) return clear;
    if (hidden === 0) clear = distance;
  }
  return clear;
}

/**
 * The eyes of a driver who comes towards the face of the mount, by distance before the pole, in the lane right of the middle
 * of the road. That middle is the project's axis, or for a face along a crossing road the line through the junction.
 */
function eyesOf({ axis, place, compiled }: Evidence, pole: FinalPole, { azimuth }: Mount): (distance: number) => Point {
  const travel = ((azimuth + 180) * Math.PI) / 180;
  const [ux, uy] = [Math.sin(travel), Math.cos(travel)];
  const { station } = pole;
  const along = station && axis ? (axis.bearingAt(station.chainage) * Math.PI) / 180 : travel;
  let middle: readonly [number, number] = pole.place;
  if (Math.abs(Math.cos(travel - along)) > Math.SQRT1_2 && station && axis)
    middle = place(...axis.pointAt({ chainage: station.chainage, offset: 0 }));
  else {
    const junctions = (compiled.document.project.junctions ?? []).map(({ position }) => place(...position));
    const away = ([x, y]: readonly [number, number]) => Math.hypot(x - pole.place[0], y - pole.place[1]);
    middle = junctions.sort((a, b) => away(a) - away(b))[0] ?? pole.place;
  }
  // Foot of the pole on the line of travel through `middle`, then back by the distance and into the lane.
  const foot = (pole.place[0] - middle[0]) * ux + (pole.place[1] - middle[1]) * uy;
  return (distance) => [
    middle[0] + (foot - distance) * ux + LANE * uy,
    middle[1] + (foot - distance) * uy - LANE * ux,
    EYE_HEIGHT,
  ];
}
