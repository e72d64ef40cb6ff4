import { scenePage } from './scene-page.ts';

const AT = Date.parse('2026-11-23T18:20:00+08:00');

/** The evening before the full moon of 24 November 2026, 22:53: it has risen in the east-north-east. */
export const page = scenePage({
  title: { zh: '光：月夜', en: 'Light: a moonlit night' },
  view: [116.5875, 35.4185, 140, 74, 2, 0],
  spec: { at: AT, now: AT, layers: ['lamp'], labels: false, scenario: null, alternative: 'base' },
});
