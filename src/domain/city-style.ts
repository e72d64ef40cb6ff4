import type { Words } from './words.ts';

/**
 * How the city is drawn: as it looks, as a white massing model, in quiet grey under its data, or see-through for what lies
 * behind and below.
 */
export type CityStyle = 'natural' | 'white' | 'status' | 'translucent';

/** In the order of their numbers in the shaders, and of the switch. */
export const CITY_STYLES: readonly CityStyle[] = ['natural', 'white', 'status', 'translucent'];

export const CITY_STYLE_WORDS: Readonly<Record<CityStyle, Words>> = {
  natural: { zh: '实景', en: 'Natural' },
  white: { zh: '白模', en: 'White' },
  status: { zh: '状态', en: 'Status' },
  translucent: { zh: '透视', en: 'See-through' },
};
