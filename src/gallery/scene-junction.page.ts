import { scenePage } from './scene-page.ts';

const JUNE_MORNING = Date.parse('2026-06-15T10:00:00+08:00');

/** A crossing of two main roads: lane arrows, stop lines, zebras, corner islands, refuges. */
export const page = scenePage({
  title: { zh: '场景：路口渠化', en: 'Scene: a channelised junction' },
  view: [116.5888, 35.4203, 120, 8, -62, 0],
  spec: { at: JUNE_MORNING, now: JUNE_MORNING, labels: false, quality: 'medium', layers: [] },
});
