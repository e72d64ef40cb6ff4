import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { slotOf } from '../../domain/asset.ts';
import { DAY } from '../../domain/clock.ts';
import type { IncomingRow } from '../../wire/observation-message.ts';
import { parseObservationPage } from '../../wire/sensor-things.ts';
import {
  type MessageMapping,
  parseSourceMappings,
  type SensorThingsMapping,
  type SourceMapping,
} from '../../wire/source-mapping.ts';
import type { City } from '../city.ts';
import { firstLine } from '../database.ts';
import { conversion, UnitError } from '../import/units.ts';
import type { Ingest } from '../ingest.ts';
import { SettingError } from '../options.ts';
import { fitsFilter, type Reading, readForeignMessage } from './foreign-message.ts';
import { type Datastream, readThing, thingsSince } from './sensor-things.ts';

/** Seconds between two looks at a service that says nothing else. */
const EVERY_S = 60;

/** Sources of other shapes, by mappings that the city's `feeds.json` declares. */
export interface Sources {
  /** Topics that a broker is to be asked for beside our own. */
  readonly topics: readonly string[];
  /** Takes a message in when a source declares its topic; false when none does. */
  message(topic: string, payload: Uint8Array): boolean;
  /** Takes what was pushed to a source; undefined when no HTTP source has that id. */
  push(id: string, body: unknown): PushAnswer | undefined;
  /** Begins to ask the services. */
  start(): void;
  /** What is wrong with which service. */
  problems(): string[];
  stop(): Promise<void>;
}

interface PushAnswer {
  accepted: number;
  readonly rejected: { readonly index: number; readonly reason: string; readonly detail: string }[];
}

/**
 * Reads `given`, or `feeds.json` of the city folder where there is one. Throws SettingError with the file, the source, the value and
 * the remedy when it names what the city does not have.
 */
export function readSources(given: string | undefined, city: City): readonly SourceMapping[] {
  const file = given ?? join(city.folder, 'feeds.json');
  if (given === undefined && !existsSync(file)) return [];
  let sources: readonly SourceMapping[];
  try {
    sources = parseSourceMappings(JSON.parse(readFileSync(file, 'utf8')), file);
  } catch (error) {
    throw new SettingError(`FEEDS_FILE: ${file} cannot be used (${(error as Error).message}); repair it.`);
  }
  const seen = new Set<string>();
  for (const source of sources) {
    const problem = seen.has(source.id) ? 'its id is taken; give each source its own' : problemOf(source, city);
    if (problem) throw new SettingError(`FEEDS_FILE: ${file}: source "${source.id}": ${problem}.`);
    seen.add(source.id);
  }
  return sources;
}

/** @param now city time, ms; @param pushed hears of what was pushed to a source and taken */
export function openSources(
  mappings: readonly SourceMapping[],
  city: City,
  ingest: Ingest,
  now: () => number,
  log: (line: string) => void,
  pushed: (layer: string, rows: readonly IncomingRow[]) => void = () => undefined,
): Sources {
  const stopping = new AbortController();
  const timers = new Set<NodeJS.Timeout>();
  const troubles = new Map<string, string>();
  /** Newest time of each datastream, of what was refused too: it is not asked for again. */
  const heard = new Map<Datastream, number>();
  let looking: Promise<unknown> = Promise.resolve();

  /** Undefined when it was taken. */
  function take(layer: string, reading: Reading, where: string): { reason: string; detail: string } | undefined {
    if (!reading.ok) {
      ingest.refuse('malformed', reading.detail, 'external', where);
      return { reason: 'malformed', detail: reading.detail };
    }
    const { asset, property, value } = reading.row;
    const reason = ingest.row(layer, reading.row, 'external', where);
    return reason && { reason, detail: `${asset} ${property} ${value}` };
  }

  function takeThing(stream: Datastream, thing: unknown, where: string): void {
    try {
      const [one] = parseObservationPage({ value: [thing] }).value;
      if (one) take(stream.layer, readThing(stream, one), where);
    } catch (error) {
      ingest.refuse('malformed', firstLine(error), 'external', where);
    }
  }

  async function look(source: SensorThingsMapping, url: string): Promise<void> {
    try {
      for (const stream of source.datastreams) {
        const since = Math.max(heard.get(stream) ?? 0, lastTime(city, stream) ?? now() - (source.days ?? 1) * DAY);
        for await (const page of thingsSince(url, stream, since, stopping.signal))
          for (const thing of page) {
            take(stream.layer, readThing(stream, thing), source.id);
            const time = Date.parse(thing.phenomenonTime?.split('/')[0] ?? '');
            if (time > (heard.get(stream) ?? 0)) heard.set(stream, time);
          }
      }
      if (troubles.delete(source.id)) log(`source ${source.id}: answers again.`);
    } catch (error) {
      if (stopping.signal.aborted) return;
      const line = `source ${source.id}: ${url} cannot be read (${firstLine(error)})`;
      if (!troubles.has(source.id)) log(`${line}; it is asked again every ${source.every ?? EVERY_S} s.`);
      troubles.set(source.id, line);
    }
  }

  const topicOf = ({ topic }: SensorThingsMapping, { id }: Datastream) =>
    `${topic}/Datastreams(${typeof id === 'number' ? id : `'${id}'`})/Observations`;

  return {
    topics: mappings.flatMap((source) => {
      if (source.kind === 'mqtt') return source.topic;
      if (source.kind !== 'sensorthings' || source.topic === undefined) return [];
      return source.datastreams.map((stream) => topicOf(source, stream));
    }),
    message(topic, payload) {
      let mine = false;
      const json = () => parsed(payload);
      for (const source of mappings) {
        if (source.kind === 'mqtt' && fitsFilter(topic, source.topic)) {
          mine = true;
          const body = json();
          if (body === undefined) ingest.refuse('malformed', 'the payload is not JSON', 'external', topic);
          else for (const reading of readForeignMessage(source, topic, body, now())) take(source.layer, reading, topic);
        }
        if (source.kind === 'sensorthings' && source.topic !== undefined)
          for (const stream of source.datastreams)
            if (topic === topicOf(source, stream)) {
              mine = true;
              takeThing(stream, json(), topic);
            }
      }
      return mine;
    },
    push(id, body) {
      const source = mappings.find((each): each is MessageMapping => each.kind === 'http' && each.id === id);
      if (!source) return undefined;
      const answer: PushAnswer = { accepted: 0, rejected: [] };
      const taken: IncomingRow[] = [];
      readForeignMessage(source, '', body, now()).forEach((reading, index) => {
        const refused = take(source.layer, reading, `POST /api/sources/${id}`);
        if (refused) answer.rejected.push({ index, ...refused });
        else if (reading.ok) {
          answer.accepted++;
          taken.push(reading.row);
        }
      });
      pushed(source.layer, taken);
      return answer;
    },
    start() {
      for (const source of mappings) {
        if (source.kind !== 'sensorthings' || source.url === undefined) continue;
        const { url } = source;
        const ask = () => {
          looking = looking.then(() => (stopping.signal.aborted ? undefined : look(source, url)));
        };
        ask();
        timers.add(setInterval(ask, 1000 * (source.every ?? EVERY_S)));
      }
    },
    problems: () => [...troubles.values()],
    async stop() {
      for (const timer of timers) clearInterval(timer);
      stopping.abort();
      await looking;
    },
  };
}

function problemOf(source: SourceMapping, city: City): string | undefined {
  const named =
    source.kind === 'sensorthings'
      ? source.datastreams
      : source.values.map(({ property, unit }) => ({
          layer: source.layer,
          property,
          ...(unit === undefined ? {} : { unit }),
        }));
  for (const { layer: id, property: key, unit } of named) {
    const layer = city.layer(id);
    if (!layer) return `unknown layer "${id}"; there are ${city.layers.map((each) => each.id).join(', ')}`;
    const property = layer.definition.properties.find((each) => each.key === key);
    if (!property)
      return `layer "${id}" has no property "${key}"; it has ${layer.definition.properties.map((each) => each.key).join(', ')}`;
    try {
      if (unit !== undefined) conversion(unit, property.unit);
    } catch (error) {
      if (!(error instanceof UnitError)) throw error;
      return error.message.replace(/\.$/, '');
    }
  }
  if (source.kind === 'sensorthings')
    for (const { layer, asset } of source.datastreams)
      if (city.find(asset)?.layer.id !== layer) return `layer "${layer}" has no asset "${asset}"; correct its id`;
  return undefined;
}

function lastTime(city: City, { layer: id, asset, property: key }: Datastream): number | undefined {
  const layer = city.layer(id);
  const slot = layer && slotOf(layer.assets, asset);
  const property = layer?.definition.properties.findIndex((each) => each.key === key) ?? -1;
  const time = slot === undefined ? undefined : layer?.last.times[property]?.[slot];
  return time === undefined || Number.isNaN(time) ? undefined : time;
}

function parsed(payload: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(payload).toString('utf8'));
  } catch {
    return undefined;
  }
}
