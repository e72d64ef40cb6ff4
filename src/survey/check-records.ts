import { insideRing } from '../domain/geo/inside-ring.ts';
import { localFrame, toLocal } from '../domain/geo/local-frame.ts';
import type { SurveyProblem } from './problem.ts';
import type { SurveyRecord } from './record.ts';
import type { SurveyOptions } from './survey-options.ts';

/** Poles nearer than this stand at one place, metres: less than the thinnest two can stand apart. */
const ONE_PLACE = 0.2;

/** What only the whole survey shows: a number given twice, two poles at one place, a pole in the river. The first of two is kept. */
export function checkRecords(
  records: readonly SurveyRecord[],
  options: Pick<SurveyOptions, 'bounds' | 'water' | 'decks'>,
): SurveyProblem[] {
  return [...duplicateIds(records), ...samePlaces(records, options), ...inWater(records, options)];
}

function duplicateIds(records: readonly SurveyRecord[]): SurveyProblem[] {
  const seen = new Map<string, SurveyRecord>();
  return records.flatMap((record): SurveyProblem[] => {
    if (record.id === null) return [];
    const earlier = seen.get(record.id);
    if (!earlier) {
      seen.set(record.id, record);
      return [];
    }
    return [
      {
        kind: 'duplicate-id',
        severity: 'warning',
        table: record.table,
        row: record.row,
        column: null,
        value: record.id,
        reason: { zh: `编号与 ${where(earlier)} 重复`, en: `has the number of ${where(earlier)}` },
        remedy: { zh: '请核对后改号；两条都已保留', en: 'look and renumber one; both are kept' },
      },
    ];
  });
}

function samePlaces(records: readonly SurveyRecord[], { bounds }: Pick<SurveyOptions, 'bounds'>): SurveyProblem[] {
  const [west, south, east, north] = bounds;
  const frame = localFrame((west + east) / 2, (south + north) / 2);
  const cells = new Map<string, { record: SurveyRecord; x: number; y: number }[]>();
  const problems: SurveyProblem[] = [];
  for (const record of records) {
    if (record.kind === 'line' || record.position === null) continue;
    const [x, y] = toLocal(frame, ...record.position);
    const [column, row] = [Math.floor(x / ONE_PLACE), Math.floor(y / ONE_PLACE)];
    const around = [-1, 0, 1].flatMap((i) => [-1, 0, 1].flatMap((j) => cells.get(`${column + i},${row + j}`) ?? []));
    const twin = around.find(
      (each) => each.record.kind === record.kind && Math.hypot(each.x - x, each.y - y) < ONE_PLACE,
    );
    if (twin) {
      const apart = Math.hypot(twin.x - x, twin.y - y).toFixed(2);
      problems.push({
        kind: 'same-place',
        severity: 'error',
        table: record.table,
        row: record.row,
        column: null,
        value: `${record.position[0].toFixed(7)}, ${record.position[1].toFixed(7)}`,
        reason: {
          zh: `与 ${where(twin.record)} 相距 ${apart} m，在同一处`,
          en: `stands ${apart} m from ${where(twin.record)}, at one place`,
        },
        remedy: {
          zh: '删去其一；若是同一杆，请并为一行、设备列入挂载',
          en: 'remove one; if it is one pole, make it one row with all devices',
        },
      });
      continue;
    }
    const key = `${column},${row}`;
    cells.set(key, [...(cells.get(key) ?? []), { record, x, y }]);
  }
  return problems;
}

function inWater(
  records: readonly SurveyRecord[],
  { water = [], decks = [] }: Pick<SurveyOptions, 'water' | 'decks'>,
): SurveyProblem[] {
  return records.flatMap((record): SurveyProblem[] => {
    if (record.kind === 'line' || record.position === null) return [];
    const at = record.position;
    if (!water.some((ring) => insideRing(at, ring)) || decks.some((ring) => insideRing(at, ring))) return [];
    return [
      {
        kind: 'in-water',
        severity: 'error',
        table: record.table,
        row: record.row,
        column: null,
        value: `${at[0].toFixed(7)}, ${at[1].toFixed(7)}`,
        reason: { zh: '位置在水中', en: 'stands in the water' },
        remedy: {
          zh: '请核对坐标与坐标系；桥上的杆需有桥面范围',
          en: 'check coordinates and their system; a pole on a bridge needs its deck',
        },
      },
    ];
  });
}

function where({ table, row, id }: SurveyRecord): string {
  return `${table} #${row}${id === null ? '' : ` (${id})`}`;
}
