import { scenePage } from './scene-page.ts';

const JUNE_MORNING = Date.parse('2026-06-15T10:00:00+08:00');

/** Four tracks on ballast in their corridor of grass. */
export const page = scenePage({
  title: { zh: '场景：铁路', en: 'Scene: the railway' },
  view: [116.6028, 35.3921, 7, 94, -12, 0],
  spec: { at: JUNE_MORNING, now: JUNE_MORNING, labels: false, quality: 'medium', layers: [] },
});
