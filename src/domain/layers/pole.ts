import type { LayerDefinition } from '../layer.ts';
import { POLE_CLASS_WORDS, POLE_CLASSES } from '../pole-class.ts';
import { PART_ATTRIBUTES } from './shared-attributes.ts';
import { SURVEY_ATTRIBUTES } from './survey-attributes.ts';

export const layer: LayerDefinition = {
  id: 'pole',
  title: { zh: '道路立杆', en: 'Street poles' },
  order: 5,
  geometry: 'point',
  workPlanItem: 10,
  code: { value: '0117', source: { text: '立杆，市级平台公开代码表，条文待核', confidence: 'V' } },
  cimLevel: '示意模型 / CIM2 等效',
  attributes: [
    ...PART_ATTRIBUTES,
    {
      key: 'class',
      title: { zh: '杆类', en: 'Class' },
      type: 'enum',
      classification: 'public',
      values: POLE_CLASSES.map((value) => ({ value, title: POLE_CLASS_WORDS[value] })),
    },
    { key: 'height', title: { zh: '杆高', en: 'Height' }, type: 'number', unit: 'm', classification: 'public' },
    { key: 'mounts', title: { zh: '挂载', en: 'Mounts' }, type: 'string', classification: 'internal' },
    { key: 'busLines', title: { zh: '公交线路', en: 'Bus lines' }, type: 'string', classification: 'public' },
    ...SURVEY_ATTRIBUTES,
  ],
  properties: [
    {
      key: 'online',
      title: { zh: '在线', en: 'Online' },
      unit: '1',
      range: [0, 1],
      decimals: 0,
      classification: 'internal',
      states: [
        { value: 0, title: { zh: '断线', en: 'Down' } },
        { value: 1, title: { zh: '在线', en: 'Up' } },
      ],
    },
    {
      key: 'power',
      title: { zh: '用电', en: 'Power draw' },
      unit: 'W',
      range: [0, 10_000],
      decimals: 0,
      classification: 'internal',
    },
  ],
  thresholds: [
    {
      property: 'online',
      level: 'yellow',
      when: 'equals',
      limit: 0,
      meaning: { zh: '杆上设备断线', en: 'Devices on the pole are down' },
      source: { text: '经验值·待核', confidence: 'D' },
    },
  ],
  incidents: [
    {
      property: 'online',
      place: 'road',
      least: 10,
      title: { zh: '沿路设备成片断线', en: 'Devices down along a road' },
    },
  ],
  // States and slow readings: minutes would be no fewer rows than the values.
  retention: { minutes: 0 },
  liveness: { late: 4500, stale: 10_800, offline: 86_400 },
  symbology: {
    glyph: 'pole',
    model: {
      attribute: 'class',
      models: {
        TS: 'pole-signal',
        TG: 'pole-sign',
        CC: 'pole-camera',
        RN: 'pole-name-plate',
        WF: 'pole-name-plate',
        BS: 'pole-name-plate',
        CM: 'pole-telecom',
        PW: 'pole-power',
        EN: 'pole-camera',
        AD: 'pole-flag',
        OT: 'pole-plain',
        MF: 'pole-multi-function',
        '*': 'pole-plain',
      },
    },
    primary: 'online',
    clusterBeyondMetres: 2000,
    labelWithinMetres: 120,
  },
  classification: 'public',
  withheld: { attribute: 'class', values: ['CC', 'CM', 'PW'] },
  reserve: 2048,
};
