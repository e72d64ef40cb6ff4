import { type DayNight, SCENE_PALETTE, STATUS_PALETTE } from '../domain/palette.ts';
import { ensureContrast } from './contrast.ts';

export type Light = 'day' | 'night';

/** Neutral colours of the panels; everything that is not a status or an era. */
const SURFACES = {
  surface: { day: '#fbfaf8', night: '#141b24' },
  raised: { day: '#ffffff', night: '#1b2430' },
  sunken: { day: '#f1eee9', night: '#0f151d' },
  line: { day: '#dcd8d0', night: '#2b3644' },
  'line-strong': { day: '#8b8982', night: '#6b7887' },
  text: { day: '#1d232a', night: '#e6eaee' },
  'text-soft': { day: '#565e67', night: '#a3aeba' },
  accent: { day: '#2c4a63', night: '#a9c6df' },
  'accent-soft': { day: '#e3e9ee', night: '#243342' },
  'on-accent': { day: '#ffffff', night: '#0f151d' },
} as const satisfies Record<string, DayNight>;

/** Where the playhead stands: neutral past, green-grey now, teal future. */
const ERAS = {
  past: { day: '#6e747c', night: '#98a2ad' },
  now: { day: '#4f7564', night: '#8fb3a1' },
  future: SCENE_PALETTE.planned,
} as const satisfies Record<string, DayNight>;

/** All custom properties of one light, by name without the leading dashes. */
export function tokensOf(light: Light): Readonly<Record<string, string>> {
  const surface = SURFACES.surface[light];
  const ink = SURFACES.text[light];
  const tokens: Record<string, string> = {};
  for (const [name, colour] of Object.entries(SURFACES)) tokens[name] = colour[light];
  for (const [name, colour] of Object.entries(ERAS)) tokens[`era-${name}`] = colour[light].toLowerCase();
  for (const [name, colour] of Object.entries(STATUS_PALETTE)) {
    tokens[`status-${name}`] = colour[light].toLowerCase();
    // The symbol's colour may be too pale for words; words take the nearest tone that reads.
    tokens[`status-${name}-text`] = ensureContrast(colour[light], surface, 4.5, ink);
  }
  for (const [name, colour] of Object.entries(ERAS))
    tokens[`era-${name}-text`] = ensureContrast(colour[light], surface, 4.5, ink);
  tokens.planned = SCENE_PALETTE.planned[light].toLowerCase();
  tokens.removed = SCENE_PALETTE.removed[light].toLowerCase();
  tokens.ground = SCENE_PALETTE.ground[light].toLowerCase();
  tokens.sky = SCENE_PALETTE.skyHorizon[light].toLowerCase();
  return tokens;
}

/** The text of `tokens.css`: one block a light. */
export function tokensCss(): string {
  const block = (light: Light) =>
    `[data-light="${light}"] {\n  color-scheme: ${light === 'day' ? 'light' : 'dark'};\n${Object.entries(
      tokensOf(light),
    )
      .map(([name, value]) => `  --${name}: ${value};\n`)
      .join('')}}\n`;
  return `/* Generated from domain/palette.ts by ui/tokens.ts. Rewrite: UPDATE=1 npx vitest run --project unit src/ui/tokens.test.ts */\n${block('day')}${block('night')}`;
}
