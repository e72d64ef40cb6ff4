import { SLICE_IDS } from '../domain/clock.ts';
import { lastDusk, lastHours, type Story } from './story.ts';

/** The four doors. Each control moves the one clock: a visitor replays what was recorded or walks through a plan. */
export const STORIES: readonly Story[] = [
  {
    id: 'bridge',
    door: { zh: '大桥', en: 'The bridge' },
    sentences: [
      { zh: '桥会动：车多、天热，桥面就微微下沉。', en: 'A bridge moves: traffic and heat press it down a little.' },
      { zh: '测点每分钟量一次。', en: 'Sensors measure it every minute.' },
      { zh: '拖动滑块，看过去一天。', en: 'Drag to see the last day.' },
    ],
    controlTitle: { zh: '过去 24 小时', en: 'Last 24 hours' },
    layers: ['bridge'],
    figure: { layer: 'bridge', property: 'deflection', of: 'flagship' },
    look: { kind: 'layer', layer: 'bridge', metres: 900 },
    control: (now) => lastHours(now, 24, 10 * 60_000),
  },
  {
    id: 'water',
    door: { zh: '积水', en: 'Rain water' },
    sentences: [
      { zh: '大雨时，低洼的路口会积水。', en: 'In heavy rain low junctions fill with water.' },
      { zh: '超过 15 厘米，步行就很困难。', en: 'Beyond 15 cm walking becomes hard.' },
      { zh: '拖动滑块，回看这一周的雨。', en: "Drag to look back at this week's rain." },
    ],
    controlTitle: { zh: '过去 7 天', en: 'Last 7 days' },
    layers: ['waterlogging'],
    figure: { layer: 'waterlogging', property: 'depth', of: 'highest' },
    look: { kind: 'layer', layer: 'waterlogging', metres: 700 },
    control: (now) => lastHours(now, 168, 30 * 60_000),
  },
  {
    id: 'lights',
    door: { zh: '灯光', en: 'Lights' },
    sentences: [
      { zh: '太阳落到地平线下，路灯逐条点亮。', en: 'When the sun sets, the lamps light street by street.' },
      { zh: '坏了的灯，自己会报告。', en: 'A broken lamp reports itself.' },
      { zh: '拖动滑块，看一次天黑。', en: 'Drag to watch one nightfall.' },
    ],
    controlTitle: { zh: '最近一次黄昏', en: 'The latest dusk' },
    layers: ['lamp'],
    figure: { layer: 'lamp', property: 'power', of: 'switched-on' },
    look: { kind: 'road', name: '洸河路', metres: 1400 },
    control: (now, utcOffset) => lastDusk(now, utcOffset),
  },
  {
    id: 'road',
    door: { zh: '洸河路', en: 'Guanghe Road' },
    sentences: [
      { zh: '路边的杆子太多，挡住了人行道。', en: 'Too many poles crowd the pavement.' },
      { zh: '多杆合一：灯、信号、标志共用一根。', en: 'Merged: lamp, signal and sign share one pole.' },
      { zh: '拖动滑块，看杆子一步步变少。', en: 'Drag to watch them become fewer.' },
    ],
    controlTitle: { zh: '从现状到完工', en: 'From today to completion' },
    layers: ['lamp', 'pole'],
    figure: null,
    look: { kind: 'road', name: '洸河路', metres: 600 },
    control: () => ({ kind: 'slices', scenario: 'guanghe-poles', slices: SLICE_IDS }),
  },
];
