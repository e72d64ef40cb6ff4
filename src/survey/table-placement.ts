import type { Words } from '../domain/words.ts';
import { datumOfHeaders } from './columns.ts';
import type { CoordinateColumns } from './coordinates.ts';
import { detectPlacement, type Placement } from './placement.ts';
import type { ProblemKind, Severity, SurveyProblem } from './problem.ts';
import { isOldDatum } from './projection.ts';
import type { Pair, RawShape, RawTable } from './raw-table.ts';
import type { SurveyOptions } from './survey-options.ts';

/**
 * How the coordinates of `table` come to the map: as a person, the file or a header states, else by plausibility. What was decided, or
 * could not be, goes to `problems`.
 */
export function tablePlacement(
  table: RawTable,
  coordinates: CoordinateColumns,
  options: SurveyOptions,
  problems: SurveyProblem[],
): Placement | undefined {
  const samples = table.rows.flatMap((row) => pairsOf(coordinates.shapeOf(row)));
  if (samples.length === 0) return undefined;
  const datum = datumOfHeaders(table.columns);
  const stated = options.crs ?? table.crs ?? datum;
  const known = stated === null ? [] : [stated];
  const order = options.axes ?? coordinates.order;
  let found = detectPlacement(samples, options.bounds, order, known, options.near);
  const tableProblem = (kind: ProblemKind, severity: Severity, reason: Words, remedy: Words): void => {
    const value = stated === null ? null : typeof stated === 'string' ? stated.slice(0, 80) : stated.kind;
    problems.push({ kind, severity, table: table.name, row: null, column: null, value, reason, remedy });
  };
  if (table.crs !== null && options.crs === undefined && isOldDatum(table.crs))
    tableProblem(
      'crs-assumed',
      'warning',
      {
        zh: '坐标系为北京54或西安80，未作基准转换，可能差几十米',
        en: 'is on Beijing 1954 or Xian 1980; read without a datum shift, tens of metres may be missing',
      },
      {
        zh: '请填写本地七参数，或转换为 CGCS2000 后导入',
        en: 'enter the local seven parameters, or convert it to CGCS2000 first',
      },
    );
  if (!found && known.length > 0 && options.crs === undefined) {
    found = detectPlacement(samples, options.bounds, order, [], options.near);
    if (found)
      tableProblem(
        'crs-assumed',
        'warning',
        {
          zh: `文件写明的坐标系落不到本市，按 ${found.projection.name} 读取`,
          en: `the system that the file states does not come to the city; read as ${found.projection.name}`,
        },
        { zh: '请核对坐标系', en: 'check the coordinate system' },
      );
  }
  if (!found) {
    tableProblem(
      'unknown-crs',
      'error',
      { zh: '没有一种坐标系能使这些坐标落到本市', en: 'no known system brings these coordinates to the city' },
      {
        zh: '请指定坐标系；城市独立坐标系请填四参数或七参数，或给出两个以上控制点',
        en: 'name the system; for a city frame of its own enter four or seven parameters, or two or more control points',
      },
    );
    return undefined;
  }
  if (found.swapped && order !== 'north-east')
    tableProblem(
      'axes-swapped',
      'note',
      {
        zh: '第一列为北坐标（测量习惯 X 向北），已对调',
        en: 'the first coordinate is north (X north, the survey habit); exchanged',
      },
      { zh: '如不符请改选坐标轴', en: 'choose the axes by hand if that is wrong' },
    );
  if (found.eitherWay)
    tableProblem(
      'axes-swapped',
      'warning',
      { zh: '坐标轴两种顺序都落在本市', en: 'comes to the city with the axes either way round' },
      { zh: '请指定哪一列向北', en: 'say which column is north' },
    );
  if (!found.stated) {
    const rivals = found.rivals.length > 0 ? found.rivals.join('、') : null;
    tableProblem(
      'crs-assumed',
      'note',
      found.projection.geographic
        ? { zh: '未写明坐标系，经纬度按 CGCS2000 读取', en: 'names no system; degrees read as CGCS2000' }
        : {
            zh: `未写明坐标系，按 ${found.projection.name} 读取${rivals ? `；${rivals} 也落在本市` : ''}`,
            en: `names no system; read as ${found.projection.name}${rivals ? `, though ${rivals} would reach the city too` : ''}`,
          },
      found.projection.geographic
        ? {
            zh: '若取自高德、腾讯或百度地图，请改为 GCJ-02 或 BD-09，相差约 500 m',
            en: 'if it comes from a public web map choose GCJ-02 or BD-09, about 500 m apart',
          }
        : { zh: '请确认坐标系', en: 'confirm the system' },
    );
  }
  return found;
}

function pairsOf(shape: RawShape | string): readonly Pair[] {
  if (typeof shape === 'string') return [];
  return shape.kind === 'point' ? [shape.at] : shape.path.slice(0, 1);
}
