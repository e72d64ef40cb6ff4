import type { Words } from '../../domain/words.ts';

export const alternativeWords: Readonly<Record<'A' | 'B' | 'C', { readonly title: Words; readonly summary: Words }>> = {
  A: {
    title: { zh: '最小合并', en: 'Minimal merge' },
    summary: {
      zh: '路灯与信号杆不动，仅把 5 m 内的标志、监控、路名牌挂到既有杆上',
      en: 'Lamps and signals stay; only signs, cameras and plates within 5 m move onto them',
    },
  },
  B: {
    title: { zh: '全面合杆', en: 'Full merge' },
    summary: {
      zh: '路口与灯位改立综合杆，可合并杆件就近合杆，道旗杆拆除，电力杆与架空线入地，机箱并为综合机箱',
      en: 'Multi-function poles at junctions and lamps take all that can merge; flags go, wires go underground, cabinets move together',
    },
  },
  C: {
    title: { zh: '合杆+5G', en: 'Full merge with 5G' },
    summary: {
      zh: '全面合杆，并按约 150 m 间距加设通信微站',
      en: 'The full merge, with micro cells about every 150 m',
    },
  },
};
