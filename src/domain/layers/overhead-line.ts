import type { LayerDefinition } from '../layer.ts';
import { PART_ATTRIBUTES } from './shared-attributes.ts';
import { SURVEY_ATTRIBUTES } from './survey-attributes.ts';

/** Wires from pole to pole; `position` is at the height where they hang. */
export const layer: LayerDefinition = {
  id: 'overhead-line',
  title: { zh: '架空线', en: 'Overhead lines' },
  order: 8,
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
      classification: 'internal',
      values: [
        { value: 'power', title: { zh: '电力线', en: 'Power' } },
        { value: 'telecom', title: { zh: '通信线', en: 'Telecom' } },
        { value: 'broadcast', title: { zh: '广播电视线', en: 'Broadcast' } },
      ],
    },
    { key: 'voltage', title: { zh: '电压', en: 'Voltage' }, type: 'number', unit: 'kV', classification: 'internal' },
    { key: 'cores', title: { zh: '芯（线）数', en: 'Cores' }, type: 'number', classification: 'internal' },
    {
      key: 'clearance',
      title: { zh: '最低净空', en: 'Least clearance' },
      type: 'number',
      unit: 'm',
      classification: 'internal',
    },
    { key: 'length', title: { zh: '长度', en: 'Length' }, type: 'number', unit: 'm', classification: 'internal' },
    ...SURVEY_ATTRIBUTES,
  ],
  properties: [],
  thresholds: [],
  liveness: { late: 86_400, stale: 172_800, offline: 604_800 },
  symbology: {
    glyph: 'path',
    line: {
      attribute: 'kind',
      colors: { power: '#4A4F57', telecom: '#3E6B62', broadcast: '#6A5A78' },
      width: 0.06,
      sag: 0.018,
    },
    clusterBeyondMetres: 1500,
    labelWithinMetres: 0,
  },
  classification: 'internal',
  reserve: 64,
};
