import { type Instant, parseInstant } from '../../domain/clock.ts';
import { toLocal } from '../../domain/geo/local-frame.ts';
import type { Words } from '../../domain/words.ts';
import type { LuxSurvey } from '../../wire/scenario-document.ts';
import { pointsAcross, pointsAlong } from './field-grid.ts';
import { illuminanceAt, type PlacedLuminaire } from './placed-luminaire.ts';
import type { LitRoad } from './road-lighting.ts';

/** One reading of a lux meter on the ground: 现状, 实测. */
type LuxReading = LuxSurvey['readings'][number];

/** A table as a file holds it, its first row the names of the columns. */
export interface LuxTable {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly row: number; readonly cells: readonly (string | number | boolean | null)[] }[];
}

/** A row that was left out, or a table of which nothing can be used (`row` null). */
export interface LuxProblem {
  readonly row: number | null;
  readonly words: Words;
}

/** Names that a column may bear, in Chinese or English, in lower case. */
const COLUMNS = {
  point: ['point', 'id', '测点', '点号', '编号'],
  longitude: ['longitude', 'lon', 'lng', '经度'],
  latitude: ['latitude', 'lat', '纬度'],
  chainage: ['chainage', 'station', '桩号', '里程', '桩号(m)', '桩号（m）'],
  offset: ['offset', '偏距', '横距', '偏距(m)', '偏距（m）'],
  segment: ['segment', 'field', '测区', '测段'],
  along: ['along', 'column', '纵向', '列'],
  across: ['across', 'line', '横向', '行'],
  lux: ['lux', 'lx', 'e', '照度', '照度(lx)', '照度（lx）'],
  time: ['time', 'date', '时间', '日期', '测量时间', '测量日期'],
  instrument: ['instrument', 'meter', '仪器', '照度计'],
} as const;
type Column = keyof typeof COLUMNS;

/** The three ways in which a point may be placed, each by all of its columns. */
const PLACES = [
  ['longitude', 'latitude'],
  ['chainage', 'offset'],
  ['segment', 'along', 'across'],
] as const;

/**
 * Reads measured illuminance: a lux column, a time column, and points by longitude and latitude (WGS-84), by chainage and
 * offset (metres along and left of the axis), or by the model's own grid (segment, point along, point across, from 1). Bad
 * rows are named and left out. A day without an hour counts as 22:00 of the city.
 *
 * @param utcOffset minutes, for times without a zone
 */
export function readLuxTable(
  { columns, rows }: LuxTable,
  road: Pick<LitRoad, 'axis' | 'lanes' | 'segments'>,
  utcOffset: number,
): { readonly readings: readonly LuxReading[]; readonly problems: readonly LuxProblem[] } {
  const names = columns.map((name) => name.trim().toLowerCase());
  const indexOf = (key: Column) => names.findIndex((name) => (COLUMNS[key] as readonly string[]).includes(name));
  const missing = (['lux', 'time'] as const).filter((key) => indexOf(key) < 0);
  const way = PLACES.find((keys) => keys.every((key) => indexOf(key) >= 0));
  if (missing.length > 0 || !way) {
    const wanted = [...missing.map((key) => COLUMNS[key].join(' / ')), ...(way ? [] : [WAYS])];
    return {
      readings: [],
      problems: [
        {
          row: null,
          words: {
            zh: `缺列：${wanted.join('；')}（现有 ${columns.join('、') || '无'}）`,
            en: `columns are missing: ${wanted.join('; ')} (found ${columns.join(', ') || 'none'})`,
          },
        },
      ],
    };
  }
  const problems: LuxProblem[] = [];
  const readings = rows.flatMap(({ row, cells }): LuxReading[] => {
    const cell = (key: Column) => String(cells[indexOf(key)] ?? '').trim();
    if (cells.every((each) => each === null || String(each).trim() === '')) return [];
    const number = (key: Column, low: number, high: number): number => {
      const value = Number(cell(key));
      if (cell(key) === '' || !(value >= low && value <= high))
        throw new BadCell({
          zh: `${key} 为“${cell(key)}”，应为 ${low} 至 ${high} 的数`,
          en: `${key} "${cell(key)}"; give a number from ${low} to ${high}`,
        });
      return value;
    };
    const place = (): readonly [number, number] => {
      if (way[0] === 'longitude') return [number('longitude', -180, 180), number('latitude', -90, 90)];
      if (way[0] === 'chainage') {
        const chainage = number('chainage', 0, Math.round(road.axis.length));
        return road.axis.pointAt({ chainage, offset: number('offset', -60, 60) });
      }
      const segment = road.segments[number('segment', 1, road.segments.length) - 1];
      if (!segment) throw new BadCell({ zh: '测区应为整数', en: 'give a whole number for the segment' });
      const along = pointsAlong(segment.to - segment.from);
      const across = road.lanes.flatMap((lane) => pointsAcross(lane));
      const chainage = segment.from + (along[number('along', 1, along.length) - 1] ?? Number.NaN);
      const offset = across[number('across', 1, across.length) - 1] ?? Number.NaN;
      if (!Number.isFinite(chainage + offset))
        throw new BadCell({ zh: '网格序号应为整数', en: 'give whole numbers for points of the grid' });
      return road.axis.pointAt({ chainage, offset });
    };
    try {
      const [longitude, latitude] = place();
      return [
        {
          point: indexOf('point') < 0 ? String(row) : cell('point'),
          position: [longitude, latitude],
          lux: number('lux', 0, 200_000),
          time: timeOf(cell('time'), utcOffset),
          instrument: indexOf('instrument') < 0 ? '' : cell('instrument'),
        },
      ];
    } catch (error) {
      if (!(error instanceof BadCell)) throw error;
      problems.push({ row, words: error.words });
      return [];
    }
  });
  return { readings, problems };
}

const WAYS = PLACES.map((keys) => keys.map((key) => COLUMNS[key][0]).join(' + ')).join(' | ');

class BadCell extends Error {
  override readonly name = 'BadCell';
  readonly words: Words;

  constructor(words: Words) {
    super(words.en);
    this.words = words;
  }
}

/** RFC 3339 from `2026-11-20`, `2026/11/20 21:30`, or RFC 3339. */
function timeOf(text: string, utcOffset: number): string {
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?$/.exec(text);
  const two = (value: string | number) => String(value).padStart(2, '0');
  const zone = `${utcOffset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(utcOffset) / 60))}:${two(Math.abs(utcOffset) % 60)}`;
  const full = match
    ? `${match[1]}-${two(match[2] ?? '')}-${two(match[3] ?? '')}T${two(match[4] ?? 22)}:${match[5] ?? '00'}:00${zone}`
    : text;
  try {
    parseInstant(full);
    return full;
  } catch {
    throw new BadCell({
      zh: `时间“${text}”无法识别，应为 2026-11-20 21:30 这样的写法`,
      en: `time "${text}"; write it like 2026-11-20 21:30`,
    });
  }
}

/** A reading beside the computed value of its place. */
interface LuxPair {
  readonly reading: LuxReading;
  readonly computed: number;
}

/** How the computed light differs from the measured; null where too few readings say. */
export interface LuxComparison {
  readonly pairs: readonly LuxPair[];
  readonly measuredMean: number;
  readonly computedMean: number;
  /** Least over mean of the same points: U_E of the survey. */
  readonly measuredUniformity: number;
  readonly computedUniformity: number;
  /** Mean of computed − measured, lx. */
  readonly bias: number;
  /** Root mean square of the differences, lx. */
  readonly rmse: number;
  /** Pearson's r; null when either side does not vary. */
  readonly correlation: number | null;
  /** Measured ÷ computed: what the assumed maintenance factor would have to be multiplied by. */
  readonly calibration: number;
  /** The pair that differs most. */
  readonly worst: LuxPair;
}

/**
 * Measured beside computed for the lamps of an alternative as they burn at the time of each reading, dimmed late where the
 * schedule says so; null without readings.
 */
export function compareLux(
  { readings }: { readonly readings: readonly LuxReading[] },
  road: LitRoad,
  alternativeId: string,
  failed?: ReadonlySet<string>,
): LuxComparison | null {
  const known = new Map<Instant, Float64Array>();
  const sharesWhen = (at: Instant) => {
    const shares = known.get(at) ?? road.outputAt(alternativeId, at, failed);
    known.set(at, shares);
    return shares;
  };
  const pairs = readings.map((reading) => {
    const shares = sharesWhen(parseInstant(reading.time));
    const [x, y] = toLocal(road.frame, ...reading.position);
    const lit: PlacedLuminaire[] = road.luminaires.flatMap((luminaire, index) => {
      const share = shares[index] as number;
      if (share === 0 || Math.hypot(luminaire.x - x, luminaire.y - y) > 150) return [];
      const through = road.shade?.through(luminaire.x, luminaire.y, luminaire.height, x, y) ?? 1;
      return [{ ...luminaire, kilolumens: luminaire.kilolumens * share * through }];
    });
    return { reading, computed: illuminanceAt(lit, x, y) * road.inputs.maintenanceFactor };
  });
  const first = pairs[0];
  if (!first) return null;
  const mean = (of: (pair: LuxPair) => number) => pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const measuredMean = mean(({ reading }) => reading.lux);
  const computedMean = mean(({ computed }) => computed);
  const least = (of: (pair: LuxPair) => number) => Math.min(...pairs.map(of));
  const difference = ({ reading, computed }: LuxPair) => computed - reading.lux;
  const spread = (of: (pair: LuxPair) => number, middle: number) => Math.sqrt(mean((pair) => (of(pair) - middle) ** 2));
  const [sm, sc] = [
    spread(({ reading }) => reading.lux, measuredMean),
    spread(({ computed }) => computed, computedMean),
  ];
  return {
    pairs,
    measuredMean,
    computedMean,
    measuredUniformity: least(({ reading }) => reading.lux) / measuredMean,
    computedUniformity: least(({ computed }) => computed) / computedMean,
    bias: computedMean - measuredMean,
    rmse: Math.sqrt(mean((pair) => difference(pair) ** 2)),
    correlation:
      sm === 0 || sc === 0
        ? null
        : mean(({ reading, computed }) => (reading.lux - measuredMean) * (computed - computedMean)) / (sm * sc),
    calibration: computedMean === 0 ? Number.NaN : measuredMean / computedMean,
    worst: pairs.reduce((a, b) => (Math.abs(difference(b)) > Math.abs(difference(a)) ? b : a), first),
  };
}
