import { NOW, scenePage } from './scene-page.ts';

export const page = scenePage({
  title: { zh: '场景：夜', en: 'Scene: night' },
  view: [116.589, 35.394, 900, 0, -24, 0],
  spec: { at: NOW + 10 * 3_600_000, now: NOW + 10 * 3_600_000 },
});
