import type { LayerDefinition } from '../layer.ts';
import { PART_ATTRIBUTES } from './shared-attributes.ts';

export const layer: LayerDefinition = {
  id: 'waterlogging',
  title: { zh: '积水点', en: 'Waterlogging' },
  order: 2,
  geometry: 'polygon',
  workPlanItem: 12,
  code: { value: '21xx', source: { text: '地方扩展码，待核', confidence: 'M' } },
  cimLevel: '示意模型 / CIM2 等效',
  attributes: [
    ...PART_ATTRIBUTES,
    { key: 'cause', title: { zh: '成因', en: 'Cause' }, type: 'string', classification: 'public' },
    {
      key: 'catchment',
      title: { zh: '汇水面积', en: 'Catchment' },
      type: 'number',
      unit: 'hm²',
      classification: 'internal',
    },
    {
      key: 'runoff',
      title: { zh: '综合径流系数', en: 'Runoff coefficient' },
      type: 'number',
      classification: 'internal',
    },
    {
      key: 'drainage',
      title: { zh: '排除能力', en: 'Drain capacity' },
      type: 'number',
      unit: 'm³/s',
      classification: 'internal',
    },
    { key: 'inlets', title: { zh: '雨水口', en: 'Inlets' }, type: 'number', classification: 'internal' },
    {
      key: 'basin',
      title: { zh: '蓄水面积', en: 'Ponding area' },
      type: 'number',
      unit: 'm²',
      classification: 'internal',
    },
    {
      key: 'stage',
      title: { zh: '改造状态', en: 'Works' },
      type: 'enum',
      classification: 'public',
      values: [
        { value: 'planned', title: { zh: '未改造', en: 'Planned' } },
        { value: 'works', title: { zh: '施工', en: 'Under works' } },
        { value: 'done', title: { zh: '已改造', en: 'Done' } },
      ],
    },
  ],
  properties: [
    {
      key: 'depth',
      title: { zh: '积水深度', en: 'Depth' },
      unit: 'cm',
      range: [0, 400],
      decimals: 1,
      classification: 'public',
    },
    {
      key: 'rain',
      title: { zh: '雨强', en: 'Rain intensity' },
      unit: 'mm/h',
      range: [0, 400],
      decimals: 1,
      classification: 'public',
    },
    {
      key: 'pump',
      title: { zh: '抽排流量', en: 'Pumping' },
      unit: 'm³/s',
      range: [0, 20],
      decimals: 2,
      classification: 'internal',
    },
  ],
  thresholds: [
    {
      property: 'depth',
      level: 'yellow',
      when: 'above',
      limit: 15,
      meaning: { zh: '超过一车道 15 cm 标准，行人困难', en: 'Beyond the 15 cm criterion' },
      source: { text: 'GB 50014-2021 内涝标准，条文待核', confidence: 'M' },
    },
    {
      property: 'depth',
      level: 'orange',
      when: 'above',
      limit: 27,
      meaning: { zh: '车辆排气管高度，封闭车道', en: 'Car exhaust height, close lanes' },
      source: { text: '下穿立交 27 cm 惯例，经验值·待核', confidence: 'M' },
    },
    {
      property: 'depth',
      level: 'red',
      when: 'above',
      limit: 40,
      meaning: { zh: '车辆熄火漂移，封路疏散', en: 'Cars stall, close the road' },
      source: { text: '经验值·待核', confidence: 'M' },
    },
    {
      property: 'depth',
      level: 'red',
      when: 'above',
      limit: 60,
      meaning: { zh: '危及生命，立即救援撤离', en: 'Danger to life, rescue and evacuate' },
      source: { text: '经验值·待核', confidence: 'M' },
    },
  ],
  alarms: [
    {
      property: 'depth',
      // A single echo off a passing car is no flood.
      persistence: { samples: 2, minutes: 30, from: 'yellow' },
      hysteresis: 2,
      source: { text: '设计建议·待核', confidence: 'D' },
      prolonged: {
        minutes: 30,
        from: 'yellow',
        source: { text: '深度×历时，商业区 30 min，经验值·待核', confidence: 'M' },
      },
    },
  ],
  plans: [
    {
      levels: ['yellow'],
      steps: [
        { zh: '通知养护人员到场，摆放锥桶', en: 'Send the crew; set out cones' },
        { zh: '清理雨水口，观察退水', en: 'Clear the inlets and watch the water fall' },
        { zh: '情报板提示绕行', en: 'Warn on the message signs' },
      ],
      source: { text: '积水深度 15–27 cm 行动项，设计建议·待核', confidence: 'D' },
    },
    {
      levels: ['orange'],
      steps: [
        { zh: '报交警商请封闭低洼车道', en: 'Ask the traffic police to close the low lanes' },
        { zh: '调派泵车，核对泵站运行', en: 'Send pump trucks; check the pumping station' },
        { zh: '视频盯守，每 10 分钟报一次水深', en: 'Keep watch by video; report the depth every 10 minutes' },
      ],
      source: { text: '积水深度 27–40 cm 行动项，设计建议·待核', confidence: 'D' },
    },
    {
      levels: ['red'],
      steps: [
        {
          zh: '5 分钟内确认，同时报值班领导与交警',
          en: 'Confirm within 5 minutes; tell the duty leader and the traffic police',
        },
        {
          zh: '由交警决定封路，养护单位设置围挡',
          en: 'The traffic police decide on closing the road; the crew fences it off',
        },
        { zh: '泵车与抢险队到场，联系被困人员救援', en: 'Pump trucks and rescue on site; help those who are trapped' },
        { zh: '退水核查后由决定单位解除', en: 'After a check, whoever decided it ends it' },
      ],
      source: { text: '积水深度 40 cm 以上行动项，设计建议·待核', confidence: 'D' },
    },
  ],
  eventClass: '突发事件',
  liveness: { late: 300, stale: 1800, offline: 7200 },
  symbology: {
    glyph: 'water',
    primary: 'depth',
    ramp: {
      property: 'depth',
      stops: [
        { at: 0, color: '#cfe8ff' },
        { at: 15, color: '#b88600' },
        { at: 27, color: '#d4600a' },
        { at: 40, color: '#c8202f' },
      ],
    },
    clusterBeyondMetres: 60_000,
    labelWithinMetres: 15_000,
  },
  classification: 'public',
  reserve: 64,
};
