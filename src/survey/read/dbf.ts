import type { SurveyProblem } from '../problem.ts';
import { UnreadableFile } from '../problem.ts';
import type { Cell, RawRow, RawShape, RawSurvey, RawTable } from '../raw-table.ts';
import { isSpoilt, strict } from './encoding.ts';

interface Field {
  readonly name: Uint8Array;
  readonly type: string;
  readonly offset: number;
  readonly length: number;
}

/** Language driver ids that mean GBK (dBASE, FoxPro: Chinese GBK Windows and PC). */
const GBK_DRIVERS: ReadonlySet<number> = new Set([0x4d, 0x7a]);

/**
 * Reads a dBASE III–V / FoxPro table. The encoding is what `codePage` (the text of a .cpg) or the language driver says where the
 * bytes agree, else what the bytes show: UTF-8 or GB18030. Deleted records are left out but counted in the row numbers.
 * `shapeOf` gives a record its shape.
 */
export function readDbf(
  bytes: Uint8Array,
  name: string,
  codePage: string | null = null,
  shapeOf: (record: number) => RawShape | null = () => null,
): RawSurvey {
  const { records, headerLength, recordLength, fields } = header(bytes, name);
  const problems: SurveyProblem[] = [];
  const whole = Math.max(0, Math.min(records, Math.floor((bytes.length - headerLength) / recordLength)));
  if (whole < records)
    problems.push({
      kind: 'broken-record',
      severity: 'error',
      table: name,
      row: whole + 1,
      column: null,
      value: null,
      reason: {
        zh: `文件在第 ${whole + 1} 条记录处截断，应有 ${records} 条`,
        en: `the file ends inside record ${whole + 1} of ${records}`,
      },
      remedy: { zh: '请重新导出；之前的记录已保留', en: 'export it again; the records before it are kept' },
    });
  const at = (record: number, field: Field): Uint8Array => {
    const start = headerLength + record * recordLength + field.offset;
    return trimmed(bytes.subarray(start, start + field.length));
  };
  const encoding = encodingOf(bytes, fields, whole, at, codePage);
  if (encoding.doubt) problems.push({ ...encoding.doubt, table: name });
  const decoder = new TextDecoder(encoding.name);
  const columns = fields.map((field) => decoder.decode(field.name).replace(/\uFFFD$/, ''));
  const rows: RawRow[] = [];
  for (let record = 0; record < whole; record++) {
    if (bytes[headerLength + record * recordLength] === 0x2a) continue;
    const cells = fields.map((field) => cellOf(at(record, field), field, decoder));
    const spoilt = cells.findIndex((cell) => typeof cell === 'string' && isSpoilt(cell));
    if (spoilt >= 0)
      problems.push({
        kind: 'wrong-encoding',
        severity: 'warning',
        table: name,
        row: record + 1,
        column: columns[spoilt] ?? null,
        value: String(cells[spoilt]),
        reason: {
          zh: `按 ${encoding.name} 读取时有无法识别的字符`,
          en: `holds characters that make no sense in ${encoding.name}`,
        },
        remedy: { zh: '请附上 .cpg 文件，或以 UTF-8 重新导出', en: 'add the .cpg file, or export again in UTF-8' },
      });
    rows.push({ row: record + 1, cells, shape: shapeOf(record) });
  }
  const table: RawTable = { name, columns, rows, crs: null };
  return { format: 'dbf', encoding: encoding.name, tables: [table], problems };
}

function header(
  bytes: Uint8Array,
  name: string,
): { records: number; headerLength: number; recordLength: number; fields: Field[] } {
  const refuse = (): never => {
    throw new UnreadableFile(
      name,
      { zh: 'DBF 文件头已损坏', en: 'has no sound DBF header' },
      { zh: '请重新导出', en: 'export it again' },
    );
  };
  if (bytes.length < 33) refuse();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records = view.getUint32(4, true);
  const [headerLength, recordLength] = [view.getUint16(8, true), view.getUint16(10, true)];
  const fields: Field[] = [];
  let offset = 1;
  for (let at = 32; at + 32 <= Math.min(headerLength, bytes.length) && bytes[at] !== 0x0d; at += 32) {
    const label = bytes.subarray(at, at + 11);
    const end = label.indexOf(0);
    const type = String.fromCharCode(bytes[at + 11] as number);
    // Long character fields keep the high byte of their length where numbers keep their decimals.
    const length = (bytes[at + 16] as number) + (type === 'C' ? 256 * (bytes[at + 17] as number) : 0);
    fields.push({ name: end < 0 ? label : label.subarray(0, end), type, offset, length });
    offset += length;
  }
  if (fields.length === 0 || recordLength < offset || headerLength < 33) refuse();
  return { records, headerLength, recordLength, fields };
}

type Doubt = Omit<SurveyProblem, 'table'>;

/** The encoding that fits the bytes; `doubt` when that is not what the file says of itself. */
function encodingOf(
  bytes: Uint8Array,
  fields: readonly Field[],
  records: number,
  at: (record: number, field: Field) => Uint8Array,
  codePage: string | null,
): { name: string; doubt: Doubt | null } {
  const stated = statedEncoding(codePage, bytes[29] as number);
  let [utf8, gb18030, texts] = [0, 0, 0];
  const weigh = (text: Uint8Array): void => {
    if (!text.some((byte) => byte >= 0x80)) return;
    texts++;
    if (strict(whole(text), 'UTF-8') !== undefined) utf8++;
    if (strict(text, 'GB18030') !== undefined) gb18030++;
  };
  for (const field of fields) {
    weigh(field.name);
    if (field.type === 'C') for (let record = 0; record < records; record++) weigh(at(record, field));
  }
  const shown = utf8 === texts || utf8 >= gb18030 ? 'UTF-8' : 'GB18030';
  const fits = stated === 'UTF-8' ? utf8 : gb18030;
  if (stated === null || texts === 0 || fits === texts || stated === shown)
    return { name: stated !== null && (fits === texts || stated === shown) ? stated : shown, doubt: null };
  return {
    name: shown,
    doubt: {
      kind: 'wrong-encoding',
      severity: 'note',
      row: null,
      column: null,
      value: codePage?.trim() ?? null,
      reason: {
        zh: `文件自称 ${stated}，内容却是 ${shown}，已按后者读取`,
        en: `the file says ${stated} but its bytes are ${shown}; read as the latter`,
      },
      remedy: { zh: '请核对名称与单位；必要时更正 .cpg', en: 'look at names and owners; correct the .cpg if need be' },
    },
  };
}

function statedEncoding(codePage: string | null, driver: number): 'UTF-8' | 'GB18030' | null {
  const text = codePage?.trim() ?? '';
  if (/^utf-?8$|^65001$/i.test(text)) return 'UTF-8';
  if (/gb|936|54936/i.test(text)) return 'GB18030';
  return GBK_DRIVERS.has(driver) ? 'GB18030' : null;
}

/** `text` without a UTF-8 character that the field's width cut in two. */
function whole(text: Uint8Array): Uint8Array {
  let lead = text.length - 1;
  while (lead > text.length - 4 && lead > 0 && ((text[lead] as number) & 0xc0) === 0x80) lead--;
  const byte = text[lead] as number;
  const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
  return text.length - lead < needed ? text.subarray(0, lead) : text;
}

function cellOf(bytes: Uint8Array, { type, length }: Field, decoder: TextDecoder): Cell {
  const full = decoder.decode(bytes);
  // A text as wide as its field may have lost half of its last character.
  const text = (bytes.length === length ? full.replace(/\uFFFD$/, '') : full).trim();
  if (text === '') return null;
  switch (type) {
    case 'N':
    case 'F': {
      const number = Number(text);
      return Number.isFinite(number) ? number : text;
    }
    case 'L':
      return /^[yt]$/i.test(text) ? true : /^[nf]$/i.test(text) ? false : null;
    default:
      return text;
  }
}

function trimmed(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0)) end--;
  return bytes.subarray(0, end);
}
