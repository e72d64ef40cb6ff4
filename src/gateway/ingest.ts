import { slotOf } from '../domain/asset.ts';
import { MINUTE } from '../domain/clock.ts';
import { QUALITIES, type RejectReason } from '../domain/observation.ts';
import { type IncomingRow, parseObservationMessage, parseTopic } from '../wire/observation-message.ts';
import { type City, type CityLayer, rowOf } from './city.ts';
import { conversion, UnitError } from './import/units.ts';
import type { Rejects } from './rejects.ts';

/** Who sent an observation. `simulator` values are refused where a layer has a real feed. */
export type Origin = 'simulator' | 'external' | 'replay';

/** Source clocks may run ahead of the city clock by this much, in milliseconds. */
const SKEW_MS = 5000;
/** Bytes of one message; a batch of 20,000 rows has about 2 MB. */
const LONGEST_MESSAGE = 8 * 1024 * 1024;

/** One accepted observation. */
export interface Sample {
  readonly layer: CityLayer;
  readonly property: number;
  readonly slot: number;
  readonly row: number;
  readonly value: number;
  readonly time: number;
  readonly quality: IncomingRow['quality'];
  readonly origin: Origin;
  /** The newest value of its row so far. */
  readonly newest: boolean;
  /** Of the past only: a newer value is known, or it is so old that its sensor would count as offline. */
  readonly historical: boolean;
}

export interface IngestParts {
  readonly city: City;
  readonly now: () => number;
  /**
   * Milliseconds for which a layer's values are kept. An older observation is too old, unless it was still the last word of a
   * sensor when the kept history begins: an inspection of two months ago is what last week's replay shows.
   */
  readonly keptFor: (layer: CityLayer) => number;
  readonly rejects: Rejects;
  readonly onSample: (sample: Sample) => void;
}

export interface Ingest {
  /** One MQTT message. Never throws. */
  message(topic: string, payload: Uint8Array, origin: Origin): void;
  /** One parsed row; returns why it was refused, or undefined when it was taken. */
  row(layerId: string, row: IncomingRow, origin: Origin, where: string): RejectReason | undefined;
  /** Counts something that could not even be read. */
  refuse(reason: RejectReason, detail: string, origin: Origin, where: string): void;
}

/**
 * Why a value cannot follow the last one; undefined when it can. Only values that their sources call good are held against each
 * other. The longer ago the last one is, the more may have changed: a sensor that was exchanged is believed again by and by.
 */
function impossibleChange(
  { definition, last }: CityLayer,
  property: number,
  slot: number,
  { value, time, quality }: IncomingRow,
): string | undefined {
  const limit = definition.properties[property]?.mostPerMinute;
  const before = last.values[property]![slot]!;
  if (!limit || quality !== 'good' || last.qualities[property]![slot] !== 0) return undefined;
  const minutes = (time - last.times[property]![slot]!) / MINUTE;
  return Math.abs(value - before) > limit.change * Math.max(1, minutes)
    ? `${before} ${minutes.toFixed(1)} min before, expected at most ${limit.change} a minute`
    : undefined;
}

function holds({ last }: CityLayer, property: number, slot: number, { value, quality }: IncomingRow): boolean {
  return last.values[property]![slot] === value && QUALITIES[last.qualities[property]![slot]!] === quality;
}

/** Normalises observations: judges each by its layer's definition, keeps the last value, passes it on. */
export function createIngest(parts: IngestParts): Ingest {
  const { city, rejects } = parts;

  function refuse(reason: RejectReason, detail: string, origin: Origin, where: string): RejectReason {
    rejects.add({ at: parts.now(), reason, origin, where, detail });
    return reason;
  }

  function row(layerId: string, incoming: IncomingRow, origin: Origin, where: string): RejectReason | undefined {
    const no = (reason: RejectReason, detail: string) => refuse(reason, detail, origin, where);
    const layer = city.layer(layerId);
    if (!layer) return no('unknown-layer', `layer "${layerId}" is not in this city`);
    if (layer.source === 'surveyed' && origin === 'simulator')
      return no('simulated-beside-real', `layer "${layerId}" has a real feed; it takes no simulated values`);
    const slot = slotOf(layer.assets, incoming.asset);
    if (slot === undefined) return no('unknown-asset', `layer "${layerId}" has no asset "${incoming.asset}"`);
    const property = layer.definition.properties.findIndex((each) => each.key === incoming.property);
    const definition = layer.definition.properties[property];
    if (!definition) return no('unknown-property', `layer "${layerId}" has no property "${incoming.property}"`);
    let { value } = incoming;
    try {
      if (incoming.unit !== undefined) value = conversion(incoming.unit, definition.unit)(value);
    } catch (error) {
      if (!(error instanceof UnitError)) throw error;
      return no('wrong-unit', `${incoming.asset} ${incoming.property}: ${error.message}`);
    }
    const [min, max] = definition.range;
    if (!(value >= min && value <= max))
      return no(
        'out-of-range',
        `${incoming.asset} ${incoming.property} ${value} ${definition.unit}: expected ${min} … ${max}`,
      );
    const now = parts.now();
    if (incoming.time > now + SKEW_MS)
      return no(
        'in-future',
        `${incoming.asset} ${incoming.property}: ${incoming.time - now} ms ahead of the city clock`,
      );
    const known = layer.last.times[property]![slot]!;
    const newest = !(known > incoming.time);
    const age = now - incoming.time;
    const offline = layer.definition.liveness.offline * 1000;
    const begins = now - parts.keptFor(layer);
    if (incoming.time < begins && (incoming.time < begins - offline || (!newest && known <= begins)))
      return no('too-old', `${incoming.asset} ${incoming.property}: older than the history kept`);
    // Sent twice, or delivered again after a crash: what is known already makes no second sample.
    const observed = { ...incoming, value };
    if (known === incoming.time && holds(layer, property, slot, observed)) return undefined;
    const change = newest ? impossibleChange(layer, property, slot, observed) : undefined;
    if (change !== undefined)
      return no('too-fast', `${incoming.asset} ${incoming.property} ${value} ${definition.unit}: ${change}`);
    if (newest) layer.last.write(property, slot, value, incoming.time, incoming.quality);
    parts.onSample({
      layer,
      property,
      slot,
      row: rowOf(layer, property, slot),
      value,
      time: incoming.time,
      quality: incoming.quality,
      origin,
      newest,
      historical: !newest || age > offline,
    });
    return undefined;
  }

  return {
    row,
    refuse,
    message(topic, payload, origin) {
      if (payload.length > LONGEST_MESSAGE) {
        refuse('malformed', `payload of ${payload.length} bytes; send at most ${LONGEST_MESSAGE}`, origin, topic);
        return;
      }
      try {
        const { layer, rows } = parseObservationMessage(topic, Buffer.from(payload).toString('utf8'));
        for (const each of rows)
          if (each.ok) row(layer, each.row, origin, topic);
          else refuse('malformed', each.detail, origin, topic);
      } catch (error) {
        const layer = parseTopic(topic)?.layer;
        const unknown = layer !== undefined && !city.layer(layer);
        refuse(unknown ? 'unknown-layer' : 'malformed', (error as Error).message, origin, topic);
      }
    },
  };
}
