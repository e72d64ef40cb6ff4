import type { LayerDefinition, PropertyDefinition, ThresholdDefinition } from '../layer.ts';
import type { Words } from '../words.ts';
import { PART_ATTRIBUTES } from './shared-attributes.ts';

/** What a measuring point measures, with its unit, range and decimals (domain reference §2.3). */
const QUANTITIES = [
  ['deflection', '挠度', 'Deflection', 'mm', [-2000, 2000], 1],
  ['strain', '应变', 'Strain', 'με', [-3000, 3000], 0],
  ['force', '索力', 'Cable force', 'kN', [0, 20_000], 0],
  ['vibration', '竖向振动 RMS', 'Vertical RMS acceleration', 'cm/s²', [0, 500], 1],
  ['frequency', '一阶频率', 'First frequency', 'Hz', [0.05, 20], 3],
  ['temperature', '结构温度', 'Structural temperature', '℃', [-40, 80], 1],
  ['wind', '10 min 风速', 'Wind, 10 min mean', 'm/s', [0, 80], 1],
  ['load', '车重', 'Vehicle load', 't', [0, 400], 1],
  ['joint', '伸缩缝位移', 'Expansion joint', 'mm', [-500, 1000], 1],
  ['tilt', '倾角', 'Tilt', '°', [-10, 10], 3],
] as const;

const LEVELS = ['yellow', 'orange', 'red'] as const;

type Quantity = (typeof QUANTITIES)[number][0];

const CLASSIFIED: ReadonlySet<Quantity> = new Set(['strain', 'force', 'load', 'joint', 'tilt']);

/** 监测测点: one transducer of a bridge. Its limits colour it; alerts are told of the bridge, where checks and plan are. */
export const layer: LayerDefinition = {
  id: 'bridge-sensor',
  title: { zh: '桥梁测点', en: 'Bridge sensors' },
  order: 1.5,
  geometry: 'point',
  workPlanItem: 11,
  code: { value: '21xx', source: { text: '地方扩展码，待核', confidence: 'M' } },
  cimLevel: '示意模型 / CIM2 等效',
  attributes: [
    ...PART_ATTRIBUTES,
    { key: 'bridge', title: { zh: '所属桥梁', en: 'Bridge' }, type: 'string', classification: 'public' },
    {
      key: 'quantity',
      title: { zh: '监测内容', en: 'Measures' },
      type: 'enum',
      classification: 'public',
      values: QUANTITIES.filter(([key]) => key !== 'frequency').map(([value, zh, en]) => ({
        value,
        title: { zh, en },
      })),
    },
    { key: 'section', title: { zh: '断面', en: 'Section' }, type: 'string', classification: 'public' },
    length('along', '距跨中', 'From mid-bridge'),
    length('across', '距桥轴', 'From the axis'),
    length('up', '离地', 'Above ground'),
    { key: 'rate', title: { zh: '采样', en: 'Sampling' }, type: 'number', unit: 'Hz', classification: 'internal' },
    { key: 'limit', title: { zh: '限值', en: 'Limit' }, type: 'number', classification: 'internal' },
    { key: 'baseline', title: { zh: '基准值', en: 'Baseline' }, type: 'number', classification: 'internal' },
    ...(['deflection', 'strain', 'vibration', 'frequency'] as const).map((key) => ({
      key: `${key}Weight`,
      title: { zh: `${titleOf(key).zh}校核权重`, en: `Weight in the ${titleOf(key).en.toLowerCase()} check` },
      type: 'number' as const,
      classification: 'internal' as const,
    })),
  ],
  properties: QUANTITIES.map(
    ([key, zh, en, unit, range, decimals]): PropertyDefinition => ({
      key,
      title: { zh, en },
      unit,
      range,
      decimals,
      classification: CLASSIFIED.has(key) ? 'internal' : 'public',
    }),
  ),
  thresholds: [
    ...shares('deflection', 'limit', [0.8, 1]),
    ...shares('strain', 'limit', [0.8, 1]),
    ...shares('force', 'baseline', [1.05, 1.08, 1.1]),
    ...shares('force', 'baseline', [0.95, 0.92, 0.9]),
    ...shares('frequency', 'baseline', [0.97, 0.95, 0.9]),
    ...shares('joint', 'limit', [0.8, 0.9, 1]),
    ...fixed('vibration', 'cm/s²', [31.5, 50, 80]),
    ...fixed('wind', 'm/s', [13.9, 20.8, 25]),
    ...fixed('load', 't', [49, 55]),
  ],
  toldBy: 'bridge',
  panel: 'bridge',
  liveness: { late: 900, stale: 1800, offline: 7200 },
  symbology: { glyph: 'generic', clusterBeyondMetres: 2500, labelWithinMetres: 120 },
  classification: 'public',
  hiddenAtFirst: true,
  reserve: 64,
};

function titleOf(key: Quantity): Words {
  const found = QUANTITIES.find((each) => each[0] === key);
  return { zh: found?.[1] ?? key, en: found?.[2] ?? key };
}

/** Limits as shares of an attribute of the point itself: above when they grow, below when they fall. */
function shares(
  property: Quantity,
  attribute: 'limit' | 'baseline',
  factors: readonly number[],
): ThresholdDefinition[] {
  const rising = (factors[1] ?? 0) > (factors[0] ?? 0);
  const of = attribute === 'limit' ? { zh: '限值', en: 'limit' } : { zh: '基准值', en: 'baseline' };
  return factors.flatMap((factor, index): ThresholdDefinition[] => {
    const level = LEVELS[index];
    const share = Math.round(factor * 100);
    return level === undefined
      ? []
      : [
          {
            property,
            level,
            when: rising ? 'above' : 'below',
            limit: { attribute, factor },
            meaning: { zh: `${of.zh}的 ${share} %`, en: `${share} % of the ${of.en}` },
            source: { text: '经验值·待核', confidence: 'D' },
          },
        ];
  });
}

function fixed(property: Quantity, unit: string, limits: readonly number[]): ThresholdDefinition[] {
  return limits.flatMap((limit, index): ThresholdDefinition[] => {
    const level = LEVELS[index];
    return level === undefined
      ? []
      : [
          {
            property,
            level,
            when: 'above',
            limit,
            meaning: { zh: `超过 ${limit} ${unit}`, en: `Over ${limit} ${unit}` },
            source: { text: '经验值·待核', confidence: 'M' },
          },
        ];
  });
}

function length(key: string, zh: string, en: string) {
  return { key, title: { zh, en }, type: 'number', unit: 'm', classification: 'public' } as const;
}
