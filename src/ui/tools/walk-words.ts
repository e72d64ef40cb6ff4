import type { Words } from '../../domain/words.ts';

/** Words of walking. */
export const K = {
  canvas: { zh: '步行视图', en: 'Walking view' },
  hint: {
    zh: 'W A S D 或方向键行走，Shift 快走，拖动环顾，Esc 离开',
    en: 'W A S D or arrows walk, Shift runs, drag looks around, Esc leaves',
  },
  forward: { zh: '向前', en: 'Forward' },
  back: { zh: '向后', en: 'Back' },
  left: { zh: '左转', en: 'Turn left' },
  right: { zh: '右转', en: 'Turn right' },
  fast: { zh: '快走', en: 'Run' },
  leave: { zh: '离开步行', en: 'Leave' },
  height: { zh: '视高 1.6 m', en: 'Eye 1.6 m' },
} satisfies Record<string, Words>;
