import type { LayerDefinition } from '../layer.ts';
import { BRIDGE_ALARMS, BRIDGE_THRESHOLDS } from './bridge-limits.ts';
import { BRIDGE_ATTRIBUTES, BRIDGE_PROPERTIES } from './bridge-properties.ts';

export const layer: LayerDefinition = {
  id: 'bridge',
  title: { zh: '桥梁健康', en: 'Bridge health' },
  order: 1,
  geometry: 'bridge',
  workPlanItem: 11,
  code: { value: '0208', source: { text: '跨河桥，市级平台公开代码表，条文待核', confidence: 'V' } },
  cimLevel: '示意模型 / CIM2 等效',
  attributes: BRIDGE_ATTRIBUTES,
  properties: BRIDGE_PROPERTIES,
  thresholds: BRIDGE_THRESHOLDS,
  alarms: BRIDGE_ALARMS,
  plans: [
    {
      levels: ['yellow'],
      steps: [
        { zh: '核对相邻传感器与气温，排除数据异常', en: 'Compare neighbours and temperature; rule out bad data' },
        { zh: '通知监测单位复核', en: 'Ask the monitoring supplier to check' },
      ],
      source: { text: '设计建议·待核', confidence: 'D' },
    },
    {
      levels: ['orange', 'red'],
      steps: [
        { zh: '红色 5 分钟内确认', en: 'Confirm a red one within 5 minutes' },
        { zh: '监测单位与养护工程师 30 分钟内到场', en: 'Supplier and engineer on site within 30 minutes' },
        {
          zh: '把限值、实测与预案报桥梁主管部门，由其会同交警决定交通措施',
          en: 'Report limit, value and plan to the bridge authority, which decides on traffic with the police',
        },
        { zh: '记录决定与时间', en: 'Write down what was decided and when' },
      ],
      source: { text: '监测屏响应目标（5 / 30 / 15 分钟），设计建议·待核', confidence: 'D' },
    },
  ],
  eventClass: '突发事件',
  panel: 'bridge',
  liveness: { late: 300, stale: 1800, offline: 7200 },
  symbology: {
    glyph: 'bridge',
    model: { attribute: 'type', models: { 'cable-stayed': 'bridge-cable-stayed', '*': 'bridge-girder' } },
    primary: 'deflection',
    clusterBeyondMetres: 60_000,
    labelWithinMetres: 20_000,
  },
  classification: 'public',
  reserve: 16,
};
