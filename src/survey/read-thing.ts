import { parseBusLines } from '../domain/bus-lines.ts';
import type { PoleClass } from '../domain/pole-class.ts';
import type { RowShape } from './coordinates.ts';
import { mountsOfRow } from './mount-rows.ts';
import type { Placement } from './placement.ts';
import { azimuth, quantity, textOf } from './quantity.ts';
import type { RawRow } from './raw-table.ts';
import { recogniseLineUse, recogniseThing, type ThingKind } from './recognise.ts';
import type { SurveyRecord, Verification } from './record.ts';
import type { RowReader } from './row-reader.ts';
import type { SurveyOptions } from './survey-options.ts';
import { pathOf, positionOf } from './thing-place.ts';

/** What the rows of one table share. */
export interface ThingContext {
  /** A drawing holds much that is no part of the survey. */
  readonly drawing: boolean;
  readonly placement: Placement | undefined;
  readonly options: SurveyOptions;
  readonly unmapped: readonly (readonly [column: string, index: number])[];
}

/** The pole, cabinet or line of a row; null for what is none: an unknown entity of a drawing, or the sum at the foot of a sheet. */
export function readThing(reader: RowReader, row: RawRow, shape: RowShape, context: ThingContext): SurveyRecord | null {
  const { options } = context;
  const written = reader.text('kind') ?? reader.text('block') ?? reader.text('layer') ?? '';
  const kind = kindOf(reader, shape, context);
  if (kind === undefined && context.drawing) return null;
  if (shape === 'blank' && isFooter(reader)) {
    reader.report(
      'broken-record',
      'note',
      'id',
      { zh: '合计行，未导入', en: 'a sum, not imported' },
      { zh: '无需处理', en: 'nothing to do' },
    );
    return null;
  }
  const common = {
    table: reader.table,
    row: reader.row,
    id: idOf(reader, context.drawing),
    written,
    name: reader.text('name'),
    road: reader.text('road'),
    district: reader.text('district'),
    subdistrict: reader.text('subdistrict'),
    code: reader.text('code'),
    owner: ownerOf(reader),
    maintainer: reader.text('maintainer'),
    surveyedOn: reader.date('surveyedOn', options.today),
    accuracy: accuracyOf(reader),
    photo: reader.text('photo'),
    verification: verificationOf(reader),
    note: reader.text('note'),
    other: otherOf(row, context),
  };
  if (kind === undefined)
    reader.report(
      'unknown-class',
      'warning',
      'kind',
      {
        zh: written === '' ? '没有类型' : `不认识的类型“${written}”`,
        en: written === '' ? 'has no class' : `unknown class "${written}"`,
      },
      { zh: '请为它指定杆类；在此之前按“其他立杆”处理', en: 'give it a class; until then it counts as an other pole' },
    );
  if (kind?.kind === 'line' || isLine(shape))
    return {
      kind: 'line',
      ...common,
      placement: kind?.kind === 'line' ? kind.placement : placementUnknown(reader),
      use: kind?.kind === 'line' ? kind.use : (recogniseLineUse(written) ?? 'other'),
      path: pathOf(reader, shape, context),
      depth: reader.number('depth', (cell) => quantity(cell, 'm'), { zh: '埋深', en: 'depth in metres' }),
    };
  const position = positionOf(reader, shape, context);
  const hasDevices = (reader.text('mounts') ?? reader.text('mountKind')) !== null;
  const heading =
    reader.number('heading', azimuth, { zh: '方位角', en: 'azimuth' }) ??
    // Without a device the column that tells where one faces tells where the pole faces.
    (hasDevices ? null : reader.number('azimuth', azimuth, { zh: '方位角', en: 'azimuth' }));
  if (kind?.kind === 'cabinet')
    return { kind: 'cabinet', ...common, use: kind.use, position, height: heightOf(reader, 0.2, 4), heading };
  const poleClass = kind?.class ?? null;
  const calls = reader.text('busLines');
  const [low, high] = HEIGHTS[poleClass ?? 'OT'];
  return {
    kind: 'pole',
    ...common,
    class: poleClass,
    busLines: calls === null ? null : parseBusLines(calls),
    position,
    height: heightOf(reader, low, high),
    heading,
    mounts: mountsOfRow(reader, poleClass === 'LP'),
  };
}

/** Heights in metres between which a pole of each class is believed: the range of domain reference §4.2 with room on both sides. */
const HEIGHTS: Readonly<Record<PoleClass, readonly [low: number, high: number]>> = {
  LP: [2.5, 35],
  TS: [2, 12],
  TG: [1.5, 12],
  CC: [2.5, 20],
  RN: [1.5, 6],
  WF: [1.5, 6],
  BS: [1.5, 6],
  CM: [5, 60],
  PW: [5, 60],
  EN: [2, 20],
  AD: [2, 20],
  OT: [0.5, 35],
  MF: [4, 20],
};

/**
 * What the class says; where it is blank what block, layer or number say; in a table also its name and that of the sheet. A class
 * that is written but not known is not guessed from the rest.
 */
function kindOf(reader: RowReader, shape: RowShape, { options, drawing }: ThingContext): ThingKind | undefined {
  const words = (['kind', 'block', 'layer'] as const).flatMap((field) => reader.text(field) ?? []);
  for (const word of words) if (options.kinds && Object.hasOwn(options.kinds, word)) return options.kinds[word];
  const told = reader.text('kind');
  const guesses = [...words, reader.text('id') ?? '', ...(drawing ? [] : [reader.text('name') ?? '', reader.table])];
  const kinds = (told === null ? guesses : [told]).flatMap((word) => recogniseThing(word) ?? []);
  if (!isLine(shape)) return kinds[0];
  // A line on a layer such as 电力 is a line of that use, though its placement is left open; a kerb is none.
  return (
    kinds.find(({ kind }) => kind === 'line') ?? (words.some((word) => recogniseLineUse(word)) ? kinds[0] : undefined)
  );
}

function isLine(shape: RowShape): boolean {
  return typeof shape !== 'string' && shape.kind === 'line';
}

function isFooter(reader: RowReader): boolean {
  return /^(合计|总计|小计|制表|审核|填表|调查人|total|sum)/i.test(
    (['id', 'kind', 'name'] as const).map((field) => reader.text(field) ?? '').find((text) => text !== '') ?? '',
  );
}

function idOf(reader: RowReader, drawing: boolean): string | null {
  // In a drawing the label beside a symbol is its number when it holds one.
  const label = drawing && /^[^\s,]*\d[^\s,]*$/.test(reader.text('name') ?? '') ? reader.text('name') : null;
  const id = reader.text('id') ?? label;
  if (id === null)
    reader.report(
      'missing-id',
      'note',
      'id',
      { zh: '没有编号，按行号编号', en: 'has no number; numbered by its row' },
      { zh: '如有现场编号请补上', en: 'add the number on site if there is one' },
    );
  return id;
}

function ownerOf(reader: RowReader): string | null {
  const owner = reader.text('owner');
  if (owner !== null && !/^(不明|未知|不详|待查|待定|产权不明|产权待查|无|\?+|？+|-+|\/|unknown)$/i.test(owner))
    return owner;
  reader.report(
    'unknown-owner',
    'todo',
    'owner',
    { zh: '产权单位不明', en: 'the owner is not known' },
    { zh: '待办：查明产权单位', en: 'to do: find out who owns it' },
  );
  return null;
}

function heightOf(reader: RowReader, low: number, high: number): number | null {
  const height = reader.number('height', (cell) => quantity(cell, 'm'), { zh: '高度', en: 'height in metres' });
  if (height === null || (height >= low && height <= high)) return height;
  const factor = [0.01, 0.001].find((each) => height * each >= low && height * each <= high);
  reader.report(
    'implausible-height',
    'warning',
    'height',
    {
      zh: `高度 ${height} m 超出 ${low}–${high} m，未采用`,
      en: `height ${height} m is not within ${low}–${high} m; not used`,
    },
    factor === undefined
      ? { zh: '请复测高度', en: 'measure it again' }
      : {
          zh: `单位似为${factor === 0.01 ? '厘米' : '毫米'}，请改为米`,
          en: `looks like ${factor === 0.01 ? 'centimetres' : 'millimetres'}; give metres`,
        },
  );
  return null;
}

/** Grades of positional accuracy of city parts (domain reference §1.7 [M]), metres. */
const GRADES: Readonly<Record<string, number>> = { A: 0.5, B: 1, C: 10 };

function accuracyOf(reader: RowReader): number | null {
  const grade = /^([ABC])\s*[级类]?$/i.exec(reader.text('accuracy') ?? '')?.[1]?.toUpperCase();
  if (grade) return GRADES[grade] ?? null;
  const value = reader.number('accuracy', (cell) => quantity(cell, 'm'), { zh: '精度', en: 'accuracy in metres' });
  if (value === null || (value >= 0 && value <= 50)) return value;
  reader.report(
    'implausible-value',
    'warning',
    'accuracy',
    { zh: `精度 ${value} m 不合理，未采用`, en: `an accuracy of ${value} m is not believed; not used` },
    { zh: '请以米填写中误差', en: 'give the standard error in metres' },
  );
  return null;
}

const VERIFICATIONS: readonly (readonly [RegExp, Verification])[] = [
  [/^(未|待|没有|否|n$|no$|0$|unverified|false)/i, 'unverified'],
  [/存疑|疑问|有误|不符|doubt/i, 'doubtful'],
  [/核实|核查|确认|^(是|y|yes|1|true|√|verified|已)/i, 'verified'],
];

function verificationOf(reader: RowReader): Verification | null {
  const text = textOf(reader.cell('verification'));
  if (text === '') return null;
  const found = VERIFICATIONS.find(([words]) => words.test(text))?.[1];
  if (!found)
    reader.report(
      'implausible-value',
      'note',
      'verification',
      { zh: '不认识的核实状态', en: 'is no known state of verification' },
      { zh: '请写 已核实、未核实 或 存疑', en: 'write 已核实, 未核实 or 存疑' },
    );
  return found ?? null;
}

function placementUnknown(reader: RowReader): null {
  reader.report(
    'unknown-class',
    'warning',
    'kind',
    { zh: '不知是架空线还是地下管线', en: 'it does not say whether the line is overhead or underground' },
    { zh: '请为该图层或类型指定架空或地下', en: 'give the layer or class a placement' },
  );
  return null;
}

function otherOf(row: RawRow, { unmapped }: ThingContext): Record<string, string> {
  const other: Record<string, string> = {};
  for (const [column, index] of unmapped) {
    const text = textOf(row.cells[index] ?? null);
    if (text !== '') other[column] = text;
  }
  return other;
}
