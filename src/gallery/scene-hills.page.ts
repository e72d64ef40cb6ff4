import { NOW } from './scene-page.ts';
import { sheetPage } from './scene-sheet.ts';

/** A quarter of an hour after sunset, and 18:30. */
const DUSK = NOW + 6.23 * 3_600_000;
const NIGHT = NOW + 7.5 * 3_600_000;

/** A made-up district with hills higher than 济宁's (`tiles/hills/`), served where the gallery is tested: by day, dusk and night. */
export const page = sheetPage({
  title: { zh: '场景：丘陵', en: 'Scene: hills' },
  columns: 3,
  picture: [480, 270],
  served: '/hills/',
  pictures: [
    {
      caption: '昼 day',
      view: [118.2958, 35.5972, 95, 32, -12, 0],
      spec: { scenario: null, alternative: 'base', quality: 'high', layers: ['lamp'] },
    },
    { caption: '暮 dusk', spec: { at: DUSK, now: DUSK } },
    { caption: '夜 night', spec: { at: NIGHT, now: NIGHT } },
  ],
});
