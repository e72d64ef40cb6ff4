import { layer } from '../../domain/layers/waterlogging.ts';
import { LEVEL_WORDS, type Level } from '../../domain/level.ts';
import { assess } from '../../domain/threshold.ts';
import type { Words } from '../../domain/words.ts';
import type { DrainageValues } from './assumptions.ts';
import type { PointChange, RunComparison } from './compare-runs.ts';
import type { Terrain } from './drainage-inputs.ts';
import { BORROWED_NOTE, type StormFormula } from './storm.ts';

/** What map, chart and page say without a surveyed terrain. */
export const UNSURVEYED_NOTE: Words = {
  zh: '示意地形，不得用于工程判断',
  en: 'Illustrative terrain, not for engineering judgement',
};

/** Coarsest cell and least accuracy of a terrain that a level may rest on, m. */
const SURVEYED = { cell: 2, accuracy: 0.15 };

/** What a plan changes at a point. */
interface ChangeAtPoint {
  readonly id: string;
  /** Of the deepest water, cm; below 0 is better. */
  readonly changeCm: number;
  /** Of the minutes at 15 cm or more. */
  readonly changeMinutes: number;
  readonly worse: boolean;
}

/** The deepest water of a point with its uncertainty. */
interface LevelRange {
  readonly depthCm: readonly [least: number, most: number];
  readonly levels: readonly [least: Level, most: Level];
  /** One level, or two where the uncertainty spans a limit: 黄–橙. */
  readonly words: Words;
  /** What the greatest depth means, by the layer's limits; absent when within the code. */
  readonly meaning?: Words;
}

interface LevelAtPoint extends ChangeAtPoint {
  readonly before: LevelRange;
  readonly after: LevelRange;
}

interface ReportBody<Point> {
  /** Sentences that stand on map, chart and page. */
  readonly notes: readonly Words[];
  readonly points: readonly Point[];
  /** Ids of the points that got worse, worst first. */
  readonly worse: readonly string[];
  /** For a map: what the deepest water of each cell changes by, m. */
  readonly cellChanges: Float64Array;
}

/** What may be shown of two runs: without a surveyed terrain there is no depth and no level in it at all. */
export type DrainageReport =
  | ({ readonly basis: 'illustrative' } & ReportBody<ChangeAtPoint>)
  | ({ readonly basis: 'surveyed' } & ReportBody<LevelAtPoint>);

/** Whether levels may rest on a terrain: surveyed, cells of 2 m or less, heights to 0.15 m or better. */
export function isSurveyed({ cell, survey }: Terrain): boolean {
  return survey !== undefined && cell <= SURVEYED.cell && survey.accuracy <= SURVEYED.accuracy;
}

/** Sentences that stand wherever a result on this terrain and formula is shown. */
export function stormNotes(terrain: Terrain, formula: Pick<StormFormula, 'borrowed'>): Words[] {
  return [...(isSurveyed(terrain) ? [] : [UNSURVEYED_NOTE]), ...(formula.borrowed ? [BORROWED_NOTE] : [])];
}

/** Words of two runs, as far as their terrain carries. A borrowed storm formula is named. */
export function drainageReport(
  comparison: RunComparison,
  terrain: Terrain,
  formula: Pick<StormFormula, 'borrowed'>,
  values: DrainageValues,
): DrainageReport {
  const notes = stormNotes(terrain, formula);
  const worse = comparison.worse.map(({ id }) => id);
  const { cellChanges } = comparison;
  const { survey } = terrain;
  if (!survey || !isSurveyed(terrain))
    return {
      basis: 'illustrative',
      notes,
      points: comparison.points.map(change),
      worse,
      cellChanges,
    };
  // Heights and model err independently of one another.
  const error = Math.hypot(survey.accuracy, values.modelError);
  const points = comparison.points.map((point) => ({
    ...change(point),
    before: levelRange(point.before, error),
    after: levelRange(point.after, error),
  }));
  return { basis: 'surveyed', notes, points, worse, cellChanges };
}

function change({ id, before, after, minutesBefore, minutesAfter, worse }: PointChange): ChangeAtPoint {
  return { id, changeCm: 100 * (after - before), changeMinutes: minutesAfter - minutesBefore, worse };
}

const SHORT: Partial<Record<Level, Words>> = {
  yellow: { zh: '黄', en: 'Yellow' },
  orange: { zh: '橙', en: 'Orange' },
  red: { zh: '红', en: 'Red' },
};

/** @param depth m @param error m either way */
function levelRange(depth: number, error: number): LevelRange {
  const depthCm = [100 * Math.max(0, depth - error), 100 * (depth + error)] as const;
  const [least, most] = depthCm.map((each) => assess(layer, 'depth', each, () => undefined)) as [
    ReturnType<typeof assess>,
    ReturnType<typeof assess>,
  ];
  const [low, high] = [SHORT[least.level] ?? LEVEL_WORDS[least.level], SHORT[most.level] ?? LEVEL_WORDS[most.level]];
  const same = least.level === most.level;
  return {
    depthCm,
    levels: [least.level, most.level],
    words: same ? high : { zh: `${low.zh}–${high.zh}`, en: `${low.en}–${high.en}` },
    ...(most.by && { meaning: most.by.threshold.meaning }),
  };
}
