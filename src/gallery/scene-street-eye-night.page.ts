import { scenePage } from './scene-page.ts';

const EVENING = Date.parse('2026-11-23T20:00:00+08:00');

export const page = scenePage({
  title: { zh: '场景：夜里的洸河路', en: 'Scene: 洸河路 by night' },
  view: [116.5945, 35.42095, 10, 90, -8, 0],
  spec: { at: EVENING, now: EVENING, labels: false, layers: ['lamp', 'pole'], scenario: null, alternative: 'base' },
});
