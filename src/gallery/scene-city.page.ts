import { scenePage } from './scene-page.ts';

export const page = scenePage({
  title: { zh: '场景：五个图层', en: 'Scene: five layers' },
  view: [116.589, 35.394, 900, 0, -24, 0],
});
