import { NOW, scenePage } from './scene-page.ts';

/** A junction as a driver sees it, at dusk's end, with lamps and panels lit: signals, signs, name plates, cameras, a shelter. */
export const page = scenePage({
  title: { zh: '场景：路口立杆与广告', en: 'Scene: poles and posters of a junction' },
  view: [116.58385, 35.40702, 2.6, 186, 4, 0],
  spec: {
    layers: ['lamp', 'pole', 'billboard'],
    labels: false,
    at: NOW + 7.2 * 3_600_000,
    now: NOW + 7.2 * 3_600_000,
  },
});
