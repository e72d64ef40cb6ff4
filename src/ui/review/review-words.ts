import type { ReviewAct, ReviewEntry, ReviewStatus } from '../../domain/review/review.ts';
import type { Words } from '../../domain/words.ts';
import type { AnchorState } from '../../scenario/review-anchor.ts';

export const STATUS_WORDS: Readonly<Record<ReviewStatus, Words>> = {
  open: { zh: '待答复', en: 'Open' },
  answered: { zh: '已答复', en: 'Answered' },
  resolved: { zh: '已采纳', en: 'Resolved' },
  rejected: { zh: '不采纳', en: 'Rejected' },
};

export const ENTRY_WORDS: Readonly<Record<ReviewEntry['kind'], Words>> = {
  comment: { zh: '提出', en: 'raised' },
  reply: { zh: '回复', en: 'replied' },
  answer: { zh: '答复', en: 'answered' },
  resolve: { zh: '采纳并办结', en: 'resolved' },
  reject: { zh: '不采纳', en: 'rejected' },
  reopen: { zh: '重新提出', en: 'reopened' },
  attach: { zh: '改挂', en: 'attached elsewhere' },
};

/** Acts that are a text with a button; `attach` starts on the map. */
export const WRITTEN_ACTS = ['answer', 'reply', 'resolve', 'reject', 'reopen'] as const satisfies readonly ReviewAct[];

export const ANCHOR_WORDS: Readonly<Record<AnchorState, Words | null>> = {
  bare: null,
  stands: null,
  moved: { zh: '已移位', en: 'moved since' },
  removed: { zh: '已移除', en: 'removed' },
  unknown: { zh: '所属方案未打开', en: 'its plan is not open' },
};

/** Words of the review record; they load with it. */
export const W = {
  record: { zh: '审查意见', en: 'Review record' },
  loading: { zh: '正在读取…', en: 'Loading…' },
  count: { zh: '共 {n} 条，待答复 {open} 条', en: '{n} threads, {open} open' },
  raise: { zh: '提意见', en: 'Comment' },
  exportCsv: { zh: '导出 CSV', en: 'Export CSV' },
  none: {
    zh: '还没有意见。按 Z，再点地图或部件，即可在当前视角、时段与方案下提出。',
    en: 'No comments yet. Press Z and click the map or an asset to raise one in this view, at this time and of this plan.',
  },
  noneFiltered: { zh: '没有符合筛选条件的意见。', en: 'No thread passes the filter.' },
  clearFilter: { zh: '清除筛选', en: 'Clear the filter' },
  any: { zh: '全部', en: 'All' },
  status: { zh: '状态', en: 'Status' },
  author: { zh: '提出人', en: 'Author' },
  object: { zh: '对象', en: 'Object' },
  moment: { zh: '时段', en: 'Time' },
  version: { zh: '版本', en: 'Version' },
  plan: { zh: '方案', en: 'Plan' },
  draft: { zh: '草稿', en: 'Draft' },
  versionN: { zh: '版本 {n}', en: 'Version {n}' },
  noPlan: { zh: '现状（无方案）', en: 'Today, no plan' },
  now: { zh: '现在', en: 'Now' },
  today: { zh: '现状', en: 'today' },
  otherMoment: { zh: '其他时刻', en: 'Another moment' },
  fromAlternative: { zh: '来自原方案 {from}', en: 'from alternative {from}' },
  place: { zh: '地点', en: 'Place' },
  compared: { zh: '对比', en: 'Compared with' },
  readOnly: {
    zh: '当前身份不能提出意见；请以编制、校核或值班人员登录。',
    en: 'This session may not comment; sign in as planner, checker or operator.',
  },
  aim: {
    zh: '点选部件或地面，意见就挂在那里。',
    en: 'Click an asset or the ground: the comment is pinned there.',
  },
  aimAttach: {
    zh: '点选新的部件或地面，{id} 改挂到那里。',
    en: 'Click another asset or the ground: {id} is attached there.',
  },
  centre: { zh: '取画面中心（Enter）', en: 'Middle of the picture (Enter)' },
  cancel: { zh: '取消（Esc）', en: 'Cancel (Esc)' },
  again: { zh: '重新选点', en: 'Choose another place' },
  pinnedTo: { zh: '挂在', en: 'Pinned to' },
  text: { zh: '意见内容', en: 'Comment' },
  submit: { zh: '提出', en: 'Raise' },
  attachNote: { zh: '说明（可不填）', en: 'Note (optional)' },
  attachHere: { zh: '改挂到这里', en: 'Attach here' },
  attach: { zh: '改挂…', en: 'Attach elsewhere…' },
  attachSelected: { zh: '改挂到所选 {id}', en: 'Attach to the selected {id}' },
  lost: {
    zh: '{id} 在当前版本中已不存在；意见保留，可改挂到其他对象。',
    en: '{id} is in this version no more; the comment is kept and can be attached to something else.',
  },
  movedNote: {
    zh: '{id} 已不在原处；图钉仍在提出时的位置。',
    en: '{id} stands elsewhere now; the pin stays where it was set.',
  },
  back: { zh: '返回列表', en: 'Back to the list' },
  previous: { zh: '上一条', en: 'Previous' },
  next: { zh: '下一条', en: 'Next' },
  show: { zh: '回到该视角', en: 'Go to its view' },
  decision: { zh: '决定', en: 'Decision' },
  attachedFrom: { zh: '原挂 {id}', en: 'before: {id}' },
  barePlace: { zh: '地面', en: 'the ground' },
  write: { zh: '回复、答复或决定', en: 'Reply, answer or decision' },
  closedNote: { zh: '已办结。', en: 'Closed.' },
  demo: { zh: '演示', en: 'Demo' },
  reportUnread: { zh: '审查意见未读取。', en: 'The review record was not read.' },
  reportNone: { zh: '本方案没有审查意见。', en: 'There is no comment on this plan.' },
  number: { zh: '编号', en: 'No.' },
  date: { zh: '时间', en: 'Time' },
  longitude: { zh: '经度', en: 'Longitude' },
  latitude: { zh: '纬度', en: 'Latitude' },
  height: { zh: '离地高度 m', en: 'Height above ground m' },
  decidedBy: { zh: '决定人', en: 'Decided by' },
  decided: { zh: '决定时间', en: 'Decided' },
  course: { zh: '经过', en: 'Course' },
  marking: { zh: '密级与导出', en: 'Class and export' },
} satisfies Record<string, Words>;
