import type { Words } from '../../domain/words.ts';

/** Words of the driver's view and of the sun on a façade. */
export const V = {
  title: { zh: '视线与日照', en: 'Sight and sun' },
  signals: { zh: '驾驶员看信号灯', en: 'Signals seen' },
  sun: { zh: '立面日照', en: 'Sun on a façade' },
  needPlan: {
    zh: '先打开带周边数据的方案（如洸河路多杆合一）：停止线、行道树与建筑随方案而来。',
    en: 'Open a plan with its surroundings first (such as Guanghe Road): stop lines, trees and houses come with it.',
  },
  open: { zh: '打开{plan}', en: 'Open {plan}' },
  noLines: { zh: '方案没有停止线数据，无法判定。', en: 'The plan knows no stop lines: undetermined.' },
  speed: { zh: '设计车速 km/h', en: 'Speed km/h' },
  required: { zh: '停车视距 {n} m', en: 'Stopping sight {n} m' },
  approach: { zh: '进口道', en: 'Approach' },
  approachOf: { zh: '{n} 号·{way}行', en: 'No. {n}, {way}bound' },
  approachAt: { zh: '{junction}·{way}行', en: '{junction}, {way}bound' },
  noHead: { zh: '没有信号灯面向此进口道', en: 'no signal faces this approach' },
  seen: { zh: '全程可见', en: 'seen all the way' },
  seenFrom: {
    zh: '自停止线前 {n} m 起连续可见，短 {short} m',
    en: 'seen without a break from {n} m on, {short} m short',
  },
  hiddenAtLine: { zh: '停止线处即被遮挡', en: 'hidden at the stop line' },
  hiddenBy: { zh: '{from}–{to} m 被{what}遮挡', en: '{from}–{to} m hidden by {what}' },
  facesAway: { zh: '{from}–{to} m 灯面背向', en: '{from}–{to} m: it looks away' },
  tree: { zh: '行道树 {n}', en: 'tree {n}' },
  building: { zh: '建筑 {n}', en: 'building {n}' },
  seat: { zh: '驾驶员视点（高 1.2 m）', en: 'From the driver’s seat (1.2 m)' },
  metresBefore: { zh: '{n} m', en: '{n} m' },
  atLine: { zh: '停止线', en: 'Stop line' },
  strip: { zh: '进口道可见区段，右端为停止线', en: 'Visible stretches of the approach, the stop line on the right' },
  findings: { zh: '{bad} / {all} 个进口道视距不足', en: '{bad} of {all} approaches fall short' },
  unknown: { zh: '缺{what}数据，未计其遮挡', en: 'without data on {what}, which hide nothing here' },
  trees: { zh: '行道树', en: 'trees' },
  buildings: { zh: '建筑', en: 'buildings' },
  norm: {
    zh: '停车视距与视点高据 CJJ 37，条文待核；树冠、杆件为绘制体。',
    en: 'Stopping sight and eye height as in CJJ 37, clause to be checked; crowns and poles as drawn.',
  },
  computing: { zh: '正在计算…', en: 'Computing…' },
  clickFacade: { zh: '在场景中点一处建筑立面。', en: 'Click a façade in the scene.' },
  term: { zh: '日期', en: 'Day' },
  majorCold: { zh: '大寒日', en: 'Major Cold' },
  winterSolstice: { zh: '冬至日', en: 'Winter solstice' },
  facade: { zh: '{building}·{way}立面，高 {h} m', en: '{building}, façade to the {way}, {h} m up' },
  hours: { zh: '日照', en: 'Sunlight' },
  longest: { zh: '最长连续', en: 'Longest' },
  window: { zh: '有效时段', en: 'Effective hours' },
  hour: { zh: '{n} h', en: '{n} h' },
  sunNow: { zh: '此刻太阳高度 {altitude}°，方位 {azimuth}°', en: 'Sun now {altitude}° high, azimuth {azimuth}°' },
  sunThen: { zh: '太阳高度 {altitude}°，方位 {azimuth}°', en: 'sun {altitude}° high, azimuth {azimuth}°' },
  shadedBy: { zh: '{from}–{to} 被{what}遮挡', en: '{from}–{to} shaded by {what}' },
  behind: { zh: '{from}–{to} 太阳在墙后', en: '{from}–{to} sun behind the wall' },
  below: { zh: '{from}–{to} 太阳未出', en: '{from}–{to} sun below the horizon' },
  lit: { zh: '{from}–{to} 有日照', en: '{from}–{to} lit' },
  bar: { zh: '有效时段内的日照，{lit}', en: 'Sun within the effective hours, {lit}' },
  goTo: { zh: '看此时阴影', en: 'See the shadows then' },
  sunNorm: {
    zh: '建筑为方案周边数据（体块），不计树木、地形与折射；有效时段与最短计入时长据 GB 50180、GB/T 50947，条文待核。',
    en: 'Buildings of the plan’s surroundings as blocks, without trees, terrain and refraction; hours as in GB 50180 and GB/T 50947, clauses to be checked.',
  },
} satisfies Record<string, Words>;

const WAYS: readonly Words[] = [
  { zh: '北', en: 'north' },
  { zh: '东北', en: 'north-east' },
  { zh: '东', en: 'east' },
  { zh: '东南', en: 'south-east' },
  { zh: '南', en: 'south' },
  { zh: '西南', en: 'south-west' },
  { zh: '西', en: 'west' },
  { zh: '西北', en: 'north-west' },
];

/** One of eight directions by its bearing, degrees clockwise from north. */
export function wayOf(bearing: number): Words {
  return WAYS[Math.round((((bearing % 360) + 360) % 360) / 45) % 8] as Words;
}
