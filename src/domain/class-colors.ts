import type { DayNight } from './palette.ts';

/**
 * Colours of classes: sepia to plum, the greater the farther from the ground's lightness, so that they read in grey. None comes
 * near a colour of a status, of what is planned or of what is removed (held by class-colors.test.ts).
 */
const ORDERED: readonly DayNight[] = [
  { day: '#D3BFB4', night: '#4E3A4C' },
  { day: '#BF9F96', night: '#6B4C5C' },
  { day: '#A98080', night: '#87626A' },
  { day: '#8D6470', night: '#A37D7E' },
  { day: '#6F4B61', night: '#BF9C95' },
  { day: '#50344F', night: '#DBBFAF' },
  { day: '#2F1D38', night: '#F7E6CF' },
];

/** Kinds have no order: told apart by lightness and by the little hue that is left. */
const KINDS: readonly DayNight[] = [
  { day: '#3A2338', night: '#F3E2CE' },
  { day: '#C9A78C', night: '#8A6A57' },
  { day: '#7C8894', night: '#9AA6B2' },
  { day: '#8A5A6A', night: '#C08C9C' },
  { day: '#CDBFD0', night: '#5B4A63' },
  { day: '#5E5148', night: '#C9BBA9' },
  { day: '#A5A08F', night: '#5F6F74' },
];
/** The kinds that have no colour of their own. */
const OTHER: DayNight = { day: '#B9B5AC', night: '#4A4F57' };

export const MOST_CLASSES = ORDERED.length;
export const MOST_KINDS = KINDS.length;

/** Colours of `count` ordered classes, the least first; at most MOST_CLASSES differ. */
export function classColors(count: number): readonly DayNight[] {
  return Array.from({ length: count }, (_, i) => {
    const at = count === 1 ? ORDERED.length - 1 : Math.round((i * (ORDERED.length - 1)) / (count - 1));
    return ORDERED[at] as DayNight;
  });
}

/** Colours of `count` kinds; those beyond MOST_KINDS share one. */
export function kindColors(count: number): readonly DayNight[] {
  return Array.from({ length: count }, (_, i) => KINDS[i] ?? OTHER);
}
