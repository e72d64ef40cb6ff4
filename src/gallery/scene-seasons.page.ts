import { sheetPage } from './scene-sheet.ts';

const on = (day: string) => {
  const at = Date.parse(`2026-${day}T11:00:00+08:00`);
  return { at, now: at };
};

/** 百花公园 from its southern edge through the year, at the same hour. */
export const page = sheetPage({
  title: { zh: '场景：四季', en: 'Scene: seasons' },
  columns: 2,
  picture: [640, 360],
  pictures: [
    { caption: '春 spring', view: [116.5978, 35.4143, 26, 8, -12, 0], spec: on('04-12') },
    { caption: '夏 summer', spec: on('07-12') },
    { caption: '秋 autumn', spec: on('11-06') },
    { caption: '冬 winter', spec: on('01-16') },
  ],
});
