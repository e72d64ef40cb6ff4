import { scenePage } from './scene-page.ts';

const AT = Date.parse('2026-11-23T17:14:00+08:00');

/** A quarter of an hour after sunset: the sky still lights the city, the lamps come on. */
export const page = scenePage({
  title: { zh: '光：黄昏', en: 'Light: dusk' },
  view: [116.5945, 35.4185, 170, 244, -5, 0],
  spec: { at: AT, now: AT, layers: ['lamp'], labels: false, scenario: null, alternative: 'base' },
});
