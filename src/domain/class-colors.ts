import type { DayNight } from './palette.ts';

/**
 * Colours of classes of symbols: sepia to plum by day, to cream by night, the greater the farther from the ground's lightness,
 * so that they read in grey; each 3 : 1 on the ground. None comes near a colour of a status, of what is planned or of what is
 * removed (held by class-colors.test.ts).
 */
const ORDERED: readonly DayNight[] = [
  { day: '#A2766A', night: '#836871' },
  { day: '#8C6162', night: '#967A7D' },
  { day: '#784F5B', night: '#AA8C89' },
  { day: '#643F53', night: '#BEA095' },
  { day: '#512F48', night: '#D1B5A3' },
  { day: '#3C213B', night: '#E4CCB6' },
  { day: '#27142B', night: '#F7E6CF' },
];

/** The same for areas, whose least may fade into the ground. */
export const AREA_COLORS: readonly DayNight[] = [
  { day: '#D3BFB4', night: '#4E3A4C' },
  { day: '#BF9F96', night: '#6B4C5C' },
  { day: '#A98080', night: '#87626A' },
  { day: '#6F4B61', night: '#BF9C95' },
  { day: '#50344F', night: '#DBBFAF' },
  { day: '#2F1D38', night: '#F7E6CF' },
];

/** Kinds have no order: told apart by lightness and by the little hue that is left. */
const KINDS: readonly DayNight[] = [
  { day: '#3A2338', night: '#F3E2CE' },
  { day: '#A07148', night: '#8A6A57' },
  { day: '#55687A', night: '#9AA6B2' },
  { day: '#8A5A6A', night: '#C08C9C' },
  { day: '#84789A', night: '#8C7A96' },
  { day: '#4A443C', night: '#C9BBA9' },
  { day: '#747060', night: '#66777C' },
];
/** The kinds that have no colour of their own. */
const OTHER: DayNight = { day: '#807E78', night: '#7A7F87' };

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
