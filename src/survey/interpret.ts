import { checkRecords } from './check-records.ts';
import { type ColumnMapping, isGarbledHeader, SURVEY_FIELDS, suggestMapping } from './columns.ts';
import { type CoordinateColumns, coordinateColumns } from './coordinates.ts';
import { isMountTable, type MountRow, readMountRows } from './mount-rows.ts';
import type { Placement } from './placement.ts';
import type { SurveyProblem } from './problem.ts';
import type { RawSurvey, RawTable } from './raw-table.ts';
import { readThing, type ThingContext } from './read-thing.ts';
import type { SurveyRecord } from './record.ts';
import { rowReader } from './row-reader.ts';
import type { SurveyOptions } from './survey-options.ts';
import type { SurveySheet, SurveyTable } from './survey-table.ts';
import { tablePlacement } from './table-placement.ts';

/** Reads poles, cabinets and lines from raw tables. Nothing is dropped without a problem that says where and why. */
export function interpretSurvey(raw: RawSurvey, options: SurveyOptions): SurveyTable {
  const problems: SurveyProblem[] = [...raw.problems];
  const sheets: SurveySheet[] = [];
  const prepared = raw.tables.map((table) => {
    const mapping = suggestMapping(table.columns, options.mapping?.[table.name]);
    return { table, mapping, coordinates: coordinateColumns(table, mapping) };
  });
  const mountRows: MountRow[] = [];
  for (const { table, mapping, coordinates } of prepared)
    if (!coordinates && isMountTable(mapping)) mountRows.push(...readMountRows(table, mapping, problems));
  const records: SurveyRecord[] = [];
  for (const { table, mapping, coordinates } of prepared) {
    reportGarbled(table, problems);
    const sheet = { name: table.name, columns: table.columns, mapping, rows: table.rows.length };
    if (!coordinates && isMountTable(mapping)) sheets.push({ ...sheet, role: 'mounts', placement: null });
    else if (!coordinates) {
      sheets.push({ ...sheet, role: 'ignored', placement: null });
      if (table.rows.length > 0)
        problems.push(
          noCoordinates(
            table,
            prepared.some((each) => each.coordinates),
          ),
        );
    } else {
      const placement = tablePlacement(table, coordinates, options, problems);
      records.push(...readRows(table, mapping, coordinates, placement, raw.format === 'dxf', options, problems));
      sheets.push({
        ...sheet,
        role: 'things',
        placement: placement
          ? { crs: placement.projection.name, swapped: placement.swapped, share: placement.share }
          : null,
      });
    }
  }
  if (problems.length === 0 && raw.tables.every(({ rows }) => rows.length === 0))
    problems.push(noRows(raw.tables[0]?.name));
  const equipped = joinMounts(records, mountRows, problems);
  problems.push(...checkRecords(equipped, options));
  return { format: raw.format, encoding: raw.encoding, sheets, records: equipped, problems };
}

/** In a drawing, what stands on layers that mean nothing to a survey of poles is counted by layer and passed over. */
function readRows(
  table: RawTable,
  mapping: ColumnMapping,
  coordinates: CoordinateColumns,
  placement: Placement | undefined,
  drawing: boolean,
  options: SurveyOptions,
  problems: SurveyProblem[],
): SurveyRecord[] {
  const context: ThingContext = { drawing, placement, options, unmapped: unmappedOf(table, mapping) };
  const records: SurveyRecord[] = [];
  const passed = new Map<string, number>();
  for (const row of table.rows) {
    const reader = rowReader(table, mapping, row, problems);
    const record = readThing(reader, row, coordinates.shapeOf(row), context);
    if (record) records.push(record);
    else {
      const layer = reader.text('layer') ?? '';
      passed.set(layer, (passed.get(layer) ?? 0) + 1);
    }
  }
  for (const [layer, count] of passed)
    problems.push({
      kind: 'unknown-class',
      severity: 'note',
      table: table.name,
      row: null,
      column: mapping.layer ?? null,
      value: layer,
      reason: {
        zh: `图层上 ${count} 个实体不是已知的杆、箱、线，未导入`,
        en: `${count} entities on this layer are no known pole, cabinet or line; not imported`,
      },
      remedy: { zh: '如需导入，请为该图层指定类型', en: 'give the layer a kind if they belong to the survey' },
    });
  return records;
}

function unmappedOf(table: RawTable, mapping: ColumnMapping): readonly (readonly [column: string, index: number])[] {
  const used = new Set(SURVEY_FIELDS.map((field) => mapping[field]));
  return table.columns.map((column, index) => [column, index] as const).filter(([column]) => !used.has(column));
}

function joinMounts(
  records: readonly SurveyRecord[],
  rows: readonly MountRow[],
  problems: SurveyProblem[],
): SurveyRecord[] {
  const byPole = new Map<string, MountRow[]>();
  for (const row of rows) byPole.set(row.pole, [...(byPole.get(row.pole) ?? []), row]);
  const joined = records.map((record): SurveyRecord => {
    const own = record.kind === 'pole' && record.id !== null ? byPole.get(record.id) : undefined;
    if (!own || record.kind !== 'pole') return record;
    byPole.delete(record.id ?? '');
    return { ...record, mounts: [...record.mounts, ...own.map(({ mount }) => mount)] };
  });
  for (const [pole, lost] of byPole)
    for (const { table, row, column } of lost)
      problems.push({
        kind: 'unknown-pole',
        severity: 'error',
        table,
        row,
        column,
        value: pole,
        reason: { zh: '没有这个杆号的杆', en: 'no pole has this number' },
        remedy: { zh: '请更正杆号，或补上该杆', en: 'correct the number, or add the pole' },
      });
  return joined;
}

function reportGarbled(table: RawTable, problems: SurveyProblem[]): void {
  const column = table.columns.find(isGarbledHeader);
  if (column !== undefined)
    problems.push({
      kind: 'wrong-encoding',
      severity: 'error',
      table: table.name,
      row: null,
      column,
      value: column,
      reason: {
        zh: '表头是被当作 GBK 打开的 UTF-8，已存成乱码',
        en: 'the headers are UTF-8 that was opened as GBK and saved',
      },
      remedy: { zh: '请从原始文件重新导出', en: 'export it again from the original' },
    });
}

function noRows(table = '-'): SurveyProblem {
  return {
    kind: 'unreadable-file',
    severity: 'error',
    table,
    row: null,
    column: null,
    value: null,
    reason: { zh: '表头之下没有数据', en: 'holds no row below its headers' },
    remedy: { zh: '请核对是否选错文件或工作表', en: 'check whether it is the right file or sheet' },
  };
}

/** Beside a table of poles a sheet without coordinates is likely one of explanations. */
function noCoordinates(table: RawTable, beside: boolean): SurveyProblem {
  return {
    kind: 'missing-coordinates',
    severity: beside ? 'note' : 'error',
    table: table.name,
    row: null,
    column: null,
    value: table.columns.slice(0, 12).join('、'),
    reason: { zh: '没有认出坐标列', en: 'no coordinate columns were recognised' },
    remedy: {
      zh: '请为该表指定坐标列（X、Y 或 经度、纬度）',
      en: 'choose its coordinate columns (X and Y, or longitude and latitude)',
    },
  };
}
