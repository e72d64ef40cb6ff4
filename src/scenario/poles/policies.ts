import type { Words } from '../../domain/words.ts';
import type { Assumption } from '../../wire/scenario-document.ts';

const define = <const Key extends string>(
  key: Key,
  zh: string,
  en: string,
  value: number,
  unit: string,
  range: readonly [number, number],
  source: string,
  confidence: Assumption['confidence'],
) => ({ key, title: { zh, en } satisfies Words, value, unit, range, source, confidence });

/**
 * Every number that the pole plan rests on, editable and with its source. Rule numbers (R2, R3, R6, R9) and phases
 * (P0–P6) are those of the domain reference §4.4 and §4.7; none is checked against a printed standard.
 */
const PLAN_POLICIES = [
  define('lampShift', '路灯顺路移位上限', 'Lamp shift along the road', 5, 'm', [0, 5], 'R3 合杆移位，经验值·待核', 'M'),
  define('lampAcross', '路灯横向移位上限', 'Lamp shift across the road', 2, 'm', [0, 2], 'R3 合杆移位，经验值·待核', 'M'),
  define('signShift', '标志、监控、路名牌移位上限', 'Sign, camera and plate shift', 10, 'm', [0, 10], 'R3 合杆移位，经验值·待核', 'M'),
  define('busShift', '公交站牌合杆距离上限', 'Bus-stop pole shift', 5, 'm', [0, 5], '现状杆类表：≤5 m 合并，否则保留', 'D'),
  define('deviceShift', '无视距要求设施移位上限', 'Shift of devices without sight line', 17, 'm', [5, 20], '导向牌、通信、环境、其他：取半个灯距，设计建议', 'D'),
  define('signalShare', '同角信号杆共杆距离', 'Signals that share a corner pole', 5, 'm', [0, 8], 'R1 路口杆优先，设计建议', 'D'),
  define('minimalShift', '最小合并：就近挂载距离', 'Minimal merge: reach', 5, 'm', [0, 10], '方案 A 定义', 'D'),
  define('minSpacing', '综合杆最小间距', 'Least carrier spacing', 25, 'm', [20, 30], 'R2 灯距 25–35 m，经验值·待核', 'M'),
  define('maxSpacing', '综合杆最大间距', 'Greatest carrier spacing', 35, 'm', [30, 50], 'R2 灯距 25–35 m（照度满足时 30–50 m），经验值·待核', 'M'),
  define('signsPerPole', '单杆标志数上限', 'Signs a pole', 4, '块', [2, 4], 'R6 单杆标志 ≤4，经验值·待核', 'M'),
  define('carrierMass', '综合杆挂载质量上限', 'Mounted mass on a carrier', 120, 'kg', [60, 120], 'R9 挂载 ≤60–120 kg，需结构复核', 'M'),
  define('carrierArea', '综合杆迎风面积上限', 'Windage on a carrier', 3, 'm²', [1.5, 3], 'R9 迎风面积 ≤1.5–3 m²，需结构复核', 'M'),
  define('existingMass', '既有灯杆加挂质量上限', 'Mass added to a standing pole', 60, 'kg', [20, 60], 'R9 下限，需结构复核', 'M'),
  define('existingArea', '既有灯杆迎风面积上限', 'Windage on a standing pole', 1.5, 'm²', [0.5, 1.5], 'R9 下限，需结构复核', 'M'),
  define('microCellSpacing', '通信微站间距', 'Micro-cell spacing', 150, 'm', [100, 250], '方案 C，设计建议', 'D'),
  define('segmentLength', '施工分段长度', 'Work segment', 500, 'm', [300, 600], '施工组织：每 500 m 一段', 'D'),
  define('surveyDays', 'P0 勘察与许可', 'P0 survey and permits', 25, '日', [20, 30], '施工组织 P0：20–30 日', 'D'),
  define('sideDays', 'P1/P2 半幅每段工期', 'P1/P2 half-width works a segment', 21, '日', [18, 25], '施工组织 P1、P2：每段 18–25 日', 'D'),
  define('erectDays', 'P3 每段立杆穿缆工期', 'P3 erection and cabling a segment', 8, '日', [6, 10], '施工组织 P3：每段 6–10 日', 'D'),
  define('removeDays', 'P5 每段拆旧恢复工期', 'P5 removal a segment', 10, '日', [8, 12], '施工组织 P5：每段 8–12 日', 'D'),
  define('handoverDays', 'P6 检测移交', 'P6 tests and hand-over', 8, '日', [7, 10], '施工组织 P6：7–10 日', 'D'),
  define('minimalSideDays', '方案 A 半幅每段工期', 'A: works a side and segment', 4, '日', [3, 6], '无基础开挖，仅管线与挂载，设计建议', 'D'),
  define('digBefore', '开挖完成时限（自起始日）', 'Digging done by day', 92, '日', [60, 92], '汛期 6–9 月不深开挖；3 月 1 日起第 92 日为 6 月 1 日', 'D'),
  define('examFrom', '高考静默期起（自起始日）', 'Exam silence from day', 98, '日', [98, 98], '避开高考 6 月 7–10 日；3 月 1 日起第 98 日', 'D'),
  define('examTo', '高考静默期止（自起始日）', 'Exam silence to day', 102, '日', [102, 102], '避开高考 6 月 7–10 日；3 月 1 日起第 102 日', 'D'),
  define('lanesClosed', '半幅施工占用车道', 'Lanes closed on the worked side', 2, '条', [1, 2], '机动车道 1 + 非机动车道 1；六车道压缩为四车道', 'D'),
  define('nightHours', 'P3 夜间占道时长', 'Night hours a day', 7, 'h', [6, 8], '施工组织 P3：22:00–05:00', 'D'),
  define('darkHours', 'P4 单路口切改断灯时长', 'Signals dark a junction', 2, 'h', [1, 2], '施工组织 P4：≤2 h，民警现场指挥', 'D'),
] as const;

/** Figures for energy, cost and carbon, kept with the scenario so that every option is judged on the same ones. */
const OUTLOOK = [
  define('burningHours', '年亮灯时数', 'Burning hours', 4050, 'h/a', [4000, 4100], '能耗与造价表，经验值·待核', 'M'),
  define('ledPower', 'LED 灯具功率', 'LED luminaire power', 150, 'W', [120, 220], '能耗与造价表，经验值·待核', 'M'),
  define('microCellPower', '5G 微站功率', 'Micro-cell power', 500, 'W', [300, 800], '能耗与造价表，经验值·待核', 'M'),
  define('cameraPower', '摄像机功率', 'Camera power', 15, 'W', [10, 30], '能耗与造价表，经验值·待核', 'M'),
  define('tariff', '电价', 'Tariff', 0.68, '元/kWh', [0.6, 0.75], '能耗与造价表，经验值·待核', 'M'),
  define('gridFactor', '山东电网排放因子', 'Grid emission factor, Shandong', 0.64, 'kgCO₂/kWh', [0.62, 0.68], '能耗与造价表，经验值·待核', 'M'),
  define('carrierCost', '综合杆单价', 'Multi-function pole', 60_000, '元', [40_000, 80_000], '能耗与造价表，经验值·待核', 'M'),
  define('smartCarrierCost', '智慧综合杆单价', 'Smart multi-function pole', 150_000, '元', [100_000, 200_000], '能耗与造价表，经验值·待核', 'M'),
  define('removalCost', '拆杆单价', 'Removal of a pole', 3000, '元', [2000, 4000], '能耗与造价表，经验值·待核', 'M'),
  define('ductCost', '管线单价', 'Duct and cable', 600, '元/m', [400, 900], '能耗与造价表，经验值·待核', 'M'),
  define('undergroundCost', '架空线入地单价', 'Undergrounding overhead lines', 12_000_000, '元/km', [6_000_000, 20_000_000], '能耗与造价表，经验值·待核', 'M'),
  define('carrierUpkeep', '综合杆年运维', 'Upkeep of a carrier', 2500, '元/(杆·a)', [1500, 4000], '能耗与造价表，经验值·待核', 'M'),
  define('plainUpkeep', '普通杆年运维', 'Upkeep of a plain pole', 400, '元/(杆·a)', [300, 500], '能耗与造价表，经验值·待核', 'M'),
] as const;

export type PolicyKey = (typeof PLAN_POLICIES)[number]['key'];

/** A value for every number that the plan is computed from. */
export type PlanPolicies = Readonly<Record<PolicyKey, number>>;

export const DEFAULT_POLICIES = Object.fromEntries(PLAN_POLICIES.map(({ key, value }) => [key, value])) as PlanPolicies;

/** The assumptions of a document planned with `policies`, in the order of the tables above. */
export function assumptionsOf(policies: PlanPolicies): Assumption[] {
  return [
    ...PLAN_POLICIES.map(({ range, ...rest }) => ({ ...rest, value: policies[rest.key], range: [...range] as [number, number] })),
    ...OUTLOOK.map(({ range, ...rest }) => ({ ...rest, range: [...range] as [number, number] })),
  ];
}
