import type { Words } from '../../domain/words.ts';

/** Words of the comparison of all alternatives and of the works' chart. */
export const W = {
  options: { zh: '方案比选与进度', en: 'Options and works' },
  pageFigures: { zh: '指标对照', en: 'Figures' },
  pageTrade: { zh: '权衡图', en: 'Trade-off' },
  pageWorks: { zh: '施工进度', en: 'Works' },
  openFirst: { zh: '先打开一个情景方案。', en: 'Open a scenario first.' },
  atEnd: { zh: '竣工后（{day}）', en: 'When all is done ({day})' },
  counting: { zh: '计算中：{done} / {all} 个方案', en: 'Computing: {done} of {all} alternatives' },
  across: { zh: '横轴', en: 'Across' },
  up: { zh: '纵轴', en: 'Up' },
  less: { zh: '越小越好', en: 'less is better' },
  more: { zh: '越大越好', en: 'more is better' },
  front: {
    zh: '帕累托前沿：{names}。不在前沿上的方案两项都不占优。',
    en: 'Pareto front: {names}. Any other is beaten in both.',
  },
  within: {
    zh: '误差线为假设取值范围；误差线相互重叠处不分优劣。',
    en: 'Bars are the ranges of the assumptions; where they overlap, neither is better.',
  },
  openIt: { zh: '打开 {name}', en: 'Open {name}' },
  noFigure: { zh: '缺数据：{names}', en: 'No data: {names}' },
  noWorks: {
    zh: '现状没有施工。打开一个方案查看其进度。',
    en: 'Today has no works. Open an alternative to see its own.',
  },
  crew: { zh: '{n} 队', en: 'Crew {n}' },
  lanes: { zh: '占 {lanes} 车道，每日 {hours} h', en: '{lanes} lanes, {hours} h a day' },
  goTo: { zh: '跳到 {from}', en: 'Go to {from}' },
  worksOf: {
    zh: '{name} 的施工：{sites} 处工位，{from} 至 {to}',
    en: 'Works of {name}: {sites} sites, {from} to {to}',
  },
  bothSides: { zh: '两侧', en: 'both sides' },
  south: { zh: '南侧', en: 'south side' },
  north: { zh: '北侧', en: 'north side' },
} as const satisfies Record<string, Words>;
