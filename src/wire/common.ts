import * as v from 'valibot';
import { parseInstant } from '../domain/clock.ts';

export const AssetId = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9._-]{1,64}$/, 'expected an id of 1–64 letters, digits, ".", "_" or "-"'),
);

export const WordsSchema = v.object({ zh: v.string(), en: v.string() });

export const LonLat = v.tuple([
  v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
]);

export const ProvenanceSchema = v.picklist(['surveyed', 'published', 'illustrative', 'simulated']);
export const ClassificationSchema = v.picklist(['public', 'internal', 'restricted']);

/** A camera in degrees and metres: longitude, latitude, height, heading, pitch, roll. */
export const ViewSchema = v.tuple([v.number(), v.number(), v.number(), v.number(), v.number(), v.number()]);
export type View = v.InferOutput<typeof ViewSchema>;

/** RFC 3339 date-time to milliseconds. */
export const InstantSchema = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    try {
      return parseInstant(dataset.value);
    } catch (error) {
      addIssue({ message: (error as RangeError).message });
      return NEVER;
    }
  }),
);
