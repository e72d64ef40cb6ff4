import type { LayerDefinition } from '../layer.ts';
import { PART_ATTRIBUTES } from './shared-attributes.ts';
import { SURVEY_ATTRIBUTES } from './survey-attributes.ts';

/** Pipes and cables below ground, drawn on it; colours of CJJ 61 [M]. */
export const layer: LayerDefinition = {
  id: 'underground-line',
  title: { zh: '地下管线', en: 'Underground lines' },
  order: 9,
  geometry: 'line',
  workPlanItem: 10,
  code: { value: '21xx', source: { text: '地方扩展码，未分配', confidence: 'D' } },
  cimLevel: '示意模型 / CIM2 等效',
  attributes: [
    ...PART_ATTRIBUTES,
    {
      key: 'kind',
      title: { zh: '类别', en: 'Kind' },
      type: 'enum',
      classification: 'restricted',
      values: [
        { value: 'power', title: { zh: '电力', en: 'Power' } },
        { value: 'lighting', title: { zh: '照明', en: 'Lighting' } },
        { value: 'telecom', title: { zh: '通信', en: 'Telecom' } },
        { value: 'water', title: { zh: '给水', en: 'Water' } },
        { value: 'gas', title: { zh: '燃气', en: 'Gas' } },
        { value: 'sewer', title: { zh: '污水', en: 'Sewer' } },
        { value: 'storm', title: { zh: '雨水', en: 'Storm drain' } },
        { value: 'conduit', title: { zh: '合杆管线', en: 'Shared conduit' } },
      ],
    },
    { key: 'depth', title: { zh: '埋深', en: 'Cover' }, type: 'number', unit: 'm', classification: 'restricted' },
    {
      key: 'diameter',
      title: { zh: '管径', en: 'Diameter' },
      type: 'number',
      unit: 'mm',
      classification: 'restricted',
    },
    { key: 'ducts', title: { zh: '管孔数', en: 'Ducts' }, type: 'number', classification: 'restricted' },
    { key: 'material', title: { zh: '材质', en: 'Material' }, type: 'string', classification: 'restricted' },
    {
      key: 'accuracy',
      title: { zh: '精度等级', en: 'Accuracy' },
      type: 'enum',
      classification: 'restricted',
      values: [
        { value: 'A', title: { zh: 'A 级（≤0.5 m）', en: 'A (≤ 0.5 m)' } },
        { value: 'B', title: { zh: 'B 级（≤1.0 m）', en: 'B (≤ 1.0 m)' } },
        { value: 'C', title: { zh: 'C 级（≤10 m）', en: 'C (≤ 10 m)' } },
      ],
    },
    { key: 'length', title: { zh: '长度', en: 'Length' }, type: 'number', unit: 'm', classification: 'restricted' },
    ...SURVEY_ATTRIBUTES.filter(({ key }) => key !== 'accuracy'),
  ],
  properties: [],
  thresholds: [],
  liveness: { late: 86_400, stale: 172_800, offline: 604_800 },
  symbology: {
    glyph: 'path',
    line: {
      attribute: 'kind',
      colors: {
        power: '#D64541',
        lighting: '#B5651D',
        telecom: '#3C9A5F',
        water: '#2F6FD0',
        gas: '#D65AA8',
        sewer: '#7A5B3A',
        storm: '#9B7B55',
        conduit: '#2E8C8C',
      },
      width: 0.35,
      depth: 'depth',
    },
    clusterBeyondMetres: 1200,
    labelWithinMetres: 0,
  },
  classification: 'restricted',
  hiddenAtFirst: true,
  reserve: 256,
};
