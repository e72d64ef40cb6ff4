import { scenePage } from './scene-page.ts';

const AT = Date.parse('2026-11-24T18:00:00+08:00');

/** Five hours before the moon of 24 November 2026 is full (22:53): it stands 16° high in the east-north-east. */
export const page = scenePage({
  title: { zh: '光：月夜', en: 'Light: a moonlit night' },
  view: [116.5875, 35.4185, 140, 71, 3, 0],
  spec: { at: AT, now: AT, layers: ['lamp'], labels: false, scenario: null, alternative: 'base' },
});
