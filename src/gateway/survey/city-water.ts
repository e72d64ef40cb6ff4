import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCityWater } from '../../wire/city-water.ts';
import { SettingError } from '../options.ts';

type Ring = readonly (readonly [longitude: number, latitude: number])[];

/** Where a pole cannot stand: rings of rivers and lakes, and what is dry inside them (decks of bridges, islands). */
export interface CityWater {
  readonly water: readonly Ring[];
  readonly decks: readonly Ring[];
}

/** Reads `water.json` of a built city; null where the city was built without one. Throws SettingError when it is broken. */
export function readCityWater(folder: string): CityWater | null {
  const file = join(folder, 'water.json');
  if (!existsSync(file)) return null;
  try {
    const { water, dry } = parseCityWater(JSON.parse(readFileSync(file, 'utf8')), file);
    return { water, decks: dry };
  } catch (error) {
    throw new SettingError(
      `CITY: ${file} cannot be used (${(error as Error).message}); build the city with "npm run tiles".`,
    );
  }
}
