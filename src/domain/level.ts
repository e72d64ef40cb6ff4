import type { Words } from './words.ts';

/**
 * Status of an asset, ordered by severity. `blue` is used only for an official 蓝色预警 / Ⅳ级.
 * Data quality and liveness are separate dimensions, never levels.
 */
export type Level = 'normal' | 'blue' | 'yellow' | 'orange' | 'red';

export const LEVELS: readonly Level[] = ['normal', 'blue', 'yellow', 'orange', 'red'];

/** Rank of a level, 0 (normal) to 4 (red); this number is what the state texture carries. */
export function levelRank(level: Level): number {
  return LEVELS.indexOf(level);
}

/** The level of a rank 0–4. Throws on any other number. */
export function levelOfRank(rank: number): Level {
  const level = LEVELS[rank];
  if (level === undefined) throw new RangeError(`Level rank ${rank}: expected an integer from 0 to 4.`);
  return level;
}

export const LEVEL_WORDS: Readonly<Record<Level, Words>> = {
  normal: { zh: '正常', en: 'Normal' },
  blue: { zh: '蓝色预警', en: 'Blue warning' },
  yellow: { zh: '注意', en: 'Caution' },
  orange: { zh: '警告', en: 'Warning' },
  red: { zh: '危险', en: 'Danger' },
};

/** The more severe of two levels. */
export function worse(a: Level, b: Level): Level {
  return levelRank(a) >= levelRank(b) ? a : b;
}

/** Yellow and orange have a graver level; blue is official and is never raised by us. */
export function canWorsen(level: Level): level is 'yellow' | 'orange' {
  return level === 'yellow' || level === 'orange';
}

export function graver(level: 'yellow' | 'orange'): 'orange' | 'red' {
  return level === 'yellow' ? 'orange' : 'red';
}
