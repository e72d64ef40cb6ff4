import { scenePage } from './scene-page.ts';

const JUNE_EVENING = Date.parse('2026-06-15T21:00:00+08:00');

export const page = scenePage({
  title: { zh: '场景：夜里的洸河路', en: 'Scene: 洸河路 by night' },
  view: [116.5945, 35.42095, 10, 90, -8, 0],
  spec: { at: JUNE_EVENING, now: JUNE_EVENING, labels: false, layers: ['lamp', 'pole'] },
});
