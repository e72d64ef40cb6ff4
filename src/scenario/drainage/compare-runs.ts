import { depthAt, type Inundation } from './inundation.ts';

/** A place to watch, by its cell. */
export interface WatchedPoint {
  readonly id: string;
  readonly cell: number;
}

/** What a plan does to one point. */
export interface PointChange {
  readonly id: string;
  /** Deepest water of each run, m. */
  readonly before: number;
  readonly after: number;
  /** Minutes that end with 15 cm or more. */
  readonly minutesBefore: number;
  readonly minutesAfter: number;
  /** Deeper by more than 1 mm, or above 15 cm for longer. */
  readonly worse: boolean;
}

export interface RunComparison {
  readonly points: readonly PointChange[];
  /** The points that got worse, worst first. */
  readonly worse: readonly PointChange[];
  /** What the deepest water of each cell changes by, m; below 0 is better. */
  readonly cellChanges: Float64Array;
  /** Cells of the whole terrain whose deepest water rose by more than 1 mm. */
  readonly worseCells: readonly number[];
}

/** m; a smaller difference is none. */
const NOTICED = 0.001;
/** One lane of the road may be ponded by this much (GB 50014-2021, clause to be checked), m. */
const LANE_DEPTH = 0.15;

/**
 * Two runs of the same grid and time, point by point; each depth is over the ground of its own run. Throws a RangeError where the
 * runs do not match or a point lies outside the grid.
 */
export function compareRuns(before: Inundation, after: Inundation, points: readonly WatchedPoint[]): RunComparison {
  const cells = before.terrain.ground.length;
  if (after.terrain.columns !== before.terrain.columns || after.terrain.ground.length !== cells)
    throw new RangeError(`Runs of ${cells} and ${after.terrain.ground.length} cells. Compare runs on the same grid.`);
  if (after.minutes !== before.minutes)
    throw new RangeError(`Runs of ${before.minutes} and ${after.minutes} minutes. Compare runs of the same time.`);
  for (const { id, cell } of points)
    if (!(Number.isInteger(cell) && cell >= 0 && cell < cells))
      throw new RangeError(`Point "${id}": cell = ${cell}. Give a cell from 0 to ${cells - 1}.`);
  const [then, now] = [deepest(before), deepest(after)];
  const changes = points.map(({ id, cell }): PointChange => {
    const change = {
      id,
      before: then[cell] as number,
      after: now[cell] as number,
      minutesBefore: minutesAbove(before, cell),
      minutesAfter: minutesAbove(after, cell),
    };
    const worse = change.after - change.before > NOTICED || change.minutesAfter > change.minutesBefore;
    return { ...change, worse };
  });
  const cellChanges = now.map((depth, cell) => depth - (then[cell] as number));
  return {
    points: changes,
    worse: changes
      .filter(({ worse }) => worse)
      .sort((a, b) => b.after - b.before - (a.after - a.before) || b.minutesAfter - a.minutesAfter),
    cellChanges,
    worseCells: [...cellChanges.keys()].filter((cell) => (cellChanges[cell] as number) > NOTICED),
  };
}

/** Deepest water of each cell over a run, m. */
export function deepest({ terrain, basins, minutes, levels }: Inundation): Float64Array {
  const count = basins.leaves.length;
  const highest = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  for (let minute = 0; minute < minutes; minute++)
    for (let leaf = 0; leaf < count; leaf++) {
      const level = levels[minute * count + leaf] as number;
      if (level > (highest[leaf] as number)) highest[leaf] = level;
    }
  return Float64Array.from(terrain.ground, (ground, cell) => {
    const basin = basins.basinOf[cell] as number;
    return basin === 0 ? 0 : Math.max(0, (highest[basins.first[basin] as number] as number) - ground);
  });
}

function minutesAbove(run: Inundation, cell: number): number {
  let count = 0;
  for (let minute = 0; minute < run.minutes; minute++) if (depthAt(run, cell, minute) >= LANE_DEPTH) count++;
  return count;
}
