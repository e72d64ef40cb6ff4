import { type Instant, parseInstant } from '../domain/clock.ts';
import { WireError } from '../wire/parse.ts';

/** Parts into which a span may be cut. */
export const MOST_BUCKETS = 5000;

/** A request that cannot be answered: `status` and one line for the person. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem';
  readonly statusCode: number;
  /** Headers of the answer, such as Retry-After. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the answer says beside `error`. */
  readonly more: object;

  constructor(statusCode: number, message: string, headers: Readonly<Record<string, string>> = {}, more: object = {}) {
    super(message);
    this.statusCode = statusCode;
    this.headers = headers;
    this.more = more;
  }
}

export type Query = Readonly<Record<string, unknown>>;

/** What a `Date` can hold, ms. */
const LAST_INSTANT = 8.64e15;

/** RFC 3339 or milliseconds; `fallback` when absent. */
export function instantOf(query: Query, key: string, fallback: Instant): Instant {
  const text = query[key];
  if (text === undefined || text === '') return fallback;
  if (/^-?\d+(\.\d+)?$/.test(String(text))) {
    if (Math.abs(Number(text)) <= LAST_INSTANT) return Number(text);
    throw new RequestProblem(
      400,
      `${key}=${String(text).slice(0, 40)}: no time lies so far away; write milliseconds since 1970.`,
    );
  }
  try {
    // In a query "+08:00" arrives as " 08:00" unless it was escaped.
    return parseInstant(String(text).replace(' ', '+'));
  } catch (error) {
    throw new RequestProblem(400, `${key}: ${(error as Error).message}`);
  }
}

/** `from` and `to`; throws when the one is after the other, and when they are equal unless `orEmpty`. */
export function spanOf(query: Query, now: Instant, length: number, orEmpty = false): { from: Instant; to: Instant } {
  const to = instantOf(query, 'to', now);
  const from = instantOf(query, 'from', to - length);
  if (!(from < to || (orEmpty && from === to))) throw new RequestProblem(400, `from=${from} is not before to=${to}.`);
  return { from, to };
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A duration in milliseconds: `90s`, `5m`, `1h`, `1d`, `250ms`, `PT5M`, or a plain number of seconds. */
export function durationOf(query: Query, key: string, fallback: number): number {
  const text = query[key];
  if (text === undefined || text === '') return fallback;
  const match = /^(?:P?T?)(\d+(?:\.\d+)?)(ms|s|m|h|d)?$/i.exec(String(text));
  const value = match ? Number(match[1]) * (UNITS[(match[2] ?? 's').toLowerCase()] ?? Number.NaN) : Number.NaN;
  if (!(value >= 1)) throw new RequestProblem(400, `${key}="${text}": write a duration like 60s, 5m, 1h or 1d.`);
  return value;
}

export function integerOf(query: Query, key: string, fallback: number, min: number, max: number): number {
  const text = query[key];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!(Number.isInteger(value) && value >= min && value <= max))
    throw new RequestProblem(400, `${key}="${text}": expected a whole number from ${min} to ${max}.`);
  return value;
}

export function requiredText(query: Query, key: string, example: string): string {
  const text = query[key];
  if (typeof text === 'string' && text !== '') return text;
  throw new RequestProblem(400, `${key} is missing; add e.g. ${key}=${example}.`);
}

/** West, south, east, north in degrees, or undefined. */
export function boxOf(query: Query): readonly [number, number, number, number] | undefined {
  const text = query.bbox;
  if (text === undefined || text === '') return undefined;
  const [west, south, east, north, ...rest] = String(text).split(',').map(Number);
  if (rest.length > 0 || !((west as number) <= (east as number) && (south as number) <= (north as number)))
    throw new RequestProblem(400, `bbox="${text}": expected west,south,east,north in degrees.`);
  return [west as number, south as number, east as number, north as number];
}

/** Reads a body; one that does not fit its schema is the sender's fault. */
export function readBody<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof WireError ? new RequestProblem(400, error.message) : error;
  }
}
