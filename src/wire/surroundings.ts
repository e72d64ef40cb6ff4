import * as v from 'valibot';
import { LonLat, ProvenanceSchema } from './common.ts';
import { parseWith } from './parse.ts';

const Metres = v.pipe(v.number(), v.finite());
const Line = v.array(LonLat);

/**
 * `scenarios/<id>.surroundings.json`: what stands and lies around the road of a scenario, beside its document. Each part
 * may be missing, and what is missing leaves the rules that ask for it 无法判定; see `scenario/rules/surroundings.ts`.
 */
const SurroundingsSchema = v.object({
  format: v.literal('chengjing-surroundings@1'),
  scenario: v.string(),
  provenance: ProvenanceSchema,
  /** Height and diameter of the crown in metres. */
  trees: v.exactOptional(v.array(v.object({ position: LonLat, height: Metres, crown: Metres }))),
  buildings: v.exactOptional(v.array(v.object({ ring: Line, height: Metres }))),
  approaches: v.exactOptional(v.array(v.object({ stopLine: LonLat, bearing: v.number() }))),
  footways: v.exactOptional(
    v.array(v.object({ side: v.picklist(['south', 'north']), from: Metres, to: Metres, kerb: Metres, outer: Metres })),
  ),
  utilities: v.exactOptional(v.array(v.object({ kind: v.picklist(['gas', 'water', 'trunk']), path: Line }))),
  supply: v.exactOptional(v.array(v.object({ carrier: v.string(), kilowatts: v.number() }))),
  communications: v.exactOptional(
    v.array(v.object({ carrier: v.string(), fibres: v.number(), spareDucts: v.number() })),
  ),
});
export type SurroundingsFile = v.InferOutput<typeof SurroundingsSchema>;

export function parseSurroundings(input: unknown, what = 'Surroundings'): SurroundingsFile {
  return parseWith(SurroundingsSchema, input, what);
}
