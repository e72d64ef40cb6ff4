import { scenePage } from './scene-page.ts';

const AT = Date.parse('2026-11-23T08:10:00+08:00');

export const page = scenePage({
  title: { zh: '光：雾晨', en: 'Light: a foggy morning' },
  view: [116.5895, 35.4192, 90, 40, -10, 0],
  spec: { at: AT, now: AT, layers: [], labels: false, scenario: null, alternative: 'base' },
  weather: { visibility: 900, cloud: 40 },
});
