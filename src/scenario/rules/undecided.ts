import type { Words } from '../../domain/words.ts';
import type { Rule } from './rule.ts';

const undecided = (id: string, title: Words, source: string, missing: Words): Rule => ({
  id,
  title,
  limit: null,
  source,
  confidence: 'M',
  standing: 'unchecked',
  judge: ({ ledger }) => (ledger.merges.length === 0 ? { kind: 'nothing' } : { kind: 'unknown', missing }),
});

/** Rules that need data no city file holds yet; they say so rather than stay silent. */
export const UNDECIDED_RULES: readonly Rule[] = [
  undecided('R4', { zh: '信号灯视认', en: 'Signal visibility' }, 'GB 14886-2016，条号待核', {
    zh: '缺停止线、树冠与车道数据',
    en: 'stop lines, tree crowns and lanes are missing',
  }),
  undecided('R5', { zh: '信号灯位置', en: 'Signal offset' }, 'GB 14886-2016，条号待核', {
    zh: '缺停止线与车道数据',
    en: 'stop lines and lanes are missing',
  }),
  undecided('R8', { zh: '人行道有效净宽', en: 'Clear width of the footway' }, 'CJJ 37-2012（2016 版），条号待核', {
    zh: '缺人行道实测宽度',
    en: 'surveyed footway widths are missing',
  }),
  undecided('R10', { zh: '供电', en: 'Power supply' }, 'GB/T 40994-2021，条号待核', {
    zh: '缺配电回路容量',
    en: 'capacities of supply circuits are missing',
  }),
  undecided('R11', { zh: '通信', en: 'Communications' }, 'GB/T 40994-2021，条号待核', {
    zh: '缺管孔与光缆数据',
    en: 'ducts and fibres are missing',
  }),
  undecided('R12', { zh: '行道树遮挡', en: 'Trees before lights' }, 'CJJ 45-2015，条号待核', {
    zh: '缺树冠实测',
    en: 'surveyed tree crowns are missing',
  }),
  undecided('R13', { zh: '电磁环境', en: 'Electromagnetic field' }, 'GB 8702，条号待核', {
    zh: '缺天线参数',
    en: 'antenna data are missing',
  }),
  undecided('R14', { zh: '地下管线净距', en: 'Distance to buried utilities' }, 'GB 50289-2016，条号待核', {
    zh: '缺地下管线数据',
    en: 'buried utilities are missing',
  }),
];
