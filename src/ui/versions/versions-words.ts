import type { Words } from '../../domain/words.ts';
import type { ConsentsShown } from '../../state/session.ts';
import type { Change, Opinion, VersionStage } from '../../state/versions-port.ts';

export const STAGES: readonly VersionStage[] = ['drafting', 'checking', 'consulting', 'review', 'final'];

export const ANSWER_WORDS: Readonly<Record<Opinion['answer'], Words>> = {
  agreed: { zh: '同意', en: 'Agreed' },
  conditional: { zh: '有条件', en: 'Conditional' },
  refused: { zh: '不同意', en: 'Refused' },
  unanswered: { zh: '未回复', en: 'Unanswered' },
};
export const ANSWERS = Object.keys(ANSWER_WORDS) as Opinion['answer'][];

export const CHANGE_WORDS: Readonly<Record<Change['change'], Words>> = {
  new: { zh: '新增', en: 'New' },
  gone: { zh: '取消', en: 'Gone' },
  changed: { zh: '改变', en: 'Changed' },
};

export const KIND_WORDS: Readonly<Record<Change['kind'], Words>> = {
  added: { zh: '新建', en: 'built' },
  removed: { zh: '拆除', en: 'removed' },
  moved: { zh: '移位', en: 'moved' },
  modified: { zh: '改造', en: 'modified' },
  merged: { zh: '合并', en: 'merged' },
  closed: { zh: '占道', en: 'lanes closed' },
  lit: { zh: '照明', en: 'lighting' },
  phase: { zh: '工期', en: 'schedule' },
  assumption: { zh: '假设', en: 'assumption' },
  alternative: { zh: '方案', en: 'alternative' },
  baseline: { zh: '现状', en: 'today' },
  document: { zh: '总述', en: 'document' },
};

export const APPROVAL_STATE_WORDS: Readonly<Record<'pass' | 'violation' | 'undecided', Words>> = {
  pass: { zh: '通过', en: 'Pass' },
  violation: { zh: '违规', en: 'Violation' },
  undecided: { zh: '无法判定', en: 'Undecided' },
};

export const SHOWN_WORDS: Readonly<Record<ConsentsShown, Words>> = {
  all: { zh: '全部方案', en: 'The whole plan' },
  agreed: { zh: '仅按已同意', en: 'Agreed only' },
  conditional: { zh: '含有条件同意', en: 'Agreed, conditions too' },
};

/** As the survey writes an owner who is not known. */
export const UNKNOWN_OWNER = '不明';

/** Words of the dialog of versions; they load with it. */
export const W = {
  versions: { zh: '版本与会签', en: 'Versions and sign-off' },
  close: { zh: '关闭', en: 'Close' },
  loading: { zh: '正在读取…', en: 'Loading…' },
  openFirst: {
    zh: '先在顶栏选择一个方案，再查看它的版本。',
    en: 'Choose a plan in the top bar first; its versions show here.',
  },
  demo: { zh: '演示', en: 'Demo' },
  leftOut: { zh: '方案中未能采用的内容', en: 'Parts of the plan that were left out' },
  leftOutCount: { zh: '共 {n} 处', en: '{n} parts' },
  leftOutNote: {
    zh: '以下各处已略去，其余内容照用。操作序号从 0 起，与文件一致；改正文件后可重新导入。',
    en: 'These parts were left out, the rest is used. Operations count from 0, as in the file; correct it and import it again.',
  },

  pageList: { zh: '版本', en: 'Versions' },
  pageSteps: { zh: '流程', en: 'Stages' },
  pageChanges: { zh: '差异', en: 'Differences' },
  pageConsents: { zh: '意见', en: 'Answers' },
  pageDesk: { zh: '会签台', en: 'Consent desk' },
  pageApprovals: { zh: '审批', en: 'Approvals' },
  pageSignatures: { zh: '会签', en: 'Sign-off' },

  number: { zh: '编号', en: 'No.' },
  name: { zh: '名称', en: 'Name' },
  author: { zh: '编制', en: 'Author' },
  stage: { zh: '阶段', en: 'Stage' },
  date: { zh: '日期', en: 'Date' },
  hash: { zh: '散列', en: 'Hash' },
  noVersions: { zh: '尚无命名版本。', en: 'No named version yet.' },
  draftBy: { zh: '草稿：第 {n} 次保存，{who}，{date}', en: 'Draft: revision {n} by {who}, {date}' },
  staleKept: {
    zh: '您有 {n} 份因他人先保存而另存的草稿（修订 {list}），可在“差异”中对照。',
    en: '{n} drafts of yours came after somebody else saved and are kept (revisions {list}); compare them under Differences.',
  },
  saveVersion: { zh: '保存为版本', en: 'Save as a version' },
  versionName: { zh: '版本名称', en: 'Name of the version' },
  note: { zh: '说明', en: 'Note' },
  from: { zh: '内容取自', en: 'From' },
  fromLive: {
    zh: '屏幕上的方案（与草稿有 {n} 处差异，将替换草稿）',
    en: 'the plan on screen ({n} differences from the draft, which it replaces)',
  },
  fromDraft: { zh: '服务器草稿', en: 'the draft at the server' },
  sameAsDraft: { zh: '屏幕上的方案与服务器草稿一致。', en: 'The plan on screen is the draft at the server.' },
  draftChanged: {
    zh: '草稿已被他人更改；请关闭后重新打开本面板，再看一次差异。',
    en: 'Somebody changed the draft; close and open this panel to see the differences again.',
  },
  onlyPlanner: {
    zh: '保存版本须由编制人员办理；请在“账户”中切换身份或登录。',
    en: 'Saving versions is for planners; sign in or choose who to be under Account.',
  },

  returnNote: { zh: '备注（退回时必填）', en: 'Note (a return needs one)' },
  signedAlternative: { zh: '提交会审的方案', en: 'Alternative for the review' },
  noSteps: {
    zh: '已定稿：不能再改；如需调整请另存新版本。',
    en: 'Finalised: it changes no more; save a new version instead.',
  },
  signInFirst: { zh: '登录后可办理。', en: 'Sign in to take steps.' },
  history: { zh: '经过', en: 'History' },

  before: { zh: '从', en: 'From' },
  after: { zh: '到', en: 'To' },
  live: { zh: '屏幕上的方案', en: 'Plan on screen' },
  draft: { zh: '草稿', en: 'Draft' },
  built: { zh: '内置方案', en: 'Built plan' },
  staleDraft: { zh: '另存草稿 {n}', en: 'Kept draft {n}' },
  noDifference: { zh: '两者没有差异。', en: 'The two do not differ.' },
  differences: { zh: '共 {n} 处差异', en: '{n} differences' },
  more: { zh: '再显示 {n} 处', en: 'Show {n} more' },
  previous: { zh: '上一处', en: 'Previous' },
  next: { zh: '下一处', en: 'Next' },
  stepThrough: { zh: '逐处飞往并标出（↑ ↓）', en: 'fly to each in turn (↑ ↓)' },
  stepAt: { zh: '第 {n} / {all} 处', en: '{n} of {all}' },
  showObjects: { zh: '在场景中标出 {n} 个对象', en: 'Outline {n} objects in the scene' },

  alternative: { zh: '方案', en: 'Alternative' },
  owner: { zh: '产权单位', en: 'Owner' },
  documentNumber: { zh: '文号', en: 'Document no.' },
  answer: { zh: '意见', en: 'Answer' },
  answeredBy: { zh: '答复签发人', en: 'Signed at the owner by' },
  total: { zh: '合计', en: 'Total' },
  record: { zh: '登记', en: 'Record' },
  recordFor: { zh: '登记{owner}的意见（{n} 处）', en: 'Record the answer of {owner} ({n} objects)' },
  unfold: { zh: '{owner}：展开 {n} 处杆件与挂载', en: '{owner}: unfold {n} poles and mounts' },
  ownersKept: {
    zh: '适用于该单位的全部杆件与挂载；已单独登记的保持不变。',
    en: 'Holds for all its poles and mounts; those with an answer of their own keep it.',
  },
  markAll: { zh: '全选（{n}）', en: 'Mark all ({n})' },
  markOpen: { zh: '选未回复与不同意', en: 'Mark what is open or refused' },
  marked: { zh: '已选 {n} 处', en: '{n} marked' },
  recordMarked: { zh: '登记所选 {n} 处的单独意见', en: 'Record an answer for the {n} marked' },
  answerOf: { zh: '答复单位', en: 'Whose answer' },
  asItsPole: { zh: '随杆', en: 'as its pole' },
  byOwner: { zh: '按单位意见', en: "owner's answer to all" },
  byItself: { zh: '单独意见', en: 'answer of its own' },
  condition: { zh: '条件或说明', en: 'Condition or note' },
  noConsents: {
    zh: '该方案不涉及既有设施，无须征求意见。',
    en: 'This alternative touches nothing that stands; no answer is needed.',
  },
  objectsOf: { zh: '{owner}·{answer}：标出 {n} 个对象', en: '{owner}, {answer}: outline {n} objects' },

  kind: { zh: '事项', en: 'Approval' },
  applied: { zh: '申请', en: 'Applied' },
  granted: { zh: '批准', en: 'Granted' },
  until: { zh: '有效至', en: 'Holds until' },
  gates: { zh: '控制阶段', en: 'Gates' },
  noApprovals: { zh: '尚未登记审批事项。', en: 'No approval is recorded yet.' },
  addApproval: { zh: '登记审批事项', en: 'Record an approval' },
  edit: { zh: '修改', en: 'Edit' },
  remove: { zh: '删除', en: 'Remove' },

  role: { zh: '环节', en: 'Part' },
  signer: { zh: '签署人', en: 'Signed by' },
  time: { zh: '时间', en: 'Time' },
  maker: { zh: '编制', en: 'Drafted' },
  checker: { zh: '校核', en: 'Checked' },
  finalised: { zh: '定稿', en: 'Finalised' },
  notYet: { zh: '未签', en: 'not yet' },
  chosen: { zh: '会签方案：{id}', en: 'Signed alternative: {id}' },
  onlyAgreed: { zh: '仅按已同意', en: 'Only what is agreed' },
  consentsComing: { zh: '正在读取权属意见…', en: "reading the owners' answers…" },
  consentsBanner: {
    zh: '按版本“{name}”登记的意见：{n} 项操作尚未获同意，场景与指标均不计入；方案本身未改',
    en: 'by the answers of version "{name}": {n} operations without consent are in neither scene nor figures; the plan itself is unchanged',
  },
  consentsNone: {
    zh: '尚无登记意见的版本：{n} 项操作未获同意，场景与指标均不计入；方案本身未改',
    en: 'no version with answers yet: {n} operations without consent are in neither scene nor figures; the plan itself is unchanged',
  },
  consentsShow: { zh: '标出待同意的 {n} 处', en: 'Outline the {n} that wait' },
  saveWhole: {
    zh: '屏幕上只是已同意的部分，不能存为版本；先切回“全部方案”。',
    en: 'The screen shows only what is agreed, which is not saved as a version; show the whole plan first.',
  },
  approvalsGate: { zh: '审批与开工', en: 'Approvals and starts' },
  reportVersion: { zh: '版本 {n}“{name}”', en: 'Version {n} "{name}"' },
  reportSaved: { zh: '保存：{who}，{date}', en: 'Saved by {who}, {date}' },
  reportDraft: { zh: '草稿（未存为版本，未签署）', en: 'Draft: neither named as a version nor signed' },
  reportHash: { zh: '本稿内容 SHA-256', en: "SHA-256 of this edition's content" },
  reportHeldBack: {
    zh: '未计入 {n} 项未获同意的操作，待：',
    en: '{n} operations without consent are left out; waiting for:',
  },
  reportUnknown: {
    zh: '版本、会签与审批信息未读取，本页不能作为签署依据。',
    en: 'Version, sign-off and approvals were not read; these pages are no basis for a signature.',
  },
  sha256: { zh: '定稿内容 SHA-256', en: 'SHA-256 of what was signed' },
} satisfies Record<string, Words>;
