import { scenePage } from './scene-page.ts';

const JUNE_MORNING = Date.parse('2026-06-15T09:30:00+08:00');

/** 洸河路 as a walker on its median sees it: paint, kerbs, hedges, paving. */
export const page = scenePage({
  title: { zh: '场景：人眼高度的洸河路', en: 'Scene: 洸河路 at eye level' },
  view: [116.5945, 35.42103, 1.7, 90, -1, 0],
  spec: { at: JUNE_MORNING, now: JUNE_MORNING, labels: false, quality: 'medium', layers: ['lamp', 'pole'] },
});
