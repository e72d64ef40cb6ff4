import * as v from 'valibot';
import { parseWith } from './parse.ts';

const Observation = v.looseObject({
  phenomenonTime: v.nullish(v.string()),
  resultTime: v.nullish(v.string()),
  result: v.unknown(),
  resultQuality: v.unknown(),
  Datastream: v.optional(v.looseObject({ '@iot.id': v.unknown() })),
});
/** Observations of OGC SensorThings 1.1 (18-088), as a service answers a query. */
const Page = v.looseObject({
  value: v.array(Observation),
  '@iot.count': v.optional(v.number()),
  '@iot.nextLink': v.optional(v.string()),
});
export type ObservationPage = v.InferOutput<typeof Page>;

export function parseObservationPage(input: unknown): ObservationPage {
  return parseWith(Page, input, 'SensorThings page');
}
