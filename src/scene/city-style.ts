/**
 * How the city is drawn: as it looks, as a white massing model, in quiet grey under its data, or see-through for what lies
 * behind and below.
 */
export type CityStyle = 'natural' | 'white' | 'status' | 'translucent';

/** In the order of their numbers in the shaders. */
export const CITY_STYLES: readonly CityStyle[] = ['natural', 'white', 'status', 'translucent'];
