import * as v from 'valibot';
import { parseWith } from './parse.ts';

/** What was taken in from files: `GET /api/imports`. */
const ImportSchema = v.object({
  id: v.string(),
  /** City time of the import, ms. */
  at: v.number(),
  layer: v.string(),
  files: v.array(v.string()),
  map: v.array(v.string()),
  provenance: v.picklist(['surveyed', 'published']),
  /** Times of the first and the last observation. */
  first: v.number(),
  last: v.number(),
  observations: v.number(),
});
export type Import = v.InferOutput<typeof ImportSchema>;

export function parseImport(input: unknown): Import {
  return parseWith(ImportSchema, input, 'Import');
}
