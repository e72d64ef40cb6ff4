import { scenePage } from './scene-page.ts';

export const page = scenePage({
  title: { zh: '场景：街道', en: 'Scene: a street' },
  view: [116.5895, 35.4192, 60, 20, -15, 0],
});
