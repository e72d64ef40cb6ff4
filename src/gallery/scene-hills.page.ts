import { scenePage } from './scene-page.ts';

/** A made-up district with hills higher than 济宁's (`tiles/hills/`), served where the gallery is tested. */
export const page = scenePage({
  title: { zh: '场景：丘陵', en: 'Scene: hills' },
  view: [118.2958, 35.5972, 95, 32, -12, 0],
  served: '/hills/',
  spec: { scenario: null, alternative: 'base', quality: 'high' },
});
