import type { Words } from '../../domain/words.ts';

/** Words of choosing what is near something. */
export const N = {
  title: { zh: '缓冲区查询', en: 'Buffer query' },
  of: { zh: '围绕', en: 'Around' },
  asset: { zh: '所选部件 {id}', en: 'the selected {id}' },
  point: { zh: '所量的点', en: 'the measured point' },
  line: { zh: '所量的线', en: 'the measured line' },
  ring: { zh: '所量的面', en: 'the measured area' },
  nothing: {
    zh: '先点选一个部件，或用测量工具点出点、线、面。',
    en: 'Select an asset first, or set a point, line or area with the measuring tools.',
  },
  metres: { zh: '距离 m', en: 'Within m' },
  choose: { zh: '选择', en: 'Select' },
  table: { zh: '看属性表', en: 'Open the table' },
  how: { zh: '水平距离，含线与面的最近处', en: 'Horizontal, to the nearest part of lines and areas' },
  close: { zh: '关闭', en: 'Close' },
} satisfies Record<string, Words>;
