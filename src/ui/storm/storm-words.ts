import type { Words } from '../../domain/words.ts';
import type { DrainKind } from '../../scenario/drainage/drain-edit.ts';

/** Every word of the storm panel. */
export const S = {
  title: { zh: '暴雨推演', en: 'Storm' },
  choose: {
    zh: '选择积水点，让一场设计暴雨落在这里。',
    en: 'Choose a waterlogging point and let a design storm fall on it.',
  },
  noPoint: { zh: '本市没有积水点图层。', en: 'This city has no waterlogging points.' },
  begin: { zh: '开始推演', en: 'Run a storm' },
  end: { zh: '结束推演', en: 'End' },
  point: { zh: '积水点', en: 'Point' },
  years: { zh: '重现期', en: 'Return period' },
  yearsOf: { zh: '{n} 年一遇', en: '{n} years' },
  recorded: { zh: '降雨过程文件', en: 'Rain from a file' },
  minutes: { zh: '历时', en: 'Duration' },
  minutesOf: { zh: '{n} 分钟', en: '{n} min' },
  peak: { zh: '雨峰系数 r', en: 'Peak ratio r' },
  start: { zh: '起始', en: 'Begins' },
  startSoon: { zh: '下一个整点', en: 'Next full hour' },
  formula: { zh: '暴雨强度公式', en: 'Storm-intensity formula' },
  formulaNote: {
    zh: 'q = 167A₁(1 + C·lgP)/(t + b)ⁿ，L/(s·hm²)',
    en: 'q = 167A₁(1 + C·lg P)/(t + b)ⁿ, L/(s·hm²)',
  },
  borrowedTag: { zh: '借用', en: 'borrowed' },
  own: { zh: '还原', en: 'Reset' },
  total: { zh: '总雨量', en: 'Rain in all' },
  heaviest: { zh: '峰值', en: 'Peak' },
  running: { zh: '正在推演…', en: 'Running…' },
  cancel: { zh: '停止', en: 'Stop' },
  cancelled: { zh: '已停止。更改任一条件后重新推演。', en: 'Stopped. Change anything to run again.' },
  minute: { zh: '第 {n} 分钟', en: 'Minute {n}' },
  beforeStorm: { zh: '暴雨尚未开始', en: 'The storm has not begun' },
  afterStorm: { zh: '推演时段已过', en: 'The run has ended' },
  goStart: { zh: '跳到雨峰', en: 'Go to the peak' },
  rain: { zh: '雨强 mm/min', en: 'Rain mm/min' },
  depth: { zh: '水深 cm', en: 'Depth cm' },
  change: { zh: '水深变化 cm', en: 'Change of depth cm' },
  before: { zh: '措施前', en: 'Before' },
  after: { zh: '措施后', en: 'After' },
  noMeasures: {
    zh: '此刻没有措施：打开或编辑方案，才有前后差别可看。',
    en: 'No works stand at that time: open or edit a plan to see a difference.',
  },
  chartChange: {
    zh: '{point}：雨量过程与措施带来的水深变化，最大 {least} 至 {most} cm。{note}',
    en: '{point}: rain, and what the works change the depth by, {least} to {most} cm. {note}',
  },
  chartDepth: {
    zh: '{point}：雨量过程与水深，措施前最深 {before} cm，措施后 {after} cm，误差 ±{error} cm',
    en: '{point}: rain and depth, deepest {before} cm before and {after} cm after the works, ±{error} cm',
  },
  mapLabel: { zh: '{point}周边平面，点按可放置所选措施', en: 'Plan around {point}; click to place the chosen works' },
  place: { zh: '位置', en: 'Place' },
  level: { zh: '等级范围', en: 'Levels' },
  deepest: { zh: '最大水深', en: 'Deepest' },
  deepestChange: { zh: '最大水深变化', en: 'Deepest, change' },
  overChange: { zh: '≥15 cm 历时变化', en: 'Time at 15 cm, change' },
  worse: { zh: '变差', en: 'worse' },
  worseNote: { zh: '下列位置因措施变差：{list}', en: 'The works make these places worse: {list}' },
  noneWorse: { zh: '没有位置变差。', en: 'No place gets worse.' },
  works: { zh: '排水措施', en: 'Works' },
  worksOf: { zh: '{plan}·方案 {alternative}', en: '{plan}, plan {alternative}' },
  openPlan: { zh: '打开“积水点改造”方案', en: 'Open the plan of waterlogging works' },
  needPlan: { zh: '措施属于方案：先打开一个方案。', en: 'Works belong to a plan: open one first.' },
  add: { zh: '新增', en: 'Add' },
  addAtPoint: { zh: '放在积水点', en: 'At the point' },
  addHint: { zh: '选类别，再点平面图放置', en: 'Choose a kind, then click the plan' },
  remove: { zh: '移除', en: 'Remove' },
  outside: { zh: '在地形范围外，未计入', en: 'off the terrain, not counted' },
  notYet: { zh: '起始时刻尚未建成', en: 'not built when the storm begins' },
  teal: { zh: '变浅', en: 'shallower' },
  magenta: { zh: '变深', en: 'deeper' },
  model: {
    zh: '简化模型（填洼—溢流），误差量级 ±5–10 cm；不计汇流时间与管网回溢。',
    en: 'Simplified fill-and-spill model, error about ±5–10 cm; no travel time, no surcharge of pipes.',
  },
} satisfies Record<string, Words>;

export const KIND_WORDS: Readonly<Record<DrainKind, Words>> = {
  inlets: { zh: '雨水口', en: 'Inlets' },
  pipe: { zh: '雨水管', en: 'Pipe' },
  tank: { zh: '调蓄池', en: 'Tank' },
  pump: { zh: '抽排泵', en: 'Pump' },
  raise: { zh: '路面抬高', en: 'Raised road' },
  surface: { zh: '透水铺装', en: 'Permeable surface' },
};

export const SIZE_WORDS: Readonly<
  Record<string, { readonly title: Words; readonly unit: string; readonly decimals: number }>
> = {
  count: { title: { zh: '数量', en: 'Count' }, unit: '座', decimals: 0 },
  diameter: { title: { zh: '管径', en: 'Diameter' }, unit: 'm', decimals: 1 },
  length: { title: { zh: '长', en: 'Length' }, unit: 'm', decimals: 0 },
  width: { title: { zh: '宽', en: 'Width' }, unit: 'm', decimals: 0 },
  volume: { title: { zh: '容积', en: 'Volume' }, unit: 'm³', decimals: 0 },
  rate: { title: { zh: '流量', en: 'Rate' }, unit: 'm³/s', decimals: 2 },
  by: { title: { zh: '抬高', en: 'By' }, unit: 'm', decimals: 2 },
};
