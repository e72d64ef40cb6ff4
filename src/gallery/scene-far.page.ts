import { scenePage } from './scene-page.ts';

export const page = scenePage({
  title: { zh: '场景：全城', en: 'Scene: the whole city' },
  view: [116.595, 35.33, 9000, 0, -45, 0],
});
