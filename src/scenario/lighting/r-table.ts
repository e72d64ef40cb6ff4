import type { Provenance } from '../../domain/provenance.ts';
import type { Words } from '../../domain/words.ts';
import { PhotometricFileError } from './photometric-file.ts';
import { cellOf } from './photometry.ts';

/** Reduced luminance coefficients r(tan γ, β) of a road surface seen 1° below the horizontal (CIE 144). */
export interface RTable {
  readonly name: string;
  /** Ascending from 0; horizontal distance of the luminaire over its height. No light counts beyond the last. */
  readonly tangents: Float64Array;
  /** Degrees from 0 to 180; 0 where the luminaire stands straight behind the point as the observer sees it. */
  readonly betas: Float64Array;
  /** r in sr⁻¹, one row of `betas.length` a tangent. */
  readonly values: Float64Array;
  readonly provenance: Provenance;
  readonly source: string;
}

/** r at tan γ and β degrees, bilinear; 0 beyond the table. */
export function reducedCoefficient(table: RTable, tangent: number, beta: number): number {
  // hot: once a luminaire, point and observer
  const { tangents, betas, values } = table;
  const last = tangents[tangents.length - 1] as number;
  if (tangent > last) return 0;
  const i = cellOf(tangents, tangent);
  const j = cellOf(betas, beta);
  const u = (tangent - (tangents[i] as number)) / ((tangents[i + 1] as number) - (tangents[i] as number));
  const v = (beta - (betas[j] as number)) / ((betas[j + 1] as number) - (betas[j] as number));
  const at = i * betas.length + j;
  const next = at + betas.length;
  return (
    ((values[at] as number) * (1 - v) + (values[at + 1] as number) * v) * (1 - u) +
    ((values[next] as number) * (1 - v) + (values[next + 1] as number) * v) * u
  );
}

/** The same surface with another average luminance coefficient Q0, sr⁻¹: standard tables are scaled so (CIE 144). */
export function scaledTo(table: RTable, q0: number): RTable {
  const scale = q0 / averageCoefficient(table);
  return { ...table, values: table.values.map((value) => value * scale) };
}

/**
 * Average luminance coefficient Q0 = ∫ q dΩ / Ω over the directions of the table, sr⁻¹, with q = r / cos³γ (CIE 144 §2).
 */
export function averageCoefficient({ tangents, betas, values }: RTable): number {
  let [sum, angle] = [0, 0];
  for (let i = 0; i + 1 < tangents.length; i++)
    for (let j = 0; j + 1 < betas.length; j++) {
      const corners = [i, i + 1].flatMap((row) =>
        [j, j + 1].map((column) => [row, values[row * betas.length + column] as number] as const),
      );
      // Directions without a value do not count: no street luminaire lights from there.
      if (corners.some(([, r]) => r === 0)) continue;
      const cos = (row: number) => 1 / Math.hypot(1, tangents[row] as number);
      const width = (((betas[j + 1] as number) - (betas[j] as number)) * Math.PI) / 180;
      const solid = width * (cos(i) - cos(i + 1));
      angle += solid;
      sum += (solid * corners.reduce((total, [row, r]) => total + r / cos(row) ** 3, 0)) / 4;
    }
  return sum / angle;
}

/**
 * Reads an r-table: a first row with the β angles, then one row a tangent: tan γ and its coefficients × 10⁴, separated by
 * commas, tabs or spaces. A first cell in words is passed over.
 *
 * @throws PhotometricFileError naming file, line and remedy
 */
export function parseRTable(content: string, file: string): RTable {
  const lines = content
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((text, index) => ({ cells: text.split(/[,;\s]+/).filter(Boolean), line: index + 1 }))
    .filter(({ cells }) => cells.length > 0 && !cells[0]?.startsWith('#'));
  const fail = (line: number, problem: Words, remedy: Words): never => {
    throw new PhotometricFileError(file, line, problem, remedy);
  };
  const number = (cell: string, line: number) => {
    const value = Number(cell);
    return Number.isFinite(value)
      ? value
      : fail(
          line,
          { zh: `“${cell}”不是数`, en: `"${cell}" is no number` },
          { zh: '请只写数', en: 'write numbers alone' },
        );
  };
  const head =
    lines[0] ??
    fail(
      1,
      { zh: '文件为空', en: 'the file is empty' },
      { zh: '首行给 β 角，其后每个 tan γ 一行', en: 'give a row of β angles and a row for each tan γ' },
    );
  const betas = head.cells.filter((cell) => Number.isFinite(Number(cell))).map(Number);
  const rows = lines.slice(1);
  if (betas.length < 2 || betas[0] !== 0 || betas.at(-1) !== 180)
    fail(
      head.line,
      { zh: `β 为 ${betas[0]} 至 ${betas.at(-1)}`, en: `β runs from ${betas[0]} to ${betas.at(-1)}` },
      { zh: '首行应为 0 至 180 的 β', en: 'the first row must hold β from 0 to 180' },
    );
  requireAscent(betas, () => head.line, 'β', fail);
  if (rows.length < 2)
    fail(
      head.line,
      { zh: `其后有 ${rows.length} 行`, en: `${rows.length} rows follow` },
      { zh: '至少两行，每行为 tan γ 与系数', en: 'give at least two rows, tan γ and coefficients' },
    );
  const values = rows.flatMap(({ cells, line }) => {
    if (cells.length !== betas.length + 1)
      fail(
        line,
        { zh: `有 ${cells.length} 个数`, en: `${cells.length} numbers` },
        { zh: `应为 tan γ 与 ${betas.length} 个系数`, en: `expected tan γ and ${betas.length} coefficients` },
      );
    return cells.slice(1).map((cell) => number(cell, line) / 10_000);
  });
  const tangents = rows.map(({ cells, line }) => number(cells[0] as string, line));
  requireAscent(tangents, (index) => rows[index]?.line ?? head.line, 'tan γ', fail);
  return {
    name: file,
    tangents: Float64Array.from(tangents),
    betas: Float64Array.from(betas),
    values: Float64Array.from(values),
    provenance: 'surveyed',
    source: file,
  };
}

function requireAscent(
  values: readonly number[],
  lineOf: (index: number) => number,
  what: string,
  fail: (line: number, problem: Words, remedy: Words) => never,
): void {
  for (let i = 1; i < values.length; i++)
    if ((values[i] as number) <= (values[i - 1] as number))
      fail(
        lineOf(i),
        {
          zh: `${what} 未递增（${values[i - 1]}，${values[i]}）`,
          en: `${what} does not ascend (${values[i - 1]}, ${values[i]})`,
        },
        { zh: '请排序', en: 'sort them' },
      );
}
