import { fieldOfHeader } from '../columns.ts';
import type { SurveyProblem } from '../problem.ts';
import type { Cell, Pair, RawRow, RawShape, RawSurvey } from '../raw-table.ts';
import { type Entity, entitiesOf, first, pairOf } from './dxf-entities.ts';
import { decodeText } from './encoding.ts';

/** A text this near to a symbol without a number of its own is its number, metres. */
const LABEL_REACH = 2.5;

/**
 * Reads what a drawing (ASCII DXF, any release) places in model space: INSERT with its attributes, POINT and CIRCLE as places, LINE
 * and polylines as lines. Columns: 图层, 图块, 编号 or 标注 from the nearest text, CAD转角 (degrees clockwise from north of the symbol's x axis),
 * then each attribute tag. Rows are numbered by the line of the file that the entity begins on.
 */
export function readDxf(bytes: Uint8Array, name: string): RawSurvey {
  const { text, encoding, clean } = decodeText(bytes);
  const { entities, cut } = entitiesOf(text, name);
  const placed = entities.flatMap((entity) => {
    const shape = shapeOf(entity);
    return shape ? [{ entity, shape }] : [];
  });
  const texts = gridOf(entities.flatMap(labelOf));
  const tags = [...new Set(placed.flatMap(({ entity }) => [...entity.attributes.keys()]))];
  const label = tags.some((tag) => fieldOfHeader(tag) === 'id') ? '标注' : '编号';
  const columns = ['图层', '图块', label, 'CAD转角', ...tags.filter((tag) => tag !== label)];
  const rows = placed.map(({ entity, shape }): RawRow => {
    const near = shape.kind === 'point' ? nearest(texts, shape.at) : null;
    const rotation = Number(first(entity, 50) ?? 0);
    const fixed: Record<string, Cell> = {
      图层: entity.layer,
      图块: first(entity, 2) ?? null,
      [label]: near,
      CAD转角: rotation === 0 ? null : (((90 - rotation) % 360) + 360) % 360,
    };
    return {
      row: entity.line,
      cells: columns.map((column) => entity.attributes.get(column) || (fixed[column] ?? null)),
      shape,
    };
  });
  return {
    format: 'dxf',
    encoding,
    tables: [{ name, columns, rows, crs: null }],
    problems: [...spoilt(clean, encoding, name), ...cutShort(cut, name)],
  };
}

function shapeOf(entity: Entity): RawShape | null {
  switch (entity.type) {
    case 'INSERT':
    case 'POINT':
    case 'CIRCLE': {
      const at = pairOf(entity, 10, 20);
      return at ? { kind: 'point', at } : null;
    }
    case 'LINE':
      return lineOf([pairOf(entity, 10, 20), pairOf(entity, 11, 21)]);
    case 'LWPOLYLINE':
      return lineOf((entity.groups.get(10) ?? []).map((_, i) => pairOf(entity, 10, 20, i)));
    case 'POLYLINE':
      return lineOf(entity.vertices);
    default:
      return null;
  }
}

function lineOf(path: readonly (Pair | null)[]): RawShape | null {
  const sound = path.filter((pair) => pair !== null);
  return sound.length > 1 ? { kind: 'line', path: sound } : null;
}

interface Label {
  readonly at: Pair;
  readonly text: string;
}

function labelOf(entity: Entity): Label[] {
  if (entity.type !== 'TEXT' && entity.type !== 'MTEXT') return [];
  const at = pairOf(entity, 10, 20);
  // MTEXT formatting: {\fSimSun|b0;杆12} and \P for a new line.
  const text = [...(entity.groups.get(3) ?? []), first(entity, 1) ?? '']
    .join('')
    .replaceAll(/\\P/g, ' ')
    .replaceAll(/\\[A-Za-z][^;\\]*;|[{}]/g, '')
    .replaceAll('%%d', '°')
    .trim();
  return at && text !== '' ? [{ at, text }] : [];
}

type LabelGrid = ReadonlyMap<string, readonly Label[]>;

function gridOf(labels: readonly Label[]): LabelGrid {
  const grid = new Map<string, Label[]>();
  for (const label of labels) {
    const cell = cellOf(label.at, 0, 0);
    const held = grid.get(cell);
    if (held) held.push(label);
    else grid.set(cell, [label]);
  }
  return grid;
}

function cellOf([x, y]: Pair, right: number, up: number): string {
  return `${Math.floor(x / LABEL_REACH) + right},${Math.floor(y / LABEL_REACH) + up}`;
}

function nearest(grid: LabelGrid, at: Pair): string | null {
  let best = { text: null as string | null, distance: LABEL_REACH };
  for (const right of [-1, 0, 1])
    for (const up of [-1, 0, 1])
      for (const label of grid.get(cellOf(at, right, up)) ?? []) {
        const distance = Math.hypot(label.at[0] - at[0], label.at[1] - at[1]);
        if (distance < best.distance) best = { text: label.text, distance };
      }
  return best.text;
}

function spoilt(clean: boolean, encoding: string, name: string): SurveyProblem[] {
  if (clean) return [];
  return [
    {
      kind: 'wrong-encoding',
      severity: 'warning',
      table: name,
      row: null,
      column: null,
      value: null,
      reason: { zh: `按 ${encoding} 读取时有无法识别的字符`, en: `holds characters that make no sense in ${encoding}` },
      remedy: {
        zh: '请在 CAD 中另存为 DXF 2007 以上文本格式（UTF-8）',
        en: 'save it from CAD as text DXF 2007 or later, which is UTF-8',
      },
    },
  ];
}

function cutShort(cut: number | null, name: string): SurveyProblem[] {
  if (cut === null) return [];
  return [
    {
      kind: 'broken-record',
      severity: 'error',
      table: name,
      row: cut,
      column: null,
      value: null,
      reason: { zh: '图形没有结束标记，文件可能被截断', en: 'the drawing has no end mark; the file may be cut short' },
      remedy: { zh: '请重新导出；已读到的实体已保留', en: 'export it again; the entities read so far are kept' },
    },
  ];
}
