import { DAY, HOUR, type Instant, MINUTE } from '../domain/clock.ts';

/** A stretch of time on `width` CSS pixels. */
export interface TimeAxis {
  readonly from: Instant;
  readonly to: Instant;
  readonly width: number;
}

export const YEAR = 365.25 * DAY;
const LEAST_SPAN = 4 * MINUTE;
const GREATEST_SPAN = 30 * YEAR;

/** Pixels from the left edge at which `t` lies; outside 0 … width when out of view. */
export function xOf(axis: TimeAxis, t: Instant): number {
  return ((t - axis.from) / (axis.to - axis.from)) * axis.width;
}

/** The instant at `x` pixels. The inverse of `xOf`. */
export function timeAt(axis: TimeAxis, x: number): Instant {
  return axis.from + (x / axis.width) * (axis.to - axis.from);
}

/** The axis with its span multiplied by `factor` (< 1 zooms in) while the instant under `x` stays where it is. */
export function zoom(axis: TimeAxis, x: number, factor: number): TimeAxis {
  const span = axis.to - axis.from;
  const next = Math.min(GREATEST_SPAN, Math.max(LEAST_SPAN, span * factor));
  const anchor = timeAt(axis, x);
  const from = anchor - (x / axis.width) * next;
  return { from, to: from + next, width: axis.width };
}

/** The axis moved so that its content follows a drag of `dx` pixels. */
export function pan(axis: TimeAxis, dx: number): TimeAxis {
  const shift = (dx / axis.width) * (axis.to - axis.from);
  return { from: axis.from - shift, to: axis.to - shift, width: axis.width };
}

/** The axis moved by the least amount that puts `t` at least `margin` (0 … 0.5 of the width) inside. */
export function reveal(axis: TimeAxis, t: Instant, margin = 0.08): TimeAxis {
  const span = axis.to - axis.from;
  const low = axis.from + margin * span;
  const high = axis.to - margin * span;
  const shift = t < low ? t - low : t > high ? t - high : 0;
  return shift === 0 ? axis : { ...axis, from: axis.from + shift, to: axis.to + shift };
}

export type CalendarUnit = 'minute' | 'hour' | 'day' | 'month' | 'year';

interface Step {
  readonly unit: CalendarUnit;
  readonly count: number;
  /** Mean length in milliseconds. */
  readonly length: number;
}

const MONTH = YEAR / 12;
const STEPS: readonly Step[] = [
  ...[1, 2, 5, 10, 30].map((count): Step => ({ unit: 'minute', count, length: count * MINUTE })),
  ...[1, 3, 6, 12].map((count): Step => ({ unit: 'hour', count, length: count * HOUR })),
  ...[1, 2, 5, 10].map((count): Step => ({ unit: 'day', count, length: count * DAY })),
  ...[1, 3, 6].map((count): Step => ({ unit: 'month', count, length: count * MONTH })),
  ...[1, 2, 5, 10].map((count): Step => ({ unit: 'year', count, length: count * YEAR })),
];

/** The finest step whose ticks stand at least `spacing` pixels apart. */
function stepFor(axis: TimeAxis, spacing: number): Step {
  const least = ((axis.to - axis.from) / axis.width) * spacing;
  return STEPS.find((step) => step.length >= least) ?? (STEPS.at(-1) as Step);
}

export interface Tick {
  readonly at: Instant;
  readonly x: number;
  readonly unit: CalendarUnit;
  /** A tick that begins the next larger unit: midnight among hours, a new month among days, a new year among months. */
  readonly major: boolean;
}

/** Ticks in view, aligned to the calendar of a city `utcOffset` minutes east of UTC, at least `spacing` pixels apart. */
export function ticks(axis: TimeAxis, spacing: number, utcOffset: number): Tick[] {
  const step = stepFor(axis, spacing);
  const shift = utcOffset * MINUTE;
  const found: Tick[] = [];
  const last = axis.to + shift;
  for (let local = floorTo(axis.from + shift, step); local <= last && found.length < 400; local = after(local, step)) {
    const at = local - shift;
    if (at < axis.from) continue;
    found.push({ at, x: xOf(axis, at), unit: step.unit, major: beginsLarger(local, step.unit) });
  }
  return found;
}

/** Local calendar arithmetic is done in UTC fields of an instant already shifted by the city's offset. */
function floorTo(local: number, step: Step): number {
  const date = new Date(local);
  switch (step.unit) {
    case 'minute':
    case 'hour':
      return Math.floor(local / step.length) * step.length;
    case 'day': {
      const day = date.getUTCDate();
      const index = step.count === 1 ? day : 1 + Math.floor((day - 1) / step.count) * step.count;
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), index);
    }
    case 'month':
      return Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / step.count) * step.count, 1);
    case 'year':
      return Date.UTC(Math.floor(date.getUTCFullYear() / step.count) * step.count, 0, 1);
  }
}

function after(local: number, step: Step): number {
  const date = new Date(local);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  switch (step.unit) {
    case 'minute':
    case 'hour':
      return local + step.length;
    case 'day': {
      const next = Date.UTC(year, month, day + step.count);
      const firstOfNextMonth = Date.UTC(year, month + 1, 1);
      // A short last stretch of a month is left out, so that two labels never touch.
      return step.count > 1 && next + (step.count * DAY) / 2 > firstOfNextMonth ? firstOfNextMonth : next;
    }
    case 'month':
      return Date.UTC(year, month + step.count, 1);
    case 'year':
      return Date.UTC(year + step.count, 0, 1);
  }
}

function beginsLarger(local: number, unit: CalendarUnit): boolean {
  const date = new Date(local);
  switch (unit) {
    case 'minute':
      return date.getUTCMinutes() === 0;
    case 'hour':
      return date.getUTCHours() === 0;
    case 'day':
      return date.getUTCDate() === 1;
    case 'month':
      return date.getUTCMonth() === 0;
    case 'year':
      return false;
  }
}

/** The unit that one press of an arrow key moves: about a hundredth of what is in view. */
export function naturalUnit(axis: TimeAxis): Exclude<CalendarUnit, 'year'> {
  const span = axis.to - axis.from;
  if (span <= 8 * HOUR) return 'minute';
  if (span <= 10 * DAY) return 'hour';
  return span <= 2 * YEAR ? 'day' : 'month';
}

/**
 * The instant one natural unit from `at` in `direction`, on a whole unit of the city's calendar. When `at` lies among
 * `stops` (phase limits, slices) and the unit is a day or longer, the neighbouring stop is taken instead.
 */
export function stepFrom(
  axis: TimeAxis,
  at: Instant,
  direction: -1 | 1,
  utcOffset: number,
  stops: readonly Instant[] = [],
): Instant {
  const unit = naturalUnit(axis);
  if (unit === 'day' || unit === 'month') {
    const sorted = [...stops].sort((a, b) => a - b);
    const first = sorted[0];
    const last = sorted.at(-1);
    const next = direction > 0 ? sorted.find((stop) => stop > at) : sorted.findLast((stop) => stop < at);
    if (next !== undefined && first !== undefined && last !== undefined && at >= first - DAY && at <= last + DAY)
      return next;
  }
  const shift = utcOffset * MINUTE;
  const step: Step = { unit, count: 1, length: unit === 'minute' ? MINUTE : unit === 'hour' ? HOUR : DAY };
  const floor = floorTo(at + shift, step);
  if (direction > 0) return after(floor, step) - shift;
  return (floor < at + shift ? floor : floorTo(floor - 1, step)) - shift;
}

/** The nearest of `anchors` within `pixels` of `t`, or `t` itself. */
export function snap(axis: TimeAxis, t: Instant, anchors: readonly Instant[], pixels: number): Instant {
  const reach = (pixels / axis.width) * (axis.to - axis.from);
  let best = t;
  let distance = reach;
  for (const anchor of anchors) {
    const away = Math.abs(anchor - t);
    if (away <= distance) {
      best = anchor;
      distance = away;
    }
  }
  return best;
}

/** The visible part of `[from, to)` in pixels, or null when none of it is in view. */
export function segment(axis: TimeAxis, from: Instant, to: Instant): { x: number; width: number } | null {
  const left = Math.max(0, xOf(axis, from));
  const right = Math.min(axis.width, xOf(axis, to));
  return right > left ? { x: left, width: right - left } : null;
}

export type AxisPart = 'playhead' | 'now' | 'track';

/** What a pointer at `x` pixels takes hold of; the playhead wins over now. */
export function hitTest(axis: TimeAxis, x: number, playhead: Instant, now: Instant, reach = 8): AxisPart {
  if (Math.abs(x - xOf(axis, playhead)) <= reach) return 'playhead';
  if (Math.abs(x - xOf(axis, now)) <= reach) return 'now';
  return 'track';
}
