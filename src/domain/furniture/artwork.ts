/** What a poster says: two short lines of public interest (公益广告), never a brand. All 示意. */
export interface Slogan {
  readonly first: string;
  readonly second: string;
}

/** By the order in which posters of a street take them. `scripts/letters.mjs` cuts their characters. */
export const SLOGANS: readonly Slogan[] = [
  { first: '绿色出行', second: '低碳生活' },
  { first: '节约用水', second: '点滴在心' },
  { first: '文明礼让', second: '安全出行' },
  { first: '垃圾分类', second: '从我做起' },
  { first: '运河之都', second: '水清岸绿' },
  { first: '爱护设施', second: '美好家园' },
];

/** Names over shop doors: trades, not firms. */
export const TRADES: readonly string[] = ['社区书店', '便民超市', '大众药房', '家常面馆'];

/** Written small on posters, signs of works and shelters. */
export const NOTES = { poster: '公益广告示意', works: '文明施工', shelter: '公交站' } as const;

/** Texts of signs and devices. */
export const SIGN_TEXT = {
  busStop: '公交站',
  limit: '60',
  parking: 'P',
  help: '求助',
  charge: '充电',
  screen: '礼让行人',
} as const;
