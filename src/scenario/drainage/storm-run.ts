import type { Words } from '../../domain/words.ts';
import { compareRuns, deepest, type RunComparison, type WatchedPoint } from './compare-runs.ts';
import type { DrainageInputs } from './drainage-inputs.ts';
import { depthAt, depthSurface, type Inundation, inundate } from './inundation.ts';
import { type DrainageMeasure, withMeasures } from './measures.ts';
import { type DrainageReport, drainageReport, isSurveyed } from './report.ts';
import { middleOf, placeOf, type SiteGrid } from './site-grid.ts';
import type { StormFormula } from './storm.ts';

/** A storm over a waterlogging point, as data for a worker. */
export interface StormQuestion {
  readonly site: string;
  readonly grid: SiteGrid;
  /** Cell of the point. */
  readonly cell: number;
  readonly inputs: DrainageInputs;
  readonly measures: readonly DrainageMeasure[];
  /** mm in each minute. */
  readonly rain: Float64Array;
  /** How long to follow the water, at least as long as the rain. */
  readonly minutes: number;
}

/** A point of the report, with its name and place. */
export interface StormPoint extends WatchedPoint {
  readonly name: Words;
  readonly place: readonly [longitude: number, latitude: number];
}

/** Both runs and what differs between them. */
export interface StormAnswer {
  readonly question: StormQuestion;
  readonly points: readonly StormPoint[];
  readonly before: Inundation;
  /** The same object as `before` where nothing is done. */
  readonly after: Inundation;
  readonly comparison: RunComparison;
}

/** Minutes that the water is followed after the rain has ended. */
export const DRAIN_DOWN = 120;

/** Runs a storm without and with the measures. Throws a RangeError that names what cannot be. */
export function runStorm(question: StormQuestion): StormAnswer {
  const { inputs, measures, rain, minutes, grid, cell, site } = question;
  const before = inundate(inputs, rain, minutes);
  const after = measures.length === 0 ? before : inundate(withMeasures(inputs, measures), rain, minutes);
  const points = watchedPoints(grid, site, cell, before, after);
  return { question, points, before, after, comparison: compareRuns(before, after, points) };
}

/** Most points of a report, how far apart they lie, m, and from which depth on water is a place of its own, m. */
const WATCHED = { most: 6, apart: 40, from: 0.05 };
/** Rise of the deepest water that makes a place worth a line of its own, m. */
const RISEN = 0.01;

/** The point itself, then where water rises most, then where it stands deepest, each a good way from the others. */
function watchedPoints(grid: SiteGrid, site: string, cell: number, before: Inundation, after: Inundation) {
  const [then, now] = [deepest(before), before === after ? deepest(before) : deepest(after)];
  const [x0, y0] = middleOf(grid, cell);
  const points: StormPoint[] = [
    { id: site, cell, name: { zh: '积水点', en: 'The point' }, place: placeOf(grid, cell) },
  ];
  const take = (order: readonly number[]) => {
    for (const at of order) {
      if (points.length >= WATCHED.most) return;
      const [x, y] = middleOf(grid, at);
      const near = points.some((each) => {
        const [px, py] = middleOf(grid, each.cell);
        return Math.hypot(px - x, py - y) < WATCHED.apart;
      });
      if (near) continue;
      const [east, north] = [x - x0, y - y0];
      const metres = Math.round(Math.hypot(east, north) / 5) * 5;
      const compass = COMPASS[(Math.round(Math.atan2(east, north) / (Math.PI / 4)) + 8) % 8] as Words;
      const id = `${site}·${compass.en}${metres}`;
      // Two places may lie as far in one eighth of the compass.
      const others = points.filter((each) => each.id === id || each.id.startsWith(`${id}-`)).length;
      const [suffix, number] = others === 0 ? ['', ''] : [`-${others + 1}`, ` (${others + 1})`];
      points.push({
        id: `${id}${suffix}`,
        cell: at,
        name: { zh: `${compass.zh} ${metres} m${number}`, en: `${metres} m ${compass.en}${number}` },
        place: placeOf(grid, at),
      });
    }
  };
  const cells = [...then.keys()];
  const rise = (at: number) => (now[at] as number) - (then[at] as number);
  const deep = (at: number) => Math.max(then[at] as number, now[at] as number);
  take(cells.filter((at) => rise(at) > RISEN).sort((a, b) => rise(b) - rise(a)));
  take(cells.filter((at) => deep(at) > WATCHED.from).sort((a, b) => deep(b) - deep(a)));
  return points;
}

const COMPASS: readonly Words[] = [
  { zh: '北', en: 'N' },
  { zh: '东北', en: 'NE' },
  { zh: '东', en: 'E' },
  { zh: '东南', en: 'SE' },
  { zh: '南', en: 'S' },
  { zh: '西南', en: 'SW' },
  { zh: '西', en: 'W' },
  { zh: '西北', en: 'NW' },
];

/** What may be shown of the runs. */
export function reportOf(
  { comparison, question }: StormAnswer,
  formula: Pick<StormFormula, 'borrowed'>,
): DrainageReport {
  return drainageReport(comparison, question.inputs.terrain, formula, question.inputs.values);
}

/** Depths at a point minute by minute, cm; without a surveyed terrain only what the measures change. */
export type PointCourse =
  | { readonly kind: 'change'; readonly change: Float64Array }
  | { readonly kind: 'depth'; readonly before: Float64Array; readonly after: Float64Array };

export function courseAt({ before, after, question }: StormAnswer, cell: number): PointCourse {
  const course = (run: Inundation) =>
    Float64Array.from({ length: run.minutes }, (_, minute) => 100 * depthAt(run, cell, minute));
  const [then, now] = [course(before), course(after)];
  if (isSurveyed(question.inputs.terrain)) return { kind: 'depth', before: then, after: now };
  return { kind: 'change', change: now.map((each, minute) => each - (then[minute] as number)) };
}

/** Water on the ground at the end of a minute, m a cell; without a surveyed terrain only what the measures change. */
export type WaterSurface = { readonly kind: 'change' | 'depth'; readonly values: Float32Array };

export function surfaceAt(
  { before, after, question }: StormAnswer,
  side: 'before' | 'after',
  minute: number,
): WaterSurface {
  const at = Math.min(before.minutes - 1, Math.max(0, minute));
  if (isSurveyed(question.inputs.terrain))
    return { kind: 'depth', values: depthSurface(side === 'before' ? before : after, at) };
  if (side === 'before' || before === after)
    return { kind: 'change', values: new Float32Array(before.terrain.ground.length) };
  const then = depthSurface(before, at);
  return { kind: 'change', values: depthSurface(after, at).map((each, cell) => each - (then[cell] as number)) };
}
