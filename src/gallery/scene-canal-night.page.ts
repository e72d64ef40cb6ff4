import { scenePage } from './scene-page.ts';

const JUNE_EVENING = Date.parse('2026-06-15T20:45:00+08:00');

/** 古运河 between its stone quays: lit walls, and their lights in the water. */
export const page = scenePage({
  title: { zh: '场景：古运河夜景', en: 'Scene: the old canal by night' },
  view: [116.576, 35.40457, 2.6, 86, -1, 0],
  spec: { at: JUNE_EVENING, now: JUNE_EVENING, labels: false, layers: ['lamp'] },
});
