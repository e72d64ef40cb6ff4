import type { Words } from '../../domain/words.ts';
import type { Standing } from '../../scenario/rules/rule.ts';

export const FINDING_WORDS = {
  judging: { zh: '正在检查…', en: 'Judging…' },
  lightFailed: { zh: '照明未能检查：{because}', en: 'The light could not be judged: {because}' },
  filter: { zh: '按结论筛选', en: 'Show by verdict' },
  all: { zh: '全部', en: 'All' },
  none: { zh: '没有这样的结果', en: 'Nothing of the kind' },
  flyTo: { zh: '飞到', en: 'Fly there' },
  flyToId: { zh: '飞到 {id}', en: 'Fly to {id}' },
  showAll: { zh: '全部标出（{n}）', en: 'Outline all ({n})' },
  objects: { zh: '对象', en: 'Objects' },
  objectsMissing: { zh: '缺数据的对象', en: 'Objects without data' },
  more: { zh: '另有 {n} 个', en: '{n} more' },
  inherited: { zh: '现状已如此', en: 'As it is today' },
  measured: { zh: '最不利值', en: 'Worst value' },
  missing: { zh: '所缺数据', en: 'Data missing' },
  limit: { zh: '限值', en: 'Limit' },
  limitOf: { zh: '{rule} 的限值', en: 'Limit of {rule}' },
  limitOwn: { zh: '恢复 {value}', en: 'Back to {value}' },
  norm: { zh: '规范', en: 'Standard' },
  ownRule: { zh: '自定规则', en: 'Our own rule' },
  clause: { zh: '条号', en: 'Clause' },
  clauseOf: { zh: '{rule} 的条号，核对原文后填写', en: 'Clause of {rule}, once compared with the print' },
  clauseHint: { zh: '核对原文后填写', en: 'Once compared with the print' },
  clauseNone: { zh: '撤销核对', en: 'Not compared' },
  standing: { zh: '核对状态', en: 'Check' },
  checkedBy: { zh: '{by} {on}', en: '{by}, {on}' },
  given: { zh: '由厂家数据给定', en: "Given by the maker's data" },
  source: { zh: '来源', en: 'Source' },
} as const satisfies Record<string, Words>;

export const STANDING_WORDS: Readonly<Record<Standing, Words>> = {
  own: { zh: '自定规则，可判定', en: 'Our own rule, may pass or fail' },
  unchecked: { zh: '经验值·待核，仅作提示', en: 'Rule of thumb, unchecked: hints only' },
  checked: { zh: '已核对', en: 'Compared with the print' },
  review: { zh: '需结构复核', en: 'Needs a structural check' },
};
