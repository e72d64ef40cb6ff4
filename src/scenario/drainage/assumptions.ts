import type { Assumption } from '../../wire/scenario-document.ts';
import { define, endsOf } from '../assumption.ts';
import type { Ends } from '../range.ts';

const RUNOFF = 'GB 50014 径流系数表，经验值·待核';
/** What the source of a storm parameter says that is another city's. */
export const BORROWED = '借用';
const STORM = `未核实·${BORROWED}济南公式；正式方案采用济宁市公布公式`;
const HEC = 'HEC-22 雨水口公式，系数待核';

/** Every number that drainage rests on besides the plan's own inlets, pipes and pumps. A document's assumption of the same key takes its place. */
const TABLE = [
  define('stormLead', '暴雨强度公式 167A₁', 'Storm formula 167 A₁', 4700, 'L/(s·hm²)', [4230, 5170], STORM, 'M'),
  define('stormC', '暴雨强度公式 C', 'Storm formula C', 0.753, '1', [0.753, 0.824], STORM, 'M'),
  define('stormB', '暴雨强度公式 b', 'Storm formula b', 17.5, 'min', [16.7, 17.5], STORM, 'M'),
  define('stormN', '暴雨强度公式 n', 'Storm formula n', 0.898, '1', [0.87, 0.898], STORM, 'M'),
  define('runoffRoof', '屋面与沥青径流系数', 'Runoff of roofs and asphalt', 0.9, '1', [0.85, 0.95], RUNOFF, 'M'),
  define('runoffBlock', '块石铺装径流系数', 'Runoff of block paving', 0.6, '1', [0.55, 0.65], RUNOFF, 'M'),
  define(
    'runoffGravel',
    '碎石与透水铺装径流系数',
    'Runoff of gravel and pervious paving',
    0.45,
    '1',
    [0.4, 0.5],
    RUNOFF,
    'M',
  ),
  define('runoffSoil', '裸土径流系数', 'Runoff of bare soil', 0.3, '1', [0.25, 0.35], RUNOFF, 'M'),
  define('runoffGreen', '绿地径流系数', 'Runoff of lawn and park', 0.15, '1', [0.1, 0.2], RUNOFF, 'M'),
  define(
    'clogging',
    '雨水口堵塞折减',
    'Share of an inlet that is not clogged',
    0.6,
    '1',
    [0.5, 0.7],
    '经验值·待核',
    'M',
  ),
  define('weirFactor', '雨水口堰流系数', 'Weir coefficient of an inlet', 1.66, 'm^0.5/s', [1.4, 1.84], HEC, 'M'),
  define('orificeFactor', '雨水口孔流系数', 'Orifice coefficient of an inlet', 0.67, '1', [0.6, 0.7], HEC, 'M'),
  define(
    'pipeRoughness',
    '管道曼宁糙率',
    'Manning’s n of pipes',
    0.013,
    's/m^⅓',
    [0.011, 0.015],
    'GB 50014，待核',
    'M',
  ),
  define('peakRatio', '雨峰系数', 'Peak ratio of the storm', 0.4, '1', [0.35, 0.45], '芝加哥雨型常用值，待核', 'M'),
  define(
    'riverLevel',
    '河水位（相对排口管顶）',
    'River over the crown of the outfall',
    -0.5,
    'm',
    [-1.5, 1.5],
    '示意：低水位自由出流；可改用实测河水位',
    'D',
  ),
  define(
    'modelError',
    '简化模型误差',
    'Error of the simplified model',
    0.075,
    'm',
    [0.05, 0.1],
    '简化模型误差量级 ±5–10 cm，待核',
    'M',
  ),
] as const;

/** Values that may lie below 0: levels over a datum of their own. */
export const SIGNED: readonly DrainageKey[] = ['riverLevel'];

/** Assumptions of the drainage model as rows of a document. */
export const DRAINAGE_ASSUMPTIONS: readonly Assumption[] = TABLE.map((row) => ({ ...row, range: [...row.range] }));

export type DrainageKey = (typeof TABLE)[number]['key'];
export type DrainageValues = Readonly<Record<DrainageKey, number>>;

/** Values of the drainage model in a document, in the middle and at the ends of their ranges. */
export function drainageValues(assumptions: readonly Assumption[]): Ends<DrainageValues> {
  return endsOf(TABLE, assumptions);
}
