import { parseInstant } from '../clock.ts';
import type { FleetLayer } from '../fleet.ts';
import { LEVELS, levelRank } from '../level.ts';
import { boundsOfArea, holdsPoint, meetsArea } from './area.ts';
import { type Column, type Columns, columnsOf } from './columns.ts';
import { type Area, type Comparison, type Cql2, compare } from './cql2.ts';

/** Truth of one condition a slot. */
const NO = 0;
const YES = 1;
const UNKNOWN = 2;

/**
 * The slots of a layer that a filter holds, 1 each: column by column, no object an asset. What is not known passes no
 * comparison, and neither does a field that the layer has not.
 *
 * @param at moment by which ages are judged, ms
 */
export function selectSlots(filter: Cql2, layer: FleetLayer, at: number, columns = columnsOf(layer, at)): Uint8Array {
  const truth = evaluate(filter, layer, columns);
  // hot: 200k slots
  for (let slot = 0; slot < truth.length; slot++) truth[slot] = truth[slot] === YES ? 1 : 0;
  return truth;
}

/** Number of slots that are set. */
export function countSlots(slots: Uint8Array): number {
  let count = 0;
  for (let slot = 0; slot < slots.length; slot++) count += slots[slot]!;
  return count;
}

function evaluate(filter: Cql2, layer: FleetLayer, columns: Columns): Uint8Array {
  switch (filter.is) {
    case 'and':
    case 'or': {
      const [first, ...rest] = filter.parts.map((part) => evaluate(part, layer, columns));
      const truth = first ?? new Uint8Array(columns.count);
      for (const each of rest) join(truth, each, filter.is === 'and' ? NO : YES);
      return truth;
    }
    case 'not': {
      const truth = evaluate(filter.part, layer, columns);
      for (let slot = 0; slot < truth.length; slot++) if (truth[slot] !== UNKNOWN) truth[slot] = 1 - truth[slot]!;
      return truth;
    }
    case 'area':
      return placed(filter.area, layer);
  }
  const column = columns.of(filter.property);
  const truth = new Uint8Array(columns.count);
  if (!column) return truth.fill(UNKNOWN);
  const type = columns.field(filter.property)?.type;
  switch (filter.is) {
    case 'null':
      return judge(truth, column, (value) => value === null || Number.isNaN(value), true);
    case 'compare': {
      const wanted = operand(filter.value, type);
      if (column instanceof Float64Array && typeof wanted === 'number')
        return compared(truth, column, filter.by, wanted);
      if (!(column instanceof Float64Array) && (filter.by === '=' || filter.by === '<>'))
        return alike(truth, column, wanted, filter.by === '=' ? YES : NO);
      return judge(truth, column, (value) => compare(value, filter.by, wanted));
    }
    case 'between': {
      const [low, high] = [operand(filter.low, type), operand(filter.high, type)];
      return judge(truth, column, (value) => {
        const [above, below] = [compare(value, '>=', low), compare(value, '<=', high)];
        return above === undefined || below === undefined ? undefined : above && below;
      });
    }
    case 'in': {
      const values = new Set<unknown>(filter.values.map((each) => operand(each, type)));
      return judge(truth, column, (value) => values.has(value));
    }
    case 'like': {
      const known = new Map<unknown, boolean>();
      return judge(truth, column, (value) => {
        let like = known.get(value);
        if (like === undefined) {
          like = filter.pattern.test(type === 'level' ? (LEVELS[value as number] ?? '') : String(value));
          known.set(value, like);
        }
        return like;
      });
    }
  }
}

/** What a literal is in the column: a level's rank, a moment's milliseconds. */
function operand(value: string | number | boolean, type: string | undefined): string | number | boolean {
  if (type === 'level') return levelRank(value as (typeof LEVELS)[number]);
  return type === 'moment' && typeof value === 'string' ? parseInstant(value) : value;
}

/** `decides` wins over everything, unknown over the other. */
function join(truth: Uint8Array, other: Uint8Array, decides: number): void {
  // hot: 200k slots
  for (let slot = 0; slot < truth.length; slot++) {
    if (truth[slot] === decides) continue;
    if (other[slot] === decides || truth[slot] !== UNKNOWN) truth[slot] = other[slot]!;
  }
}

function judge(
  truth: Uint8Array,
  column: Column,
  test: (value: string | number | boolean | null) => boolean | undefined,
  nothing = false,
): Uint8Array {
  // hot: 200k slots
  for (let slot = 0; slot < truth.length; slot++) {
    const value = column[slot] ?? null;
    if (!nothing && (value === null || Number.isNaN(value))) {
      truth[slot] = UNKNOWN;
      continue;
    }
    const found = test(value);
    truth[slot] = found === undefined ? UNKNOWN : found ? YES : NO;
  }
  return truth;
}

/** Equality of what is no number; a value of another kind than `wanted` is unknown. */
function alike(truth: Uint8Array, column: Exclude<Column, Float64Array>, wanted: unknown, same: number): Uint8Array {
  const kind = typeof wanted;
  // hot: 200k slots
  for (let slot = 0; slot < truth.length; slot++) {
    const value = column[slot];
    truth[slot] = value === wanted ? same : typeof value === kind ? 1 - same : UNKNOWN;
  }
  return truth;
}

function compared(truth: Uint8Array, column: Float64Array, by: Comparison, wanted: number): Uint8Array {
  const [less, same, more] = [
    by === '<' || by === '<=' || by === '<>' ? YES : NO,
    by === '=' || by === '<=' || by === '>=' ? YES : NO,
    by === '>' || by === '>=' || by === '<>' ? YES : NO,
  ];
  // hot: 200k slots
  for (let slot = 0; slot < truth.length; slot++) {
    const value = column[slot]!;
    truth[slot] = value < wanted ? less : value > wanted ? more : value === wanted ? same : UNKNOWN;
  }
  return truth;
}

function placed(area: Area, { assets, definition }: FleetLayer): Uint8Array {
  const truth = new Uint8Array(assets.count);
  const { positions, shapes } = assets;
  const [west, south, east, north] = boundsOfArea(area);
  const holds = holdsPoint(area);
  const meets = shapes && meetsArea(area);
  const filled = definition.geometry === 'polygon';
  // hot: 200k slots
  for (let slot = 0; slot < assets.count; slot++) {
    const longitude = positions[3 * slot]!;
    const latitude = positions[3 * slot + 1]!;
    const shape = shapes?.[slot];
    if (meets && shape) truth[slot] = meets({ longitude, latitude, shape, filled }) ? YES : NO;
    else if (longitude >= west && longitude <= east && latitude >= south && latitude <= north)
      truth[slot] = holds(longitude, latitude) ? YES : NO;
  }
  return truth;
}
