import type { SurveyProblem } from '../problem.ts';
import type { GridRow, RawSurvey } from '../raw-table.ts';
import { decodeText, isSpoilt } from './encoding.ts';
import { gridTable } from './grid-table.ts';

/** Reads comma, semicolon, tab or bar separated text (RFC 4180 quoting), UTF-8, UTF-16 or GB18030. */
export function readCsv(bytes: Uint8Array, name: string): RawSurvey {
  const { text, encoding } = decodeText(bytes);
  const declared = /^sep=(.)\r?\n/i.exec(text);
  const body = declared ? text.slice(declared[0].length) : text;
  const { rows, open } = parseDelimited(body, declared?.[1] ?? delimiterOf(body), declared ? 2 : 1);
  const problems: SurveyProblem[] = rows
    .filter(({ cells }) => cells.some((cell) => isSpoilt(cell)))
    .map(({ row, cells }) => ({
      kind: 'wrong-encoding' as const,
      severity: 'warning' as const,
      table: name,
      row,
      column: null,
      value: cells.find(isSpoilt) ?? null,
      reason: {
        zh: `按 ${encoding} 读取时有无法识别的字符`,
        en: `holds characters that make no sense in ${encoding}`,
      },
      remedy: {
        zh: '请从原始文件另存为 UTF-8 编码的 CSV',
        en: 'save it again from the original as CSV in UTF-8',
      },
    }));
  if (open !== null)
    problems.push({
      kind: 'broken-record',
      severity: 'warning',
      table: name,
      row: open,
      column: null,
      value: null,
      reason: {
        zh: '引号没有配对，其后的行并入了一个单元格',
        en: 'a quote is never closed; what follows fell into one cell',
      },
      remedy: { zh: '补上引号后重新导入', en: 'close the quote and import again' },
    });
  return { format: 'csv', encoding, tables: [gridTable(name, rows)], problems };
}

interface TextRow extends GridRow {
  readonly cells: readonly string[];
}

/** Splits delimited text into rows numbered by the line they begin on; `open` is the line of a quote that is never closed. */
function parseDelimited(text: string, delimiter: string, firstLine: number): { rows: TextRow[]; open: number | null } {
  const rows: TextRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let line = firstLine;
  let began = firstLine;
  let quotedAt: number | null = null;
  const endRow = (): void => {
    cells.push(cell.trim());
    cell = '';
    if (cells.some((each) => each !== '')) rows.push({ row: began, cells });
    cells = [];
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (char === '\n' || (char === '\r' && text[i + 1] !== '\n')) line++;
    if (quotedAt !== null) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') {
        cell += '"';
        i++;
      } else quotedAt = null;
    } else if (char === '"' && cell.trim() === '') {
      cell = '';
      quotedAt = line;
    } else if (char === delimiter) {
      cells.push(cell.trim());
      cell = '';
    } else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[i + 1] === '\n') continue;
      endRow();
      began = line;
    } else cell += char;
  }
  if (cell !== '' || cells.length > 0) endRow();
  return { rows, open: quotedAt };
}

/** The separator that splits the first lines most evenly. */
function delimiterOf(text: string): string {
  const lines = text.split(/\r\n|\n|\r/, 12).filter((line) => line.trim() !== '');
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of [',', '\t', ';', '|', '，']) {
    const counts = lines.map((line) => line.replaceAll(/"[^"]*"/g, '').split(delimiter).length - 1);
    const score = counts.filter((count) => count > 0).length * Math.max(0, Math.min(...counts.slice(-3)));
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}
