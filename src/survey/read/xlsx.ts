import { dayOfSerial } from '../calendar-date.ts';
import { type SurveyProblem, UnreadableFile } from '../problem.ts';
import type { Cell, GridRow, RawSurvey } from '../raw-table.ts';
import { unpack } from './archive.ts';
import { gridTable } from './grid-table.ts';
import { walkXml } from './xml.ts';

/**
 * Reads every sheet of a workbook (ECMA-376 SpreadsheetML): values as last computed, dates as `YYYY-MM-DD`, cells merged
 * downwards repeated in each row. A sheet that cannot be read is named and the others kept.
 */
export function readXlsx(bytes: Uint8Array, name: string): RawSurvey {
  const files = unpack(bytes, name);
  const part = (path: string): Uint8Array | undefined => files.get(path);
  const workbook = part('xl/workbook.xml');
  if (!workbook)
    throw new UnreadableFile(
      name,
      { zh: '不是 XLSX 工作簿', en: 'holds no workbook' },
      { zh: '请在表格软件中另存为 .xlsx', en: 'save it as .xlsx from the spreadsheet program' },
    );
  const problems: SurveyProblem[] = [];
  const broken = (table: string, error: unknown): void => {
    problems.push({
      kind: 'unreadable-file',
      severity: 'error',
      table,
      row: null,
      column: null,
      value: null,
      reason: { zh: '工作表已损坏', en: `the sheet is broken (${(error as Error).message})` },
      remedy: { zh: '请重新另存为 .xlsx', en: 'save the workbook again as .xlsx' },
    });
  };
  try {
    const { sheets, epoch1904 } = sheetsOf(workbook, part('xl/_rels/workbook.xml.rels'));
    const strings = sharedStrings(part('xl/sharedStrings.xml'));
    const dates = dateStyles(part('xl/styles.xml'));
    const tables = sheets.flatMap(({ title, path }) => {
      const sheet = part(path);
      if (!sheet) return [];
      try {
        const table = gridTable(title, sheetRows(sheet, strings, dates, epoch1904 ? 1462 : 0));
        return table.rows.length > 0 ? [table] : [];
      } catch (error) {
        broken(title, error);
        return [];
      }
    });
    return { format: 'xlsx', encoding: null, tables, problems };
  } catch (error) {
    broken(name, error);
    return { format: 'xlsx', encoding: null, tables: [], problems };
  }
}

function sheetsOf(
  workbook: Uint8Array,
  relations: Uint8Array | undefined,
): { sheets: { title: string; path: string }[]; epoch1904: boolean } {
  const targets = new Map<string, string>();
  if (relations)
    walkXml(relations, {
      open(name, { Id, Target }) {
        if (name === 'Relationship' && Id && Target)
          targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target.replace(/^\.\//, '')}`);
      },
    });
  const sheets: { title: string; path: string }[] = [];
  let epoch1904 = false;
  walkXml(workbook, {
    open(name, attributes) {
      if (name === 'workbookPr') epoch1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const path = targets.get(attributes.id ?? '') ?? `xl/worksheets/sheet${sheets.length + 1}.xml`;
      sheets.push({ title: attributes.name ?? `sheet ${sheets.length + 1}`, path });
    },
  });
  return { sheets, epoch1904 };
}

/** Rich text is joined; phonetic guides (rPh) are no part of the value. */
function sharedStrings(bytes: Uint8Array | undefined): string[] {
  const strings: string[] = [];
  if (!bytes) return strings;
  let [inText, inGuide] = [false, false];
  walkXml(bytes, {
    open(name) {
      if (name === 'si') strings.push('');
      if (name === 'rPh') inGuide = true;
      if (name === 't') inText = true;
    },
    close(name) {
      if (name === 'rPh') inGuide = false;
      if (name === 't') inText = false;
    },
    text(text) {
      if (inText && !inGuide) strings[strings.length - 1] += text;
    },
  });
  return strings;
}

/** Indices of cell styles that show a date: built-in formats 14–17, 22, 27–31, 36, 50–58 and own ones with y or d in them. */
function dateStyles(bytes: Uint8Array | undefined): Set<number> {
  const dates = new Set<number>();
  if (!bytes) return dates;
  const own = new Map<number, string>();
  let [inCellStyles, index] = [false, 0];
  walkXml(bytes, {
    open(name, attributes) {
      if (name === 'numFmt') own.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (name === 'cellXfs') inCellStyles = true;
      if (name !== 'xf' || !inCellStyles) return;
      if (isDateFormat(Number(attributes.numFmtId), own)) dates.add(index);
      index++;
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false;
    },
  });
  return dates;
}

function isDateFormat(id: number, own: ReadonlyMap<number, string>): boolean {
  const code = own.get(id);
  if (code !== undefined) return /[yd年日]/i.test(code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58);
}

function sheetRows(
  bytes: Uint8Array,
  strings: readonly string[],
  dates: ReadonlySet<number>,
  dayOffset: number,
): GridRow[] {
  const rows = new Map<number, Cell[]>();
  const merged: { from: [number, number]; to: [number, number] }[] = [];
  let [row, column, type, style, value] = [0, 0, 'n', 0, ''];
  let reading = false;
  walkXml(bytes, {
    open(name, attributes) {
      if (name === 'row') {
        row = attributes.r === undefined ? row + 1 : Number(attributes.r);
        column = -1;
        rows.set(row, []);
      } else if (name === 'c') {
        column = attributes.r === undefined ? column + 1 : placeOf(attributes.r)[1];
        type = attributes.t ?? 'n';
        style = Number(attributes.s ?? 0);
        value = '';
      } else if (name === 'v' || name === 't') reading = true;
      else if (name === 'mergeCell' && attributes.ref) {
        const [from = '', to = from] = attributes.ref.split(':');
        merged.push({ from: placeOf(from), to: placeOf(to) });
      }
    },
    close(name) {
      if (name === 'v' || name === 't') reading = false;
      if (name === 'c') (rows.get(row) as Cell[])[column] = cellOf(value, type, dates.has(style), strings, dayOffset);
    },
    text(text) {
      if (reading) value += text;
    },
  });
  for (const { from, to } of merged)
    if (to[0] > from[0])
      for (let r = from[0] + 1; r <= to[0]; r++) {
        const cells = rows.get(r);
        if (cells) cells[from[1]] = rows.get(from[0])?.[from[1]] ?? null;
      }
  return [...rows].map(([number, cells]) => ({ row: number, cells: Array.from(cells, (cell) => cell ?? null) }));
}

function cellOf(value: string, type: string, date: boolean, strings: readonly string[], dayOffset: number): Cell {
  switch (type) {
    case 's':
      return strings[Number(value)]?.trim() ?? null;
    case 'b':
      return value === '1';
    case 'e':
      return null;
    case 'n': {
      if (value === '') return null;
      const number = Number(value);
      return date ? dayOfSerial(number + dayOffset) : number;
    }
    default:
      return value.trim() === '' ? null : value.trim();
  }
}

/** `C12` → row 12, column 2. */
function placeOf(reference: string): [row: number, column: number] {
  const [, letters = '', digits = '0'] = /^\$?([A-Z]+)\$?(\d+)$/.exec(reference) ?? [];
  let column = 0;
  for (const letter of letters) column = 26 * column + letter.charCodeAt(0) - 64;
  return [Number(digits), column - 1];
}
