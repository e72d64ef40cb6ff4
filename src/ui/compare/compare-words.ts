import type { Words } from '../../domain/words.ts';
import type { CompareView } from '../../state/session.ts';

export const VIEW_WORDS: Readonly<Record<CompareView, Words>> = {
  swipe: { zh: '卷帘', en: 'Swipe' },
  'side-by-side': { zh: '并排', en: 'Side by side' },
  onion: { zh: '叠影', en: 'Onion skin' },
};

export const W = {
  compare: { zh: '对比方式', en: 'How to compare' },
  time: { zh: '对比时刻', en: 'Compared time' },
  follow: { zh: '与时间轴同步', en: 'Follows the time bar' },
  keep: { zh: '固定在 {time}', en: 'Keep {time}' },
  now: { zh: '现在', en: 'Now' },
  legend: { zh: '叠影图例', en: 'Onion skin' },
  removed: { zh: '拆除', en: 'Removed' },
  fresh: { zh: '新建', en: 'New' },
  moved: { zh: '移位', en: 'Moved' },
  merged: { zh: '虚线：并入', en: 'Dotted: merged into' },
  differences: { zh: '差异 {n} 处', en: '{n} differences' },
  same: { zh: '两边相同', en: 'Both sides are the same' },
  showAll: { zh: '标出并飞到 {n} 处', en: 'Outline and fly to {n}' },
  more: { zh: '再列 {n} 处', en: '{n} more' },
} as const satisfies Record<string, Words>;
