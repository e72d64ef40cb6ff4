import type { LayerDefinition } from '../layer.ts';
import { PART_ATTRIBUTES } from './shared-attributes.ts';
import { SURVEY_ATTRIBUTES } from './survey-attributes.ts';

export const layer: LayerDefinition = {
  id: 'lamp',
  title: { zh: '路灯与智慧灯杆', en: 'Street lamps' },
  order: 4,
  geometry: 'point',
  workPlanItem: 10,
  code: { value: '0118', source: { text: '路灯，市级平台公开代码表，条文待核', confidence: 'V' } },
  cimLevel: '示意模型 / CIM2 等效',
  attributes: [
    ...PART_ATTRIBUTES,
    {
      key: 'type',
      title: { zh: '灯型', en: 'Type' },
      type: 'enum',
      classification: 'public',
      values: [
        { value: 'single-arm', title: { zh: '单臂路灯', en: 'Single arm' } },
        { value: 'double-arm', title: { zh: '高低臂路灯', en: 'High-low arms' } },
        { value: 'post-top', title: { zh: '庭院灯', en: 'Post top' } },
        { value: 'multi-function', title: { zh: '综合杆', en: 'Multi-function pole' } },
      ],
    },
    { key: 'height', title: { zh: '杆高', en: 'Height' }, type: 'number', unit: 'm', classification: 'public' },
    {
      key: 'wattage',
      title: { zh: '额定功率', en: 'Rated power' },
      type: 'number',
      unit: 'W',
      classification: 'public',
    },
    { key: 'feeder', title: { zh: '供电回路', en: 'Feeder' }, type: 'string', classification: 'internal' },
    { key: 'mounts', title: { zh: '挂载', en: 'Mounts' }, type: 'string', classification: 'internal' },
    ...SURVEY_ATTRIBUTES,
  ],
  properties: [
    {
      key: 'power',
      title: { zh: '功率', en: 'Power' },
      unit: 'W',
      range: [0, 2000],
      decimals: 0,
      classification: 'public',
    },
    {
      key: 'dim',
      title: { zh: '调光', en: 'Dimming' },
      unit: '%',
      range: [0, 100],
      decimals: 0,
      classification: 'public',
    },
    {
      key: 'fault',
      title: { zh: '故障', en: 'Fault' },
      unit: '1',
      range: [0, 9],
      decimals: 0,
      classification: 'public',
      states: [
        { value: 0, title: { zh: '正常', en: 'None' } },
        { value: 1, title: { zh: '灯具故障', en: 'Lamp fault' } },
        { value: 2, title: { zh: '回路失电', en: 'Feeder dead' } },
        { value: 3, title: { zh: '漏电', en: 'Earth leakage' } },
      ],
    },
  ],
  thresholds: [
    {
      property: 'fault',
      level: 'yellow',
      when: 'equals',
      limit: 1,
      meaning: { zh: '单灯故障', en: 'Lamp fault' },
      source: { text: '经验值·待核', confidence: 'D' },
    },
    {
      property: 'fault',
      level: 'orange',
      when: 'equals',
      limit: 2,
      meaning: { zh: '回路失电，路段无照明', en: 'Feeder dead, stretch dark' },
      source: { text: '经验值·待核', confidence: 'D' },
    },
    {
      property: 'fault',
      level: 'red',
      when: 'equals',
      limit: 3,
      meaning: { zh: '灯杆漏电，触电危险', en: 'Pole live, shock hazard' },
      source: { text: '经验值·待核', confidence: 'D' },
    },
  ],
  incidents: [
    { property: 'fault', place: 'feeder', least: 5, title: { zh: '同一回路成片故障', en: 'Faults on one feeder' } },
  ],
  plans: [
    {
      levels: ['yellow'],
      steps: [{ zh: '列入下一班检修', en: 'Put it on the next round' }],
      source: { text: '设计建议·待核', confidence: 'D' },
    },
    {
      levels: ['orange'],
      steps: [
        { zh: '核对供电回路与配电箱', en: 'Check feeder and cabinet' },
        { zh: '通知路灯管护单位夜间抢修', en: 'Send the night crew' },
        { zh: '成片失电时请交警加强疏导', en: 'Where a stretch is dark, ask the police to guide traffic' },
      ],
      source: { text: '设计建议·待核', confidence: 'D' },
    },
    {
      levels: ['red'],
      steps: [
        { zh: '立即通知路灯管护单位断电', en: 'Have the feeder switched off at once' },
        { zh: '现场围挡，禁止触碰灯杆', en: 'Fence the pole off; nobody touches it' },
        { zh: '绝缘检测合格后复电', en: 'Switch on again only after an insulation test' },
      ],
      source: { text: '设计建议·待核', confidence: 'D' },
    },
  ],
  eventClass: '突发事件',
  // States and slow readings: minutes would be no fewer rows than the values.
  retention: { minutes: 0 },
  liveness: { late: 4500, stale: 10_800, offline: 86_400 },
  symbology: {
    glyph: 'lamp',
    model: {
      attribute: 'type',
      models: {
        'single-arm': 'lamp-single-arm',
        'double-arm': 'lamp-double-arm',
        'post-top': 'lamp-post-top',
        'multi-function': 'pole-multi-function',
        '*': 'lamp-single-arm',
      },
    },
    primary: 'power',
    clusterBeyondMetres: 2500,
    labelWithinMetres: 150,
  },
  classification: 'public',
  reserve: 512,
};
