import { scenePage } from './scene-page.ts';

export const page = scenePage({
  title: { zh: '场景：路口渠化', en: 'Scene: a channelised junction' },
  view: [116.5895, 35.4192, 120, 20, -50, 0],
});
