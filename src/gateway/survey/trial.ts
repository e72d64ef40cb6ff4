import { insideRing } from '../../domain/geo/inside-ring.ts';
import { matchSurvey, type SurveyMatch } from '../../scenario/survey/match-survey.ts';
import type { SurveyedLayer } from '../../survey/baseline-table.ts';
import { SURVEY_FIELDS } from '../../survey/columns.ts';
import { interpretSurvey } from '../../survey/interpret.ts';
import type { Bounds } from '../../survey/placement.ts';
import type { SurveyProblem } from '../../survey/problem.ts';
import type { RawSurvey } from '../../survey/raw-table.ts';
import type { SurveyPole } from '../../survey/record.ts';
import type { SurveyOptions } from '../../survey/survey-options.ts';
import type { SurveyTable } from '../../survey/survey-table.ts';
import { type SurveyBaseline, surveyToAssets } from '../../survey/survey-to-assets.ts';
import type { ScenarioDocument } from '../../wire/scenario-document.ts';
import type { SurveyOrder, SurveyTrial } from '../../wire/survey.ts';
import type { City } from '../city.ts';
import { RequestProblem } from '../query.ts';
import type { CityWater } from './city-water.ts';
import type { UploadedFile } from './uploads.ts';

const SAMPLES = 3;
const MOST_PROBLEMS = 500;
const MOST_POINTS = 8000;

/** What an upload comes to under the choices made. */
export interface Tried {
  readonly survey: SurveyTable;
  readonly baseline: SurveyBaseline;
  readonly problems: readonly SurveyProblem[];
  readonly match: SurveyMatch;
  readonly road: string;
  readonly extent: readonly [longitude: number, latitude: number][];
}

/** @param today city date, `YYYY-MM-DD` */
export function trySurvey(
  raw: RawSurvey,
  order: SurveyOrder,
  document: ScenarioDocument,
  city: City,
  water: CityWater | null,
  today: string,
): Tried {
  const { bounds } = city.catalog.city;
  const { road } = document.project;
  const extent = order.extent ?? document.survey?.before.extent ?? document.project.extent;
  const options = {
    bounds,
    near: around(extent),
    today,
    ...(order.mapping ? { mapping: order.mapping } : {}),
    ...(order.crs ? { crs: order.crs } : {}),
    ...(order.axes ? { axes: order.axes } : {}),
    ...(water ?? {}),
  } as SurveyOptions;
  const survey = interpretSurvey(raw, options);
  const baseline = surveyToAssets(survey, { bounds, extent, road });
  const drawn = city.tables;
  return {
    survey,
    baseline,
    problems: [...survey.problems, ...baseline.problems],
    match: matchSurvey(baseline.tables, drawn, { road, extent }),
    road,
    extent,
  };
}

/** The box of an extent and 500 m around it. */
function around(extent: Tried['extent']): Bounds {
  const margin = 0.005;
  const [xs, ys] = [extent.map(([x]) => x), extent.map(([, y]) => y)];
  return [Math.min(...xs) - margin, Math.min(...ys) - margin, Math.max(...xs) + margin, Math.max(...ys) + margin];
}

/** The dry run as the planner sees it. */
export function trialOf(
  tried: Tried,
  raw: RawSurvey,
  upload: string,
  files: readonly UploadedFile[],
  waterKnown: boolean,
): SurveyTrial {
  const { survey, baseline, problems, extent } = tried;
  const rank = { error: 0, warning: 1, todo: 2, note: 3 } as const;
  return {
    upload,
    files: [...files],
    format: survey.format,
    encoding: survey.encoding,
    fields: SURVEY_FIELDS,
    sheets: survey.sheets.map((sheet) => ({
      ...sheet,
      columns: [...sheet.columns],
      mapping: Object.fromEntries(Object.entries(sheet.mapping).filter(([, column]) => column !== '')),
      samples: samplesOf(raw, sheet.name),
    })),
    counts: {
      records: survey.records.length,
      poles: polesOf(survey).length,
      kept: keptOf(baseline),
      ...besideOf(baseline),
    },
    byClass: classesOf(baseline),
    dates: datesOf(survey),
    problems: [...problems].sort((a, b) => rank[a.severity] - rank[b.severity]).slice(0, MOST_PROBLEMS),
    problemCounts: {
      bySeverity: countBy(problems, ({ severity }) => severity),
      byKind: countBy(problems, ({ kind }) => kind),
    },
    differences: differencesOf(tried),
    waterKnown,
    points: pointsOf(survey, problems, extent),
    extent: extent.map(([x, y]) => [x, y]),
  };
}

export function differencesOf({ match }: Tried): SurveyTrial['differences'] {
  return {
    same: match.same.length,
    shifted: match.shifted.map(({ metres, ...rest }) => ({ ...rest, metres: Math.round(metres * 100) / 100 })),
    added: [...match.added],
    unseen: [...match.unseen],
  };
}

export const POLE_LAYERS = ['lamp', 'pole'] as const;

/** Poles that can be used. */
export function keptOf({ tables }: SurveyBaseline): number {
  return POLE_LAYERS.reduce((sum, layer) => sum + (tables.get(layer)?.count ?? 0), 0);
}

/** Cabinets and lines that can be used. */
export function besideOf({ tables }: SurveyBaseline): { readonly cabinets: number; readonly lines: number } {
  const countOf = (layer: SurveyedLayer) => tables.get(layer)?.count ?? 0;
  return { cabinets: countOf('cabinet'), lines: countOf('overhead-line') + countOf('underground-line') };
}

export function polesOf({ records }: SurveyTable): SurveyPole[] {
  return records.filter((record) => record.kind === 'pole');
}

/** 探测日期, first and last; null where no row names one. */
export function datesOf({ records }: SurveyTable): [string, string] | null {
  const dates = records.flatMap(({ surveyedOn }) => surveyedOn ?? []).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  return first !== undefined && last !== undefined ? [first, last] : null;
}

/** Nothing of the files can be used: why, with the remedy, e.g. a DWG. */
export function refuseUnreadable(survey: SurveyTable): void {
  const [first] = survey.problems.filter(({ kind }) => kind === 'unreadable-file');
  if (!first || survey.sheets.length > 0) return;
  const words = {
    zh: `${first.table}：${first.reason.zh}；${first.remedy.zh}。`,
    en: `${first.table}: ${first.reason.en}; ${first.remedy.en}.`,
  };
  throw new RequestProblem(422, words.en, {}, { words, problems: survey.problems });
}

function classesOf({ tables }: SurveyBaseline): Record<string, number> {
  const lamps = tables.get('lamp')?.count ?? 0;
  return {
    ...(lamps > 0 ? { LP: lamps } : {}),
    ...countBy(tables.get('pole')?.columns.class ?? [], String),
  };
}

function samplesOf(raw: RawSurvey, name: string): string[][] {
  const table = raw.tables.find((each) => each.name === name);
  return (table?.columns ?? []).map((_, column) =>
    (table?.rows ?? []).slice(0, SAMPLES).map(({ cells }) => String(cells[column] ?? '').slice(0, 60)),
  );
}

function pointsOf(
  survey: SurveyTable,
  problems: readonly SurveyProblem[],
  extent: Tried['extent'],
): SurveyTrial['points'] {
  const key = (table: string, row: number | null) => `${row} ${table}`;
  const bad = new Set(problems.flatMap((each) => (each.severity === 'error' ? [key(each.table, each.row)] : [])));
  return polesOf(survey)
    .flatMap(({ table, row, position }): SurveyTrial['points'] => {
      if (!position) return [];
      const state = bad.has(key(table, row)) ? 1 : insideRing(position, extent) ? 0 : 2;
      return [[position[0], position[1], state]];
    })
    .slice(0, MOST_POINTS);
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}
