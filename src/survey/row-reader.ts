import type { Words } from '../domain/words.ts';
import { calendarDate } from './calendar-date.ts';
import type { ColumnMapping, SurveyField } from './columns.ts';
import type { ProblemKind, Severity, SurveyProblem } from './problem.ts';
import { textOf } from './quantity.ts';
import type { Cell, RawRow, RawTable } from './raw-table.ts';

/** Reads the cells of one row by field and notes what is wrong with them at their place. */
export interface RowReader {
  readonly table: string;
  readonly row: number;
  cell(field: SurveyField): Cell;
  /** Trimmed text, null for a blank. */
  text(field: SurveyField): string | null;
  /** What `read` makes of the cell; NaN becomes null and a problem. */
  number(field: SurveyField, read: (cell: Cell) => number | null, expected: Words): number | null;
  /** `YYYY-MM-DD` between 1990 and `today`; null and a problem otherwise. */
  date(field: SurveyField, today: string): string | null;
  report(kind: ProblemKind, severity: Severity, field: SurveyField | null, reason: Words, remedy: Words): void;
}

/** The reader of `row`. `problems` receives what is wrong. */
export function rowReader(table: RawTable, mapping: ColumnMapping, row: RawRow, problems: SurveyProblem[]): RowReader {
  const cell = (field: SurveyField): Cell => {
    const column = mapping[field];
    if (column === undefined) return null;
    const value = row.cells[table.columns.indexOf(column)] ?? null;
    const unit = MEASURED.has(field) ? unitOf(column) : null;
    return unit !== null && value !== null && /^[-+]?\d+(\.\d+)?$/.test(textOf(value))
      ? `${textOf(value)}${unit}`
      : value;
  };
  const text = (field: SurveyField): string | null => textOf(cell(field)) || null;
  const report: RowReader['report'] = (kind, severity, field, reason, remedy) => {
    problems.push({
      kind,
      severity,
      table: table.name,
      row: row.row,
      column: field === null ? null : (mapping[field] ?? null),
      value: field === null ? null : text(field),
      reason,
      remedy,
    });
  };
  return {
    table: table.name,
    row: row.row,
    cell,
    text,
    report,
    number(field, read, expected) {
      const value = read(cell(field));
      if (value === null || Number.isFinite(value)) return value;
      report('implausible-value', 'warning', field, { zh: `不是${expected.zh}`, en: `is no ${expected.en}` }, CORRECT);
      return null;
    },
    date(field, today) {
      const reading = calendarDate(cell(field));
      switch (reading.kind) {
        case 'blank':
          return null;
        case 'not-a-date':
          report('impossible-date', 'warning', field, { zh: '不是日期', en: 'is no date' }, WRITE_DATE);
          return null;
        case 'no-such-day':
          report(
            'impossible-date',
            'warning',
            field,
            { zh: '日历上没有这一天', en: 'no calendar has that day' },
            WRITE_DATE,
          );
          return null;
        case 'day':
          if (reading.day > today) {
            report(
              'impossible-date',
              'warning',
              field,
              { zh: `晚于今天 ${today}`, en: `is after today, ${today}` },
              WRITE_DATE,
            );
            return null;
          }
          if (reading.day < '1990-01-01') {
            report('impossible-date', 'warning', field, { zh: '早于 1990 年', en: 'is before 1990' }, WRITE_DATE);
            return null;
          }
          return reading.day;
      }
    },
  };
}

/** Fields whose header may name another unit than the base: 杆高(cm), 功率（kW）. */
const MEASURED: ReadonlySet<SurveyField> = new Set([
  'height',
  'mountHeight',
  'accuracy',
  'depth',
  'weight',
  'windArea',
  'power',
]);

function unitOf(header: string): string | null {
  const inside = /[([]\s*(?:单位[:：]?)?\s*([^)\]\s]+)\s*[)\]]/.exec(header.normalize('NFKC'))?.[1] ?? '';
  return /^(cm|mm|厘米|公分|毫米|kw|千瓦|g|克|t|吨|cm2|cm²|平方厘米|ft)$/i.test(inside) ? inside : null;
}

const CORRECT: Words = {
  zh: '请更正后重新导入，或改选对应列',
  en: 'correct it and import again, or choose another column',
};
const WRITE_DATE: Words = { zh: '请写成 2024-05-01 的形式', en: 'write it as 2024-05-01' };
