import { parseInstant } from '../../domain/clock.ts';
import type { IncomingRow } from '../../wire/observation-message.ts';
import type { MessageMapping } from '../../wire/source-mapping.ts';

/** One reading of a message: an observation, or why it is none. */
export type Reading =
  | { readonly ok: true; readonly row: IncomingRow }
  | { readonly ok: false; readonly detail: string };

/**
 * What a message of another shape says, by its declared mapping. A value that is absent or null says nothing; anything else that
 * cannot be read is told with its field. Never throws.
 *
 * @param topic of an MQTT message; empty for others. @param arrived city time, ms
 */
export function readForeignMessage(
  mapping: MessageMapping,
  topic: string,
  payload: unknown,
  arrived: number,
): Reading[] {
  const list = mapping.each === undefined ? [payload] : at(payload, mapping.each);
  if (!Array.isArray(list)) return [{ ok: false, detail: `${mapping.each}: expected a list, found ${shown(list)}` }];
  return list.flatMap((reading): Reading[] => {
    try {
      return observations(mapping, topic, reading, arrived);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return [{ ok: false, detail: error.message }];
    }
  });
}

/** Whether an MQTT topic fits a filter with `+` and `#`. */
export function fitsFilter(topic: string, filter: string): boolean {
  const parts = topic.split('/');
  const wanted = filter.split('/');
  for (const [index, part] of wanted.entries()) {
    if (part === '#') return true;
    if (parts[index] === undefined || (part !== '+' && part !== parts[index])) return false;
  }
  return parts.length === wanted.length;
}

function observations(mapping: MessageMapping, topic: string, reading: unknown, arrived: number): Reading[] {
  const foreign = 'topic' in mapping.asset ? topic.split('/')[mapping.asset.topic] : at(reading, mapping.asset.path);
  if ((typeof foreign !== 'string' && typeof foreign !== 'number') || foreign === '')
    throw new RangeError(`asset: expected an id, found ${shown(foreign)}`);
  const known = mapping.assets;
  const asset = known && Object.hasOwn(known, String(foreign)) ? String(known[String(foreign)]) : String(foreign);
  const time = mapping.time === undefined ? arrived : timeOf(at(reading, mapping.time), mapping);
  return mapping.values.flatMap(({ path, property, unit }): Reading[] => {
    const found = at(reading, path);
    if (found === undefined || found === null) return [];
    const value = typeof found === 'number' ? found : typeof found === 'boolean' ? Number(found) : numberOf(found);
    if (!Number.isFinite(value)) return [{ ok: false, detail: `${path}: expected a number, found ${shown(found)}` }];
    return [
      { ok: true, row: { asset, property, value, time, quality: 'good', ...(unit === undefined ? {} : { unit }) } },
    ];
  });
}

function numberOf(found: unknown): number {
  return typeof found === 'string' && found.trim() !== '' ? Number(found) : Number.NaN;
}

function timeOf(found: unknown, { time, timeFormat = 'rfc3339' }: MessageMapping): number {
  if (timeFormat === 'rfc3339') {
    if (typeof found !== 'string') throw new RangeError(`${time}: expected an RFC 3339 time, found ${shown(found)}`);
    return parseInstant(found);
  }
  const number = typeof found === 'number' ? found : numberOf(found);
  if (!Number.isFinite(number))
    throw new RangeError(`${time}: expected a number of ${timeFormat}, found ${shown(found)}`);
  return timeFormat === 's' ? number * 1000 : number;
}

/** Own fields alone: what every object inherits was not sent. */
function at(value: unknown, path: string): unknown {
  if (path === '') return value;
  let found = value;
  for (const key of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : (JSON.stringify(value) ?? '').slice(0, 80);
}
