import type { Words } from '../../domain/words.ts';
import type { Role } from '../../state/people-port.ts';

export const ROLE_WORDS: Readonly<Record<Role | 'public', Words>> = {
  planner: { zh: '编制人员', en: 'Planner' },
  checker: { zh: '校核人员', en: 'Checker' },
  operator: { zh: '值班员', en: 'Operator' },
  admin: { zh: '管理员', en: 'Admin' },
  public: { zh: '公众', en: 'Public' },
};

/** What each role is for, in one line. */
export const ROLE_DUTIES: Readonly<Record<Role, Words>> = {
  planner: { zh: '编制方案、保存版本、登记意见', en: 'edits plans, saves versions, records answers' },
  checker: { zh: '校核并定稿他人编制的版本', en: "checks and finalises others' versions" },
  operator: { zh: '处置报警', en: 'decides alerts' },
  admin: { zh: '管理账户、查看审计日志', en: 'keeps accounts, reads the audit log' },
};
export const ROLES = Object.keys(ROLE_DUTIES) as Role[];

/** Words of the account button and its dialog; they load with it. */
export const W = {
  account: { zh: '账户', en: 'Account' },
  demo: { zh: '演示', en: 'Demo' },
  loading: { zh: '正在读取…', en: 'Loading…' },
  retry: { zh: '重试', en: 'Try again' },
  close: { zh: '关闭', en: 'Close' },
  demoNote: {
    zh: '本网关尚无账户，以演示方式运行：选一个身份即可试用，签署不具效力。',
    en: 'This gateway has no accounts and runs as a demo: choose who to be. What you sign here binds nobody.',
  },
  actAs: { zh: '选择身份', en: 'Act as' },
  signedInAs: { zh: '已登录', en: 'Signed in' },
  until: { zh: '有效至 {time}', en: 'until {time}' },
  notSignedIn: { zh: '未登录：只能查看公开内容。', en: 'Not signed in: public contents only.' },
  signIn: { zh: '登录', en: 'Sign in' },
  signOut: { zh: '退出登录', en: 'Sign out' },
  user: { zh: '用户名', en: 'User' },
  name: { zh: '姓名', en: 'Name' },
  role: { zh: '角色', en: 'Role' },
  password: { zh: '口令', en: 'Password' },
  passwordAgain: { zh: '再输一次口令', en: 'Password again' },
  currentPassword: { zh: '当前口令', en: 'Current password' },
  newPassword: { zh: '新口令（至少 {n} 个字符）', en: 'New password (at least {n} characters)' },
  changePassword: { zh: '修改口令', en: 'Change password' },
  changed: { zh: '口令已修改；其他设备上的登录已退出。', en: 'Password changed; other devices were signed out.' },
  passwordsDiffer: { zh: '两次输入的口令不同。', en: 'The two passwords differ.' },
  passwordShort: {
    zh: '口令至少 {n} 个字符，现在 {m} 个。',
    en: 'A password has at least {n} characters; this has {m}.',
  },
  setUp: { zh: '创建管理员', en: 'Create the admin' },
  setUpNote: {
    zh: '此一次性链接用于创建第一位管理员；用后即失效。',
    en: 'This one-time link creates the first admin; it works once.',
  },
  setUpByLink: {
    zh: '尚无账户：请用网关启动时打印的一次性链接创建管理员。',
    en: 'No account exists yet: open the one-time link that the gateway printed when it started.',
  },
  people: { zh: '人员', en: 'People' },
  state: { zh: '状态', en: 'State' },
  origin: { zh: '来源', en: 'Origin' },
  local: { zh: '本地', en: 'Local' },
  created: { zh: '创建', en: 'Created' },
  active: { zh: '在用', en: 'Active' },
  disabled: { zh: '停用', en: 'Deactivated' },
  deactivate: { zh: '停用{name}', en: 'Deactivate {name}' },
  reactivate: { zh: '恢复{name}', en: 'Reactivate {name}' },
  roleOf: { zh: '{name}的角色', en: 'Role of {name}' },
  addPerson: { zh: '添加人员', en: 'Add a person' },
  noPeople: {
    zh: '尚无账户。添加第一位管理员后，演示即告结束。',
    en: 'No accounts yet. The demo ends with the first admin that you add.',
  },
  audit: { zh: '审计日志', en: 'Audit log' },
  verify: { zh: '核验完整性', en: 'Verify the chain' },
  chainWhole: { zh: '共 {n} 条，校验链完整。', en: '{n} entries, the chain of hashes is whole.' },
  chainBroken: {
    zh: '第 {n} 条缺失或被改动；请停用本库并恢复备份。',
    en: 'Entry {n} is missing or was changed; restore a backup.',
  },
  auditCount: { zh: '共 {n} 条', en: '{n} entries' },
  earlier: { zh: '更早', en: 'Earlier' },
  newest: { zh: '最新', en: 'Newest' },
  time: { zh: '时间', en: 'Time' },
  who: { zh: '人员', en: 'Who' },
  action: { zh: '操作', en: 'Action' },
  subject: { zh: '对象', en: 'Subject' },
} satisfies Record<string, Words>;

/** What an audit entry's action is called; one that is not listed shows its own name. */
export const ACTION_WORDS: Readonly<Record<string, Words>> = {
  'session.begin': { zh: '登录', en: 'signed in' },
  'session.demo': { zh: '选择演示身份', en: 'chose a demo user' },
  'session.end': { zh: '退出', en: 'signed out' },
  'session.refused': { zh: '登录被拒', en: 'sign-in refused' },
  'people.setup': { zh: '创建首位管理员', en: 'created the first admin' },
  'people.add': { zh: '添加人员', en: 'added a person' },
  'people.change': { zh: '更改人员', en: 'changed a person' },
  'people.password': { zh: '修改口令', en: 'changed the password' },
  'people.rehash': { zh: '更新口令散列', en: 'renewed the password hash' },
  'people.oidc': { zh: '统一认证更新', en: 'updated by the provider' },
  'scenario.draft': { zh: '保存草稿', en: 'saved the draft' },
  'scenario.stale': { zh: '草稿冲突另存', en: 'kept a conflicting draft' },
  'scenario.name': { zh: '命名版本', en: 'named a version' },
  'scenario.fork': { zh: '另立方案', en: 'forked a scenario' },
  'version.consents': { zh: '登记意见', en: 'recorded answers' },
  'version.letters': { zh: '登记函件', en: 'recorded letters' },
  'version.approvals': { zh: '登记审批', en: 'recorded approvals' },
  'version.submit': { zh: '送校', en: 'submitted for checking' },
  'version.pass': { zh: '校核通过', en: 'passed the check' },
  'version.convene': { zh: '提交会审', en: 'convened the review' },
  'version.finalise': { zh: '定稿', en: 'finalised' },
  'version.return': { zh: '退回编制', en: 'returned to drafting' },
  'review.comment': { zh: '提出审查意见', en: 'raised a comment' },
  'review.reply': { zh: '回复意见', en: 'replied to a comment' },
  'review.answer': { zh: '答复意见', en: 'answered a comment' },
  'review.resolve': { zh: '采纳并办结意见', en: 'resolved a comment' },
  'review.reject': { zh: '不采纳意见', en: 'rejected a comment' },
  'review.reopen': { zh: '重新提出意见', en: 'reopened a comment' },
  'review.attach': { zh: '改挂意见', en: 'attached a comment elsewhere' },
};
