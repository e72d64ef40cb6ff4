import { scenePage } from './scene-page.ts';

export const page = scenePage({
  title: { zh: '场景：洸河路人眼高度', en: 'Scene: 洸河路 at eye level' },
  view: [116.6085, 35.42103, 1.7, 90, 2, 0],
});
