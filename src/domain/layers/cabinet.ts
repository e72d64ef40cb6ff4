import type { LayerDefinition } from '../layer.ts';
import { PART_ATTRIBUTES } from './shared-attributes.ts';
import { SURVEY_ATTRIBUTES } from './survey-attributes.ts';

export const layer: LayerDefinition = {
  id: 'cabinet',
  title: { zh: '路侧机箱', en: 'Street cabinets' },
  order: 7,
  geometry: 'point',
  workPlanItem: 10,
  code: {
    value: '0115',
    source: { text: '通讯交接箱；各类箱按类型编码，市级平台公开代码表，条文待核', confidence: 'V' },
  },
  cimLevel: '示意模型 / CIM2 等效',
  attributes: [
    ...PART_ATTRIBUTES,
    {
      key: 'type',
      title: { zh: '类型', en: 'Type' },
      type: 'enum',
      classification: 'public',
      values: [
        { value: 'signal', title: { zh: '信号机箱', en: 'Signal controller' } },
        { value: 'telecom', title: { zh: '通信交接箱', en: 'Telecom cabinet' } },
        { value: 'lighting', title: { zh: '路灯配电箱', en: 'Lighting feeder pillar' } },
        { value: 'power', title: { zh: '电力配电箱', en: 'Power cabinet' } },
        { value: 'monitor', title: { zh: '监控箱', en: 'Surveillance cabinet' } },
        { value: 'multi', title: { zh: '综合机箱', en: 'Multi-function cabinet' } },
      ],
    },
    { key: 'width', title: { zh: '宽', en: 'Width' }, type: 'number', unit: 'm', classification: 'public' },
    { key: 'depth', title: { zh: '深', en: 'Depth' }, type: 'number', unit: 'm', classification: 'public' },
    { key: 'height', title: { zh: '高', en: 'Height' }, type: 'number', unit: 'm', classification: 'public' },
    { key: 'material', title: { zh: '材质', en: 'Material' }, type: 'string', classification: 'public' },
    { key: 'power', title: { zh: '容量', en: 'Rating' }, type: 'number', unit: 'kW', classification: 'internal' },
    { key: 'number', title: { zh: '编号', en: 'Number' }, type: 'string', classification: 'internal' },
    ...SURVEY_ATTRIBUTES,
  ],
  properties: [],
  thresholds: [],
  liveness: { late: 86_400, stale: 172_800, offline: 604_800 },
  symbology: {
    glyph: 'generic',
    model: {
      attribute: 'type',
      models: {
        signal: 'cabinet-signal',
        telecom: 'cabinet-telecom',
        lighting: 'cabinet-feeder',
        power: 'cabinet-power',
        monitor: 'cabinet-monitor',
        multi: 'cabinet-multi',
        '*': 'cabinet-signal',
      },
    },
    clusterBeyondMetres: 1500,
    labelWithinMetres: 60,
  },
  classification: 'public',
  withheld: { attribute: 'type', values: ['telecom', 'power', 'monitor'] },
  reserve: 256,
};
