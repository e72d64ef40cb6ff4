import type { Assumption, ScenarioDocument } from '../../wire/scenario-document.ts';
import { define } from '../assumption.ts';

const CJJ = 'CJJ 45-2015，条文待核';
const MARKET = '常见产品，经验值·待核';

/** Every number that light and energy rest on. A document's assumption of the same key takes its place. */
const TABLE = [
  define('maintenanceFactor', '维护系数', 'Maintenance factor', 0.7, '1', [0.65, 0.8], CJJ, 'M'),
  define(
    'roadQ0',
    '路面平均亮度系数',
    'Average luminance coefficient',
    0.07,
    'sr⁻¹',
    [0.05, 0.1],
    'CIE 144，R3 沥青路面',
    'M',
  ),
  define('observerAge', '观察者年龄', 'Age of the observer', 23, '岁', [23, 70], 'CIE 140、EN 13201-3 约定', 'M'),
  define(
    'laneCount',
    '机动车道数（双向）',
    'Motor lanes, both ways',
    6,
    '条',
    [2, 10],
    '西延段公开报道推及全线，示意',
    'D',
  ),
  define('laneWidth', '车道宽', 'Lane width', 3.5, 'm', [3, 3.75], 'CJJ 37，断面示意', 'M'),
  define('medianHalf', '中央分隔带半宽', 'Half of the median', 1.5, 'm', [0, 4], '断面示意，未实测', 'D'),
  define('junctionHalf', '交会区半长', 'Half length of a junction area', 25, 'm', [15, 40], '按路口开口估计', 'D'),
  define(
    'existingEfficacy',
    '现状灯具光效',
    'Efficacy of standing luminaires',
    84,
    'lm/W',
    [70, 110],
    '高压钠灯 112 lm/W × 灯具效率 0.75，灯种未调查',
    'D',
  ),
  define(
    'ballastLoss',
    '现状镇流器损耗',
    'Ballast loss of standing lamps',
    0.1,
    '1',
    [0, 0.15],
    '能耗与造价表：HPS +10 %',
    'M',
  ),
  define('ledPower', 'LED 灯具功率', 'LED luminaire power', 150, 'W', [120, 220], '能耗与造价表，经验值·待核', 'M'),
  define('ledEfficacy', 'LED 灯具光效', 'Efficacy of LED luminaires', 130, 'lm/W', [110, 160], MARKET, 'D'),
  define(
    'lowArmShare',
    '低臂占全杆功率',
    'Low arm’s share of a pole’s power',
    0.25,
    '1',
    [0.15, 0.4],
    '高低臂灯分配，设计建议',
    'D',
  ),
  define(
    'crownTransmittance',
    '树冠透光率',
    'Light that passes a crown',
    0.3,
    '1',
    [0.05, 0.7],
    '有叶期阔叶行道树，设计建议，未实测',
    'D',
  ),
  define('armOverhang', '灯臂悬挑', 'Overhang of the arm', 1.5, 'm', [0, 3], 'R2 悬挑 ≤ H/4，未实测', 'D'),
  define('luminaireTilt', '灯具仰角', 'Tilt of luminaires', 5, '°', [0, 15], 'R2 仰角 ≤15°，未实测', 'D'),
  define(
    'switchAltitude',
    '开关灯太阳高度',
    'Solar altitude of switching',
    -4.5,
    '°',
    [-6, -2],
    'CJJ 45 按天然光照度开关灯，换算待核；与年亮灯 4000–4100 h 相合',
    'M',
  ),
  define('lateFrom', '后半夜调光起', 'Late dimming from', 0, 'h', [-2, 2], '市模拟灯控：午夜后调光', 'D'),
  define('lateTo', '后半夜调光止', 'Late dimming to', 5, 'h', [4, 6], '设计建议', 'D'),
  define('lateDim', '后半夜功率', 'Power while dimmed late', 60, '%', [50, 100], '能耗与造价表：50–70 %', 'M'),
  define('cameraPower', '摄像机功率', 'Camera power', 15, 'W', [10, 30], '能耗与造价表，经验值·待核', 'M'),
  define(
    'microCellPower',
    '5G 微站功率（每套）',
    'Micro-cell power, a set',
    500,
    'W',
    [300, 800],
    '能耗与造价表，经验值·待核',
    'M',
  ),
  define('screenPower', '信息屏功率', 'Screen power', 225, 'W', [150, 300], '能耗与造价表，经验值·待核', 'M'),
  define('wifiPower', '无线接入功率', 'Wi-Fi power', 15, 'W', [10, 20], '能耗与造价表，经验值·待核', 'M'),
  define(
    'gatewayPower',
    '网关功率（设备仓）',
    'Gateway power, a bay',
    10,
    'W',
    [5, 20],
    '能耗与造价表，经验值·待核',
    'M',
  ),
  define('signalPower', '机动车信号灯功率', 'Vehicle signal power', 30, 'W', [15, 45], MARKET, 'D'),
  define('enforcementPower', '电子警察功率', 'Enforcement camera power', 40, 'W', [25, 60], MARKET, 'D'),
  define(
    'smallDevicePower',
    '小型设备功率',
    'Power of small devices',
    10,
    'W',
    [5, 20],
    '行人信号、气象、广播、求助，常见产品，待核',
    'D',
  ),
  define('chargerPower', '充电桩待机功率', 'Charger on standby', 10, 'W', [5, 20], `${MARKET}；充电量不计入`, 'D'),
] as const;

export type LightingKey = (typeof TABLE)[number]['key'];

/** A value for every assumption of the lighting and energy models. */
export type LightingInputs = Readonly<Record<LightingKey, number>>;

/** The assumptions as a document lists them; those that it has already are left out. */
export function lightingAssumptions(known: readonly { readonly key: string }[] = []): Assumption[] {
  return TABLE.filter(({ key }) => !known.some((each) => each.key === key)).map((each) => ({
    ...each,
    range: [each.range[0], each.range[1]],
  }));
}

/** The values of the table, where no document says otherwise. */
export const LIGHTING_DEFAULTS = Object.fromEntries(TABLE.map(({ key, value }) => [key, value])) as LightingInputs;

/** Values of a document: its own assumptions, its road's number of lanes, else the defaults of the table. */
export function lightingInputs({
  assumptions,
  project,
}: Pick<ScenarioDocument, 'assumptions' | 'project'>): LightingInputs {
  const own = new Map(assumptions.map(({ key, value }) => [key, value]));
  const lanes = project.network?.find((road) => road.name === project.road)?.lanes;
  if (lanes !== undefined && !own.has('laneCount')) own.set('laneCount', lanes);
  return Object.fromEntries(TABLE.map(({ key, value }) => [key, own.get(key) ?? value])) as LightingInputs;
}

/** Range of an assumption: the document's own, else that of the table. */
export function lightingRange(
  { assumptions }: Pick<ScenarioDocument, 'assumptions'>,
  key: LightingKey,
): readonly [low: number, high: number] {
  const found = assumptions.find((each) => each.key === key) ?? TABLE.find((each) => each.key === key);
  return found?.range ?? [Number.NaN, Number.NaN];
}
