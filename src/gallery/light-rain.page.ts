import { scenePage } from './scene-page.ts';

const AT = Date.parse('2026-11-23T20:00:00+08:00');

/** 洸河路 at the height of a footbridge, in a shower by night. */
export const page = scenePage({
  title: { zh: '光：雨夜街道', en: 'Light: a street on a rainy night' },
  view: [116.5862, 35.42085, 9, 84, -4, 0],
  spec: { at: AT, now: AT, layers: ['lamp'], labels: false, scenario: null, alternative: 'base' },
  weather: { rain: 16, rainHour: 9, visibility: 3500, cloud: 100, wind: 6 },
});
