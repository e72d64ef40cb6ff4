import type { CameraView } from '../domain/camera.ts';
import type { SceneSpec } from '../scene/scene-spec.ts';
import { NOW } from './scene-page.ts';
import { type SheetPicture, sheetPage } from './scene-sheet.ts';

/** A quarter of an hour after sunset, and 18:30. */
const DUSK = NOW + 6.23 * 3_600_000;
const NIGHT = NOW + 7.5 * 3_600_000;

/** What other pages show by day alone, from where each is known best. */
const PLACES: readonly (readonly [caption: string, view: CameraView, layers: readonly string[]])[] = [
  ['路口 Junction', [116.5888, 35.4203, 60, 8, -38, 0], ['lamp']],
  ['家具 Furniture', [116.58385, 35.40702, 2.6, 186, 4, 0], ['lamp', 'pole', 'billboard']],
  ['铁路 Railway', [116.6028, 35.3921, 7, 94, -8, 0], ['lamp']],
  ['公园 Park', [116.5978, 35.4143, 26, 8, -12, 0], ['lamp']],
  ['桥梁 Bridge', [116.6297, 35.4053, 40, 4, -4, 0], ['lamp']],
  ['架空线 Overhead lines', [116.5625, 35.42, 3, 80, 8, 0], ['lamp', 'pole', 'overhead-line']],
];

function byHour([caption, view, layers]: (typeof PLACES)[number]): SheetPicture[] {
  const at = (instant: number): Partial<SceneSpec> => ({ at: instant, now: instant, layers });
  return [
    { caption: `${caption} · 暮 dusk`, view, spec: at(DUSK) },
    { caption: '夜 night', spec: at(NIGHT) },
  ];
}

/** Kinds of things at dusk and by night that no other page shows at these hours. */
export const page = sheetPage({
  title: { zh: '场景：暮与夜', en: 'Scene: dusk and night' },
  columns: 4,
  picture: [320, 180],
  pictures: PLACES.flatMap(byHour) as unknown as Parameters<typeof sheetPage>[0]['pictures'],
});
