import { CITY_STYLES, type CityStyle } from '../../domain/city-style.ts';

const NAMES: Readonly<Record<CityStyle, string>> = {
  natural: 'NATURAL',
  white: 'WHITE',
  status: 'STATUS',
  translucent: 'TRANSLUCENT',
};

/** Numbers that `u_style` takes. */
export const STYLE_CONSTANTS = CITY_STYLES.map((style, i) => `const int ${NAMES[style]} = ${i};\n`).join('');
