import type { AlarmDefinition, ThresholdDefinition } from '../layer.ts';

const PERSISTENCE = { samples: 3, minutes: 10, from: 'orange' } as const;
const LASTING = { text: '橙、红报警前持续 3 次 / 10 min，设计建议·待核', confidence: 'D' } as const;

/** Temperature decoupling before an alarm (domain reference §2.4 [D]); slopes are the bridge's own. */
function decoupledBy(property: 'deflection' | 'strain' | 'cableForce' | 'frequency') {
  return {
    by: 'temperature',
    slope: { attribute: `${property}PerKelvin`, factor: 1 },
    reference: { attribute: 'referenceTemperature', factor: 1 },
    source: { text: '温度解耦，系数为设计假定·待核', confidence: 'D' },
  } as const;
}

/** Cross-sensor check before an alarm (domain reference §2.4 [D]). */
function beside(property: string, { share, least }: { readonly share: number; readonly least: number }) {
  return {
    layer: 'bridge-sensor',
    by: 'bridge',
    property,
    weight: `${property}Weight`,
    share,
    least,
    from: 'orange',
    source: { text: '相邻测点校核，设计建议·待核', confidence: 'D' },
  } as const;
}

/** From which value on a measured property is grave. */
export const BRIDGE_THRESHOLDS: readonly ThresholdDefinition[] = [
  {
    property: 'deflection',
    level: 'yellow',
    when: 'above',
    limit: { attribute: 'deflectionLimit', factor: 0.8 },
    meaning: { zh: '达到计算挠度 0.8 倍', en: '0.8 of calculated deflection' },
    source: { text: 'JT/T 1037-2022 一级超限，经验值·待核', confidence: 'M' },
  },
  {
    property: 'deflection',
    level: 'orange',
    when: 'above',
    limit: { attribute: 'deflectionLimit', factor: 1 },
    meaning: { zh: '达到计算挠度', en: 'Calculated deflection reached' },
    source: { text: 'JT/T 1037-2022 二级超限，经验值·待核', confidence: 'M' },
  },
  {
    property: 'deflection',
    level: 'red',
    when: 'above',
    limit: { attribute: 'mainSpan', factor: 2.5 },
    meaning: { zh: '超过 L/400', en: 'Beyond L/400' },
    source: { text: 'JTG/T 3365-01，经验值·待核', confidence: 'M' },
  },
  {
    property: 'strain',
    level: 'yellow',
    when: 'above',
    limit: { attribute: 'strainLimit', factor: 0.8 },
    meaning: { zh: '达到设计应变 0.8 倍', en: '0.8 of design strain' },
    source: { text: '经验值·待核', confidence: 'M' },
  },
  {
    property: 'strain',
    level: 'orange',
    when: 'above',
    limit: { attribute: 'strainLimit', factor: 1 },
    meaning: { zh: '达到设计应变', en: 'Design strain reached' },
    source: { text: '经验值·待核', confidence: 'M' },
  },
  {
    property: 'cableForce',
    level: 'yellow',
    when: 'above',
    limit: 5,
    meaning: { zh: '索力偏差 5 %', en: 'Cable force +5 %' },
    source: { text: '经验值·待核', confidence: 'D' },
  },
  {
    property: 'cableForce',
    level: 'orange',
    when: 'above',
    limit: 8,
    meaning: { zh: '索力偏差 8 %', en: 'Cable force +8 %' },
    source: { text: '经验值·待核', confidence: 'D' },
  },
  {
    property: 'cableForce',
    level: 'red',
    when: 'above',
    limit: 10,
    meaning: { zh: '索力偏差 10 %', en: 'Cable force +10 %' },
    source: { text: '经验值·待核', confidence: 'D' },
  },
  {
    property: 'cableForce',
    level: 'yellow',
    when: 'below',
    limit: -5,
    meaning: { zh: '索力偏差 −5 %', en: 'Cable force −5 %' },
    source: { text: '经验值·待核', confidence: 'D' },
  },
  {
    property: 'cableForce',
    level: 'orange',
    when: 'below',
    limit: -8,
    meaning: { zh: '索力偏差 −8 %', en: 'Cable force −8 %' },
    source: { text: '经验值·待核', confidence: 'D' },
  },
  {
    property: 'frequency',
    level: 'yellow',
    when: 'below',
    limit: { attribute: 'baseFrequency', factor: 0.97 },
    meaning: { zh: '频率下降 3 %', en: 'Frequency −3 %' },
    source: { text: '经验值·待核', confidence: 'D' },
  },
  {
    property: 'frequency',
    level: 'orange',
    when: 'below',
    limit: { attribute: 'baseFrequency', factor: 0.95 },
    meaning: { zh: '频率下降 5 %', en: 'Frequency −5 %' },
    source: { text: '经验值·待核', confidence: 'D' },
  },
  {
    property: 'frequency',
    level: 'red',
    when: 'below',
    limit: { attribute: 'baseFrequency', factor: 0.9 },
    meaning: { zh: '频率下降 10 %', en: 'Frequency −10 %' },
    source: { text: '经验值·待核', confidence: 'D' },
  },
  {
    property: 'vibration',
    level: 'yellow',
    when: 'above',
    limit: 31.5,
    meaning: { zh: '10 min RMS 31.5 cm/s²', en: '10 min RMS 31.5 cm/s²' },
    source: { text: '经验值·待核', confidence: 'M' },
  },
  {
    property: 'vibration',
    level: 'orange',
    when: 'above',
    limit: 50,
    meaning: { zh: '10 min RMS 50 cm/s²', en: '10 min RMS 50 cm/s²' },
    source: { text: '经验值·待核', confidence: 'M' },
  },
  {
    property: 'vibration',
    level: 'red',
    when: 'above',
    limit: 80,
    meaning: { zh: '10 min RMS 80 cm/s²', en: '10 min RMS 80 cm/s²' },
    source: { text: '经验值·待核', confidence: 'M' },
  },
  ...(
    [
      ['yellow', 13.9, 7],
      ['orange', 20.8, 9],
      ['red', 25, 10],
    ] as const
  ).map(([level, limit, force]) => ({
    property: 'wind',
    level,
    when: 'above' as const,
    limit,
    meaning: { zh: `${force} 级风`, en: `Force ${force}` },
    source: { text: '经验值·待核', confidence: 'D' as const },
  })),
  {
    property: 'vehicleLoad',
    level: 'yellow',
    when: 'above',
    limit: 49,
    meaning: { zh: '超过 49 t 限载', en: 'Over the 49 t limit' },
    source: { text: '公路限载 49 t，待核', confidence: 'M' },
  },
  {
    property: 'vehicleLoad',
    level: 'orange',
    when: 'above',
    limit: 55,
    meaning: { zh: '超过 55 t', en: 'Over 55 t' },
    source: { text: '经验值·待核', confidence: 'D' },
  },
  // A slack cable is as grave as a tight one.
  {
    property: 'cableForce',
    level: 'red',
    when: 'below',
    limit: -10,
    meaning: { zh: '索力偏差 −10 %', en: 'Cable force −10 %' },
    source: { text: '经验值·待核', confidence: 'D' },
  },
  ...(
    [
      ['yellow', 80],
      ['orange', 90],
      ['red', 100],
    ] as const
  ).map(([level, limit]) => ({
    property: 'joint',
    level,
    when: 'above' as const,
    limit,
    meaning: { zh: `伸缩缝行程用到 ${limit} %`, en: `Expansion joint at ${limit} % of its travel` },
    source: { text: '经验值·待核', confidence: 'D' as const },
  })),
  {
    property: 'offline',
    level: 'yellow',
    when: 'above',
    limit: 10,
    meaning: { zh: '测点离线超过 10 %', en: 'More than 10 % of the sensors offline' },
    source: { text: '设计建议·待核', confidence: 'D' },
  },
  {
    property: 'offline',
    level: 'red',
    when: 'above',
    limit: 20,
    meaning: {
      zh: '测点离线超过 20 %，监测不足以判断',
      en: 'More than 20 % of the sensors offline: too few to judge by',
    },
    source: { text: '设计建议·待核', confidence: 'D' },
  },
  ...(
    [
      ['yellow', 1, '一级', 'class 1'],
      ['orange', 2, '二级', 'class 2'],
      ['red', 3, '三级', 'class 3'],
    ] as const
  ).map(([level, limit, zh, en]) => ({
    property: 'supplierAlarm',
    level,
    when: 'equals' as const,
    limit,
    meaning: { zh: `监测单位报${zh}超限`, en: `The supplier reports a ${en} exceedance` },
    source: { text: 'JT/T 1037-2022 三级超限，条文待核', confidence: 'M' as const },
  })),
];

/** How long a limit must be exceeded, what is checked first, and how far the value must come back. */
export const BRIDGE_ALARMS: readonly AlarmDefinition[] = [
  ...(
    [
      ['deflection', { share: 0.05 }],
      ['strain', { share: 0.05 }],
    ] as const
  ).map(([property, hysteresis]) => ({
    property,
    persistence: PERSISTENCE,
    hysteresis,
    source: LASTING,
    decouple: { ...decoupledBy(property), from: 'orange' as const },
    neighbours: beside(property, { share: 0.6, least: 2 }),
  })),
  {
    // One result is ten minutes of vibration already.
    property: 'cableForce',
    hysteresis: 0.5,
    source: { text: '设计建议·待核', confidence: 'D' },
    decouple: { ...decoupledBy('cableForce'), from: 'orange' },
  },
  {
    // Warm structures ring lower: without the temperature every summer would be damage, and winter would hide it.
    property: 'frequency',
    persistence: PERSISTENCE,
    hysteresis: { share: 0.005 },
    source: LASTING,
    decouple: { ...decoupledBy('frequency'), from: 'yellow' },
    neighbours: {
      ...beside('frequency', { share: 0.6, least: 1 }),
      rest: { attribute: 'baseFrequency', factor: 1 },
    },
  },
  {
    property: 'vibration',
    persistence: PERSISTENCE,
    hysteresis: { share: 0.05 },
    source: LASTING,
    neighbours: beside('vibration', { share: 0.5, least: 2 }),
  },
  { property: 'wind', persistence: PERSISTENCE, hysteresis: { share: 0.05 }, source: LASTING },
  { property: 'offline', hysteresis: 2, source: { text: '设计建议·待核', confidence: 'D' } },
];
