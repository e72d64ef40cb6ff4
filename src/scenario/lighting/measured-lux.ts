import { type Instant, parseInstant } from '../../domain/clock.ts';
import { toLocal } from '../../domain/geo/local-frame.ts';
import { illuminanceAt, type PlacedLuminaire } from './placed-luminaire.ts';
import type { LitRoad } from './road-lighting.ts';

/** One reading of a lux meter on the ground: 现状, 实测. */
interface LuxReading {
  readonly point: string;
  readonly position: readonly [longitude: number, latitude: number];
  readonly lux: number;
  readonly time: Instant;
}

export interface LuxSurvey {
  readonly readings: readonly LuxReading[];
  /** Rows left out, each with its line, what is wrong and the remedy. */
  readonly problems: readonly string[];
}

/** Names that a column may bear, in Chinese or English, in lower case. */
const COLUMNS = {
  point: ['point', 'id', '测点', '点号', '编号'],
  longitude: ['longitude', 'lon', 'lng', 'x', '经度'],
  latitude: ['latitude', 'lat', 'y', '纬度'],
  lux: ['lux', 'lx', 'e', '照度', '照度(lx)', '照度（lx）'],
  time: ['time', '时间', '测量时间'],
} as const;

/**
 * Reads a survey of illuminance: CSV with point, longitude, latitude (WGS-84 degrees), lux and time (RFC 3339). Bad rows are
 * named and left out.
 *
 * @throws RangeError when a column is missing: nothing of such a file can be used
 */
export function parseLuxSurvey(content: string, file: string): LuxSurvey {
  const rows = content.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const head = (rows[0] ?? '').split(',').map((cell) => cell.trim().toLowerCase());
  const column = (key: keyof typeof COLUMNS): number => {
    const index = head.findIndex((name) => (COLUMNS[key] as readonly string[]).includes(name));
    if (index < 0)
      throw new RangeError(
        `Lux survey "${file}", line 1: no column ${key}; name one ${COLUMNS[key].join(', ')} (found ${head.join(', ') || 'nothing'}).`,
      );
    return index;
  };
  const at = {
    point: column('point'),
    longitude: column('longitude'),
    latitude: column('latitude'),
    lux: column('lux'),
    time: column('time'),
  };
  const problems: string[] = [];
  const readings = rows.slice(1).flatMap((row, index): LuxReading[] => {
    if (row.trim() === '') return [];
    const cells = row.split(',').map((cell) => cell.trim());
    const number = (key: 'longitude' | 'latitude' | 'lux', low: number, high: number): number => {
      const text = cells[at[key]] ?? '';
      const value = Number(text);
      if (text === '' || !(value >= low && value <= high))
        throw new RangeError(`${key} "${text}"; give a number from ${low} to ${high}`);
      return value;
    };
    try {
      return [
        {
          point: cells[at.point] ?? '',
          position: [number('longitude', -180, 180), number('latitude', -90, 90)],
          lux: number('lux', 0, 200_000),
          time: parseInstant(cells[at.time] ?? ''),
        },
      ];
    } catch (error) {
      problems.push(`Lux survey "${file}", line ${index + 2}: ${(error as Error).message}`);
      return [];
    }
  });
  return { readings, problems };
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

/** Measured beside computed for the lamps of an alternative at the time of each reading; null without readings. */
export function compareLux(
  survey: LuxSurvey,
  road: LitRoad,
  alternativeId: string,
  failed?: ReadonlySet<string>,
): LuxComparison | null {
  const pairs = survey.readings.map((reading) => {
    const shares = road.sharesAt(alternativeId, reading.time, failed);
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
