import type { CameraView } from '../domain/camera.ts';
import type { SheetPicture } from './scene-sheet.ts';
import { sheetPage } from './scene-sheet.ts';

const DAY = Date.parse('2026-07-23T10:30:00+08:00');
const DUSK = Date.parse('2026-07-23T19:25:00+08:00');
const NIGHT = Date.parse('2026-07-23T20:40:00+08:00');

/** Places where the uses of the city meet, from the pavement to the air. */
const PLACES: readonly (readonly [caption: string, view: CameraView])[] = [
  ['住宅 Homes · 1.7 m', [116.5927, 35.4146, 1.7, 10, 3, 0]],
  ['商业·医院·学校 Shops, hospital, school · 60 m', [116.5938, 35.414, 60, -10, -14, 0]],
  ['工业·办公 Works, offices · 120 m', [116.6215, 35.4335, 120, 10, -16, 0]],
];

function byHour([caption, view]: (typeof PLACES)[number]): readonly [
  SheetPicture & { view: CameraView },
  ...SheetPicture[],
] {
  return [
    { caption: `${caption} · 昼 day`, view, spec: { at: DAY, now: DAY } },
    { caption: '暮 dusk', spec: { at: DUSK, now: DUSK } },
    { caption: '夜 night', spec: { at: NIGHT, now: NIGHT } },
  ];
}

const [first, ...others] = PLACES.map(byHour) as [ReturnType<typeof byHour>, ...ReturnType<typeof byHour>[]];

/** Façades by use and hour. */
export const page = sheetPage({
  title: { zh: '场景：建筑立面', en: 'Scene: façades' },
  columns: 3,
  picture: [480, 270],
  pictures: [...first, ...others.flat()] as unknown as typeof first,
});
