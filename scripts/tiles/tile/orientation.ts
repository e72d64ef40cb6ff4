import { localFrame } from '../../../src/domain/geo/local-frame.ts';
import type { BuildingFeature } from '../feature.ts';
import type { Box } from '../model/building-box.ts';
import type { Point } from '../model/ring.ts';

/** Pieces whose walls run the same way, or across it. */
export interface Alignment {
  /** Way of the walls, radians from east counter-clockwise. */
  readonly turn: number;
  /** Their places in the list, ascending. */
  readonly members: readonly number[];
}

/** Walls have four ways, so turns repeat after a quarter. */
const QUARTER = Math.PI / 2;
/** Fewer pieces do not pay for a node, a mesh and an accessor. */
const FEWEST = 12;
/** Most alignments of a content. */
const MOST = 16;
/** What strays farther, in radians, counts as alone; and how much farther each search goes than the one before it. */
const FARTHEST = 0.1;
const WIDER = 4;

/**
 * Divides pieces by the turns of their walls: first the many that stray from a way by `reach` radians at most, then more widely.
 * In a frame along its walls a right-angled outline changes one coordinate from corner to corner, and so packs in little more than
 * half the bytes. What is alone joins the nearest way.
 */
export function alignmentsOf(turns: readonly number[], reach: number): Alignment[] {
  let left = turns.map((turn, i) => ({ turn, i })).sort((a, b) => a.turn - b.turn || a.i - b.i);
  const ways: { turn: number; members: number[] }[] = [];
  for (let within = reach; within <= FARTHEST && ways.length < MOST; ) {
    const { first, count } = densest(left, within);
    if (count < FEWEST) {
      within *= WIDER;
      continue;
    }
    const members = Array.from({ length: count }, (_, k) => left[(first + k) % left.length] as Turned);
    const taken = new Set(members);
    ways.push({ turn: meanOf(members), members: members.map(({ i }) => i) });
    left = left.filter((each) => !taken.has(each));
  }
  if (ways.length === 0) ways.push({ turn: meanOf(left), members: [] });
  for (const { turn, i } of left)
    ways.reduce((a, b) => (apart(a.turn, turn) <= apart(b.turn, turn) ? a : b)).members.push(i);
  return ways.map(({ turn, members }) => ({ turn, members: members.sort((a, b) => a - b) }));
}

interface Turned {
  readonly turn: number;
  readonly i: number;
}

/** The most that stray from the middle of them by `within` at most, in a circle sorted by turn. */
function densest(sorted: readonly Turned[], within: number): { first: number; count: number } {
  const { length } = sorted;
  let best = { first: 0, count: 0 };
  let count = 0;
  for (let first = 0; first < length; first++, count--) {
    const start = (sorted[first] as Turned).turn;
    while (count < length) {
      const next = first + count;
      const turn = (sorted[next % length] as Turned).turn + (next >= length ? QUARTER : 0);
      if (turn - start > 2 * within) break;
      count++;
    }
    if (count > best.count) best = { first, count };
  }
  return best;
}

/** The way that most of the walls of a building run, by the square of their length; 0 … a quarter turn. */
export function wayOfWalls({ parts }: BuildingFeature): number {
  let x = 0;
  let y = 0;
  // hot: per corner of a content
  for (const { rings } of parts)
    for (const ring of rings) {
      let last = ring.at(-1) as Point;
      const { metresPerDegree } = localFrame(last[0], last[1]);
      for (const point of ring) {
        const east = (point[0] - last[0]) * metresPerDegree[0];
        const north = (point[1] - last[1]) * metresPerDegree[1];
        const weight = east * east + north * north;
        last = point;
        if (weight === 0) continue;
        // The wall as a complex number, to the power of 4: four times its angle, without one.
        const real = east * east - north * north;
        const imaginary = 2 * east * north;
        x += (real * real - imaginary * imaginary) / weight;
        y += (2 * real * imaginary) / weight;
      }
    }
  return quarter(Math.atan2(y, x) / 4);
}

/** The way of the sides of a box. */
export function wayOfBox({ half: [x, y] }: Pick<Box, 'half'>): number {
  return quarter(Math.atan2(y, x));
}

function quarter(turn: number): number {
  return ((turn % QUARTER) + QUARTER) % QUARTER;
}

function apart(a: number, b: number): number {
  const d = Math.abs(a - b);
  return Math.min(d, QUARTER - d);
}

/** The middle of turns: of each wall's four ways as one. */
function meanOf(turned: readonly Turned[]): number {
  let [x, y] = [0, 0];
  for (const { turn } of turned) {
    x += Math.cos(4 * turn);
    y += Math.sin(4 * turn);
  }
  return quarter(Math.atan2(y, x) / 4);
}
