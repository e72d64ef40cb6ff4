import * as v from 'valibot';
import { parseWith } from './parse.ts';

/** A field inside a message, dots between: `data.0.level`; the empty path is the message itself. */
const Path = v.pipe(v.string(), v.maxLength(200));
const Name = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,32}$/, 'expected a name of a-z, 0-9 and -'));
const Unit = v.exactOptional(v.pipe(v.string(), v.maxLength(32)));
/** An MQTT topic filter; `+` is one part, `#` the rest. */
const Filter = v.pipe(v.string(), v.minLength(1), v.maxLength(400));
/** What each foreign id is here; an id that is not listed stands for itself. */
const Assets = v.exactOptional(v.record(v.string(), v.string()));

const Value = v.strictObject({ path: Path, property: v.string(), unit: Unit });

const Message = {
  layer: v.string(),
  /** Where the messages hold a list of readings: the list. */
  each: v.exactOptional(Path),
  /** Where the asset stands: in a part of the topic, counted from 0, or in a field of the reading. */
  asset: v.union([
    v.strictObject({ topic: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
    v.strictObject({ path: Path }),
  ]),
  assets: Assets,
  /** Field with the time; absent: the time of arrival. */
  time: v.exactOptional(Path),
  /** RFC 3339 unless it says otherwise. */
  timeFormat: v.exactOptional(v.picklist(['rfc3339', 'ms', 's'])),
  values: v.pipe(v.array(Value), v.minLength(1), v.readonly()),
};

const Datastream = v.strictObject({
  id: v.union([v.number(), v.string()]),
  layer: v.string(),
  asset: v.string(),
  property: v.string(),
  unit: Unit,
});

const Source = v.variant('kind', [
  /** JSON messages of another shape, at the gateway's own broker. */
  v.strictObject({ kind: v.literal('mqtt'), id: Name, topic: Filter, ...Message }),
  /** `POST /api/sources/<id>`, JSON. */
  v.strictObject({ kind: v.literal('http'), id: Name, ...Message, asset: v.strictObject({ path: Path }) }),
  /** A service of OGC SensorThings 1.1: asked every so many seconds, and heard at the gateway's broker where it names a topic. */
  v.strictObject({
    kind: v.literal('sensorthings'),
    id: Name,
    /** Root of the service, up to the version: `https://host/FROST-Server/v1.1`. Absent: it is only heard. */
    url: v.exactOptional(v.pipe(v.string(), v.url())),
    every: v.exactOptional(v.pipe(v.number(), v.minValue(1), v.maxValue(86_400))),
    /** Days back from now when nothing is known yet; 1 when absent. */
    days: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(3650))),
    /** What stands before `Datastreams(…)/Observations` in its topics, e.g. `v1.1`. */
    topic: v.exactOptional(Filter),
    datastreams: v.pipe(v.array(Datastream), v.minLength(1), v.readonly()),
  }),
]);
export type SourceMapping = v.InferOutput<typeof Source>;
export type MessageMapping = Extract<SourceMapping, { kind: 'mqtt' | 'http' }>;
export type SensorThingsMapping = Extract<SourceMapping, { kind: 'sensorthings' }>;

const File = v.strictObject({ sources: v.pipe(v.array(Source), v.readonly()) });

/** Reads `feeds.json` of a city folder: how messages of others become observations. Throws WireError. */
export function parseSourceMappings(input: unknown, what = 'feeds.json'): readonly SourceMapping[] {
  return parseWith(File, input, what).sources;
}
