import { POLE_CLASS_WORDS } from '../domain/pole-class.ts';
import { formatMountText } from './mount-text.ts';
import type { CabinetUse, LineUse } from './recognise.ts';
import type { SurveyLine, SurveyRecord, Verification } from './record.ts';
import type { SurveyTable } from './survey-table.ts';

const CABINET_WORDS: Readonly<Record<CabinetUse, string>> = {
  signal: '信号机箱',
  telecom: '交接箱',
  lighting: '路灯配电箱',
  power: '配电箱',
  monitor: '监控箱',
  multi: '综合机箱',
  other: '机箱',
};

const LINE_WORDS: Readonly<Record<LineUse, string>> = {
  power: '电力',
  telecom: '通信',
  lighting: '路灯',
  signal: '交通信号',
  water: '给水',
  sewer: '污水',
  storm: '雨水',
  gas: '燃气',
  heat: '热力',
  other: '',
};

const VERIFICATION_WORDS: Readonly<Record<Verification, string>> = {
  verified: '已核实',
  unverified: '未核实',
  doubtful: '存疑',
};

const COLUMNS: readonly (readonly [header: string, value: (record: SurveyRecord) => string | number | null])[] = [
  ['编号', ({ id }) => id],
  ['类型', kindText],
  ['名称', ({ name }) => name],
  ['所在道路', ({ road }) => road],
  ['区划', ({ district }) => district],
  ['街道', ({ subdistrict }) => subdistrict],
  ['部件标识码', ({ code }) => code],
  ['产权单位', ({ owner }) => owner ?? '不明'],
  ['管养单位', ({ maintainer }) => maintainer],
  ['高度(m)', (record) => (record.kind === 'line' ? null : record.height)],
  ['杆件朝向(°)', (record) => (record.kind === 'line' ? null : record.heading)],
  ['挂载', (record) => (record.kind === 'pole' ? formatMountText(record.mounts) : null)],
  ['公交线路', (record) => (record.kind === 'pole' && record.busLines ? record.busLines.join('、') : null)],
  ['埋深(m)', (record) => (record.kind === 'line' ? record.depth : null)],
  ['探测日期', ({ surveyedOn }) => surveyedOn],
  ['精度(m)', ({ accuracy }) => accuracy],
  ['照片', ({ photo }) => photo],
  ['核实状态', ({ verification }) => verification && VERIFICATION_WORDS[verification]],
  ['备注', ({ note }) => note],
  ['经度(CGCS2000)', (record) => degreesOf(record, 0)],
  ['纬度(CGCS2000)', (record) => degreesOf(record, 1)],
  ['WKT', wktOf],
];

/**
 * The survey as CSV that spreadsheets open as it is (UTF-8 with byte order mark, CRLF) and `readSurvey` reads back: CGCS2000 degrees to
 * 1e-8° (1 mm), lines as WKT, one row a record, further columns of the source behind.
 */
export function surveyToCsv(survey: SurveyTable): string {
  const others = [...new Set(survey.records.flatMap(({ other }) => Object.keys(other)))];
  const rows = [
    [...COLUMNS.map(([header]) => header), ...others],
    ...survey.records.map((record) => [
      ...COLUMNS.map(([, value]) => value(record)),
      ...others.map((header) => record.other[header] ?? null),
    ]),
  ];
  return `\uFEFF${rows.map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`;
}

function kindText(record: SurveyRecord): string {
  switch (record.kind) {
    case 'pole':
      return record.class === null ? record.written : POLE_CLASS_WORDS[record.class].zh;
    case 'cabinet':
      return CABINET_WORDS[record.use];
    case 'line':
      return lineText(record);
  }
}

function lineText({ placement, use, written }: SurveyLine): string {
  if (placement === null) return written;
  return placement === 'overhead' ? `架空${LINE_WORDS[use]}线` : `地下${LINE_WORDS[use]}管线`;
}

function degreesOf(record: SurveyRecord, axis: 0 | 1): string | null {
  return record.kind === 'line' ? null : (record.position?.[axis].toFixed(8) ?? null);
}

function wktOf(record: SurveyRecord): string | null {
  if (record.kind !== 'line' || record.path === null) return null;
  return `LINESTRING (${record.path.map(([x, y]) => `${x.toFixed(8)} ${y.toFixed(8)}`).join(', ')})`;
}

/** A text that begins like a formula gets the spreadsheet's own guard, an apostrophe; `textOf` takes it off again. */
function cellText(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const guarded = /^[=+\-@]/.test(value) ? `'${value}` : value;
  return /[",\r\n;\t|]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
