import type { Words } from '../../domain/words.ts';

export const LIGHT_WORDS = {
  onGround: { zh: '路面照度', en: 'Light on the ground' },
  off: { zh: '不显示', en: 'Off' },
  heat: { zh: '照度图', en: 'Map' },
  isolines: { zh: '等照度线', en: 'Isolines' },
  both: { zh: '两者', en: 'Both' },
  pending: { zh: '计算中，仍显示上一状态', en: 'Being computed; the last state is still shown' },
  note: {
    zh: '模拟：维持照度 lx，逐点法；粗线为 20、30 lx',
    en: 'Simulated: maintained lx, point by point; strong lines at 20 and 30 lx',
  },
} as const satisfies Record<string, Words>;
