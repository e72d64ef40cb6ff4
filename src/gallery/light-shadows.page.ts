import { scenePage } from './scene-page.ts';

const AT = Date.parse('2026-11-23T14:30:00+08:00');

/** Afternoon sun in the preset that draws its shadows. */
export const page = scenePage({
  title: { zh: '光：日照阴影', en: 'Light: shadows of the sun' },
  view: [116.5895, 35.4165, 220, 20, -30, 0],
  spec: { at: AT, now: AT, layers: [], labels: false, scenario: null, alternative: 'base', quality: 'high' },
});
