import { type SurveyProblem, UnreadableFile } from '../problem.ts';
import type { Pair, RawShape, RawSurvey } from '../raw-table.ts';
import { readDbf } from './dbf.ts';

/** The files of one shapefile. */
export interface ShapefileParts {
  readonly name: string;
  readonly shp: Uint8Array;
  readonly dbf: Uint8Array | null;
  readonly prj: string | null;
  readonly cpg: string | null;
}

/**
 * Reads points, multipoints (their first point) and lines (their longest part) with or without Z and M (ESRI Shapefile Technical
 * Description, 1998). Records that are broken or of another kind are named; a file cut short keeps what stands before the cut.
 */
export function readShapefile({ name, shp, dbf, prj, cpg }: ShapefileParts): RawSurvey {
  const { shapes, problems } = shapesOf(shp, name);
  if (!dbf) {
    return {
      format: 'shapefile',
      encoding: null,
      tables: [
        {
          name,
          columns: [],
          rows: shapes.map((shape, i) => ({ row: i + 1, cells: [], shape })),
          crs: prj,
        },
      ],
      problems: [
        ...problems,
        {
          kind: 'broken-record',
          severity: 'warning',
          table: name,
          row: null,
          column: null,
          value: null,
          reason: { zh: '缺少 .dbf，只有位置没有属性', en: 'comes without its .dbf: places without attributes' },
          remedy: { zh: '请把 .shp .dbf .prj .cpg 一并打包', en: 'pack .shp, .dbf, .prj and .cpg together' },
        },
      ],
    };
  }
  const read = readDbf(dbf, name, cpg, (record) => shapes[record] ?? null);
  return {
    ...read,
    format: 'shapefile',
    tables: read.tables.map((table) => ({ ...table, crs: prj })),
    problems: [...problems, ...read.problems],
  };
}

function shapesOf(bytes: Uint8Array, name: string): { shapes: (RawShape | null)[]; problems: SurveyProblem[] } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 100 || view.getInt32(0) !== 9994)
    throw new UnreadableFile(
      name,
      { zh: '不是 Shapefile（文件头不符）', en: 'is no shapefile (file code is not 9994)' },
      { zh: '请重新导出 .shp', en: 'export the .shp again' },
    );
  const shapes: (RawShape | null)[] = [];
  const problems: SurveyProblem[] = [];
  const broken = (record: number, zh: string, en: string): void => {
    problems.push({
      kind: 'broken-record',
      severity: 'error',
      table: name,
      row: record,
      column: null,
      value: null,
      reason: { zh, en },
      remedy: { zh: '请在 GIS 软件中修复几何后重新导出', en: 'repair the geometry in the GIS and export again' },
    });
  };
  const stated = Math.min(2 * view.getInt32(24), bytes.length);
  let at = 100;
  while (at + 12 <= bytes.length) {
    const length = 2 * view.getInt32(at + 4);
    const record = shapes.length + 1;
    if (length < 4 || at + 8 + length > bytes.length) {
      broken(record, '文件在此记录处截断', 'the file ends inside this record');
      return { shapes, problems };
    }
    const shape = shapeAt(new DataView(bytes.buffer, bytes.byteOffset + at + 8, length));
    if (typeof shape === 'string') {
      shapes.push(null);
      broken(record, `几何无法使用：${shape}`, `geometry cannot be used: ${shape}`);
    } else shapes.push(shape);
    at += 8 + length;
    if (at >= stated && at + 12 > bytes.length) break;
  }
  return { shapes, problems };
}

const POINTS: ReadonlySet<number> = new Set([1, 11, 21]);
const MULTIPOINTS: ReadonlySet<number> = new Set([8, 18, 28]);
const LINES: ReadonlySet<number> = new Set([3, 13, 23]);

/** The shape of a record, null for an empty one, or why there is none. */
function shapeAt(view: DataView): RawShape | string | null {
  const type = view.getInt32(0, true);
  const pair = (offset: number): Pair => [view.getFloat64(offset, true), view.getFloat64(offset + 8, true)];
  if (type === 0) return null;
  try {
    if (POINTS.has(type)) return finite([pair(4)]) ? { kind: 'point', at: pair(4) } : 'NaN';
    if (MULTIPOINTS.has(type)) return view.getInt32(36, true) > 0 ? { kind: 'point', at: pair(40) } : null;
    if (!LINES.has(type)) return type === 5 || type === 15 || type === 25 ? 'polygon' : `type ${type}`;
    const [parts, points] = [view.getInt32(36, true), view.getInt32(40, true)];
    const starts = Array.from({ length: parts }, (_, i) => view.getInt32(44 + 4 * i, true));
    const first = 44 + 4 * parts;
    let longest: Pair[] = [];
    starts.forEach((start, i) => {
      const end = starts[i + 1] ?? points;
      const path = Array.from({ length: Math.max(0, end - start) }, (_, k) => pair(first + 16 * (start + k)));
      if (path.length > longest.length) longest = path;
    });
    if (longest.length < 2 || !finite(longest)) return 'line';
    return { kind: 'line', path: longest };
  } catch {
    return 'counts beyond the record';
  }
}

function finite(pairs: readonly Pair[]): boolean {
  return pairs.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
}
