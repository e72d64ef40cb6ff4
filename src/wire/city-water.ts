import * as v from 'valibot';
import { LonLat } from './common.ts';
import { parseWith } from './parse.ts';

const Ring = v.array(LonLat);

/** `water.json` of a city folder: rings of water, and rings of what is dry inside them: decks of bridges, islands. */
const CityWaterSchema = v.object({
  format: v.literal('chengjing-water@1'),
  water: v.array(Ring),
  dry: v.array(Ring),
});
export type CityWaterFile = v.InferOutput<typeof CityWaterSchema>;

export function parseCityWater(input: unknown, what: string): CityWaterFile {
  return parseWith(CityWaterSchema, input, what);
}
