import type { AlertDecision, AlertStage } from '../domain/alert.ts';
import type { Words } from '../domain/words.ts';

/** Where an alert stands. */
export const STAGE_WORDS: Readonly<Record<AlertStage, Words>> = {
  raised: { zh: '待确认', en: 'To confirm' },
  confirmed: { zh: '已确认', en: 'Confirmed' },
  dispatched: { zh: '已派遣', en: 'Sent' },
  handled: { zh: '已处置', en: 'Handled' },
  verified: { zh: '已核查', en: 'Verified' },
  'false-alarm': { zh: '误报', en: 'False alarm' },
  cleared: { zh: '已销警', en: 'Cleared' },
};

/** What a line of an alert's log says: a stage, or what happened beside them. */
export const LOG_WORDS: Readonly<Record<AlertStage | 'overdue' | 'taken' | 'handed-over' | 'case', Words>> = {
  ...STAGE_WORDS,
  overdue: { zh: '超时', en: 'Overdue' },
  taken: { zh: '接手', en: 'Taken over' },
  'handed-over': { zh: '交班接收', en: 'Handed over' },
  case: { zh: '转案件', en: 'Case' },
};

/** What has to be done next. */
export const NEXT_WORDS: Readonly<Record<AlertStage, Words>> = {
  raised: { zh: '下一步：核实属实或误报', en: 'Next: confirm it, or call it false' },
  confirmed: { zh: '下一步：派遣处置单位', en: 'Next: send a unit' },
  dispatched: { zh: '下一步：到场处置', en: 'Next: handle it on site' },
  handled: { zh: '下一步：核查处置结果', en: 'Next: verify what was done' },
  verified: { zh: '下一步：销警', en: 'Next: clear it' },
  'false-alarm': { zh: '', en: '' },
  cleared: { zh: '', en: '' },
};

/** What a button does. */
export const STEP_WORDS: Readonly<Record<AlertDecision, Words>> = {
  confirmed: { zh: '属实', en: 'Confirm' },
  dispatched: { zh: '派遣', en: 'Send' },
  handled: { zh: '处置完毕', en: 'Handled' },
  verified: { zh: '核查通过', en: 'Verified' },
  'false-alarm': { zh: '误报', en: 'False' },
  cleared: { zh: '销警', en: 'Clear' },
};

export const D = {
  note: { zh: '备注', en: 'Note' },
  noteFor: { zh: '备注；误报须写原因', en: 'Note; a false alarm needs its reason' },
  unit: { zh: '派遣单位', en: 'Unit' },
  phone: { zh: '电话', en: 'Phone' },
  within: { zh: '时限', en: 'Within' },
  sent: { zh: '派遣', en: 'Sent' },
  until: { zh: '{unit} {phone}，{time} 前', en: '{unit} {phone}, by {time}' },
  log: { zh: '经过', en: 'Steps' },
  prolonged: { zh: '历时', en: 'Duration' },
  prolongedWhy: {
    zh: '{time} 起一直超限，已逾 {minutes} 分钟，升一级。',
    en: 'Beyond the limit since {time}, for more than {minutes} minutes: one level up.',
  },
  prolongedWhat: { zh: '{what}，已逾 {minutes} 分钟', en: '{what}, for more than {minutes} min' },
  holderGone: { zh: '{name}（{time} 起离线）', en: '{name} (offline since {time})' },
  decoupled: { zh: '温度解耦', en: 'Without temperature' },
  decoupledWhy: {
    zh: '原始值 {value}，{by} {companion} 时解耦后为 {compensated}。',
    en: '{value} as measured; {compensated} without the effect of {by} {companion}.',
  },
  neighbours: { zh: '相邻测点', en: 'Neighbours' },
  neighboursAgree: { zh: '{n} 个中 {agree} 个同向变化：', en: '{agree} of {n} moved too:' },
  neighboursUnknown: {
    zh: '没有足够的相邻测点在线，未作校核。',
    en: 'Too few neighbours are online: the check was not made.',
  },
  uncoupled: { zh: '没有同时的{by}，未作解耦。', en: 'No {by} of that moment: not decoupled.' },
  mute: { zh: '检修挂起', en: 'Mute' },
  muteReason: { zh: '挂起原因', en: 'Why it is muted' },
  muted: { zh: '检修挂起 {n} 处', en: '{n} muted' },
  mutedUntil: { zh: '至 {time}，{by}', en: 'until {time}, {by}' },
  lift: { zh: '解除', en: 'Let speak' },
} as const satisfies Record<string, Words>;
