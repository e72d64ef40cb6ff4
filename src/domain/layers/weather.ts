import type { LayerDefinition } from '../layer.ts';
import { PART_ATTRIBUTES } from './shared-attributes.ts';

/** Automatic weather stations; the scene takes fog, rain, cloud and wet roads from what they measure. */
export const layer: LayerDefinition = {
  id: 'weather',
  title: { zh: '气象站', en: 'Weather stations' },
  order: 10,
  geometry: 'point',
  workPlanItem: 12,
  code: { value: '21xx', source: { text: '地方扩展码，未分配', confidence: 'D' } },
  cimLevel: '示意模型 / CIM1 等效',
  attributes: [...PART_ATTRIBUTES],
  properties: [
    {
      key: 'rain',
      title: { zh: '雨强', en: 'Rain intensity' },
      unit: 'mm/h',
      range: [0, 400],
      decimals: 1,
      classification: 'public',
    },
    {
      key: 'rainHour',
      title: { zh: '近 1 小时雨量', en: 'Rain of the last hour' },
      unit: 'mm',
      range: [0, 250],
      decimals: 1,
      classification: 'public',
    },
    {
      key: 'visibility',
      title: { zh: '能见度', en: 'Visibility' },
      unit: 'm',
      range: [5, 50_000],
      decimals: 0,
      classification: 'public',
    },
    {
      key: 'cloud',
      title: { zh: '总云量', en: 'Cloud cover' },
      unit: '%',
      range: [0, 100],
      decimals: 0,
      classification: 'public',
    },
    {
      key: 'wind',
      title: { zh: '10 分钟平均风速', en: '10-minute mean wind' },
      unit: 'm/s',
      range: [0, 75],
      decimals: 1,
      classification: 'public',
    },
    {
      key: 'temperature',
      title: { zh: '气温', en: 'Air temperature' },
      unit: '℃',
      range: [-40, 50],
      mostPerMinute: { change: 5, source: { text: '设计建议·待核', confidence: 'D' } },
      decimals: 1,
      classification: 'public',
    },
  ],
  thresholds: [
    {
      property: 'visibility',
      level: 'yellow',
      when: 'below',
      limit: 500,
      meaning: { zh: '浓雾，行车缓行', en: 'Dense fog, slow traffic' },
      source: { text: '《气象灾害预警信号发布与传播办法》大雾等级，条文待核', confidence: 'M' },
    },
    {
      property: 'visibility',
      level: 'orange',
      when: 'below',
      limit: 200,
      meaning: { zh: '强浓雾，考虑封闭高架与桥梁', en: 'Very dense fog, consider closing bridges' },
      source: { text: '《气象灾害预警信号发布与传播办法》大雾等级，条文待核', confidence: 'M' },
    },
  ],
  alarms: [
    {
      property: 'visibility',
      // A swarm of gnats in the beam is no fog.
      persistence: { samples: 3, minutes: 30, from: 'yellow' },
      hysteresis: { share: 0.1 },
      source: { text: '设计建议·待核', confidence: 'D' },
    },
  ],
  liveness: { late: 900, stale: 3600, offline: 14_400 },
  symbology: {
    glyph: 'weather',
    primary: 'temperature',
    clusterBeyondMetres: 60_000,
    labelWithinMetres: 6000,
  },
  classification: 'public',
  hiddenAtFirst: true,
  reserve: 16,
};
