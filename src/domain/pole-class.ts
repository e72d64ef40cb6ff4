import type { Words } from './words.ts';

/** Existing pole classes of an urban arterial (domain.md §4.2) and the carrier pole that replaces them. */
export type PoleClass = 'LP' | 'TS' | 'TG' | 'CC' | 'RN' | 'WF' | 'BS' | 'CM' | 'PW' | 'EN' | 'AD' | 'OT' | 'MF';

export const POLE_CLASSES: readonly PoleClass[] = [
  'LP',
  'TS',
  'TG',
  'CC',
  'RN',
  'WF',
  'BS',
  'CM',
  'PW',
  'EN',
  'AD',
  'OT',
  'MF',
];

export const POLE_CLASS_WORDS: Readonly<Record<PoleClass, Words>> = {
  LP: { zh: '路灯杆', en: 'Lamp pole' },
  TS: { zh: '交通信号灯杆', en: 'Signal pole' },
  TG: { zh: '交通标志杆', en: 'Sign pole' },
  CC: { zh: '监控杆', en: 'Camera pole' },
  RN: { zh: '路名牌杆', en: 'Name-plate pole' },
  WF: { zh: '导向牌杆', en: 'Wayfinding pole' },
  BS: { zh: '公交站牌', en: 'Bus-stop pole' },
  CM: { zh: '通信杆', en: 'Telecom pole' },
  PW: { zh: '电力杆', en: 'Power pole' },
  EN: { zh: '环境气象杆', en: 'Environment pole' },
  AD: { zh: '道旗广告杆', en: 'Flag and advertising pole' },
  OT: { zh: '其他立杆', en: 'Other pole' },
  MF: { zh: '综合杆', en: 'Multi-function pole' },
};

/** What the merge rule does with a class: carry, merge, put underground, remove, or keep where it stands. */
export type MergeRule = 'carrier' | 'merge' | 'underground' | 'remove';

export const MERGE_RULES: Readonly<Record<Exclude<PoleClass, 'MF'>, MergeRule>> = {
  LP: 'carrier',
  TS: 'merge',
  TG: 'merge',
  CC: 'merge',
  RN: 'merge',
  WF: 'merge',
  BS: 'merge',
  CM: 'merge',
  PW: 'underground',
  EN: 'merge',
  AD: 'remove',
  OT: 'merge',
};
