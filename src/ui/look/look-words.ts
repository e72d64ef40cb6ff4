import type { ColorMethod } from '../../domain/query/classify.ts';
import type { Words } from '../../domain/words.ts';

/** Words of how a layer is filtered and coloured. */
export const L = {
  color: { zh: '着色', en: 'Colour by' },
  byStatus: { zh: '按状态', en: 'Status' },
  method: { zh: '分级方法', en: 'Method' },
  classes: { zh: '级数', en: 'Classes' },
  filtered: { zh: '筛选 {n} / {all}', en: 'Filtered: {n} of {all}' },
  all: { zh: '全部', en: 'All' },
  noFilter: { zh: '清除筛选', en: 'Clear the filter' },
  table: { zh: '属性表与筛选', en: 'Table and filter' },
  statusStays: { zh: '报警仍按状态的颜色与形状显示', en: 'Alerts keep the colour and shape of their status' },
  below: { zh: '< {to}', en: '< {to}' },
  from: { zh: '≥ {from}', en: '≥ {from}' },
  between: { zh: '{from} – {to}', en: '{from} – {to}' },
  nothing: { zh: '无值', en: 'No value' },
  noClasses: { zh: '没有可分级的值', en: 'No values to put into classes' },
} as const;

export const METHOD_WORDS: Readonly<Record<ColorMethod, Words>> = {
  ramp: { zh: '图层色带', en: "The layer's ramp" },
  thresholds: { zh: '阈值', en: 'Thresholds' },
  quantile: { zh: '分位数', en: 'Quantiles' },
  jenks: { zh: '自然断点', en: 'Natural breaks' },
  equal: { zh: '等间距', en: 'Equal intervals' },
  kinds: { zh: '分类', en: 'Kinds' },
};
