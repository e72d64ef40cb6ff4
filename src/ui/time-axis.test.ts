import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../domain/clock.ts';
import { seededRandom } from '../domain/random.ts';
import {
  hitTest,
  naturalUnit,
  pan,
  reveal,
  segment,
  snap,
  stepFrom,
  type TimeAxis,
  ticks,
  timeAt,
  xOf,
  YEAR,
  zoom,
} from './time-axis.ts';
import { readTypedTime } from './typed-time.ts';

const BEIJING = 480;
const at = (text: string) => Date.parse(`${text}+08:00`);
const random = seededRandom(11);

function anyAxis(): TimeAxis {
  const span = 4 * MINUTE * (YEAR / MINUTE) ** random();
  const from = at('2026-01-01T00:00:00') + random() * YEAR;
  return { from, to: from + span, width: 200 + random() * 3000 };
}

describe('time axis', () => {
  it('pixels and instants are inverse; zoom keeps the instant under the pointer; pan follows the hand', () => {
    for (let i = 0; i < 200; i++) {
      const axis = anyAxis();
      const x = random() * axis.width;
      expect(xOf(axis, timeAt(axis, x))).toBeCloseTo(x, 3);
      const zoomed = zoom(axis, x, 0.2 + random() * 4);
      expect(timeAt(zoomed, x)).toBeCloseTo(timeAt(axis, x), 0);
      const moved = pan(axis, 40);
      expect(xOf(moved, timeAt(axis, x))).toBeCloseTo(x + 40, 3);
    }
  });

  it('zooms from minutes to years and no further', () => {
    let axis = anyAxis();
    for (let i = 0; i < 100; i++) axis = zoom(axis, 10, 0.5);
    expect(axis.to - axis.from).toBe(4 * MINUTE);
    for (let i = 0; i < 100; i++) axis = zoom(axis, 10, 2);
    expect(axis.to - axis.from).toBeCloseTo(30 * YEAR, -3);
  });

  it('ticks keep their distance, rise, and lie on the city calendar', () => {
    for (let i = 0; i < 300; i++) {
      const axis = anyAxis();
      const found = ticks(axis, 70, BEIJING);
      expect(found.length).toBeGreaterThan(0);
      for (let k = 1; k < found.length; k++) expect(found[k]!.x - found[k - 1]!.x).toBeGreaterThan(70 * 0.45);
      for (const tick of found) {
        const local = new Date(tick.at + 8 * HOUR);
        expect(local.getUTCSeconds()).toBe(0);
        if (tick.unit === 'day') expect([local.getUTCHours(), local.getUTCMinutes()]).toEqual([0, 0]);
        if (tick.unit === 'month' || tick.unit === 'year') expect(local.getUTCDate()).toBe(1);
      }
    }
  });

  it('midnight in Jining is the major tick among hours', () => {
    const axis = { from: at('2026-07-01T18:00:00'), to: at('2026-07-02T06:00:00'), width: 1200 };
    const major = ticks(axis, 80, BEIJING).filter((tick) => tick.major);
    expect(major.map((tick) => tick.at)).toEqual([at('2026-07-02T00:00:00')]);
  });

  it('arrows step by the natural unit, on whole units, and undo each other', () => {
    const day = { from: at('2026-07-01T00:00:00'), to: at('2026-07-02T00:00:00'), width: 1000 };
    expect(naturalUnit(day)).toBe('hour');
    expect(stepFrom(day, at('2026-07-01T08:20:00'), 1, BEIJING)).toBe(at('2026-07-01T09:00:00'));
    expect(stepFrom(day, at('2026-07-01T08:20:00'), -1, BEIJING)).toBe(at('2026-07-01T08:00:00'));
    expect(stepFrom(day, at('2026-07-01T08:00:00'), -1, BEIJING)).toBe(at('2026-07-01T07:00:00'));
    const month = { from: at('2026-07-01T00:00:00'), to: at('2026-08-20T00:00:00'), width: 1000 };
    expect(stepFrom(month, at('2026-07-01T00:00:00'), -1, BEIJING)).toBe(at('2026-06-30T00:00:00'));
    const hour = { from: at('2026-07-01T00:00:00'), to: at('2026-07-01T01:00:00'), width: 1000 };
    expect(stepFrom(hour, at('2026-07-01T08:20:30'), 1, BEIJING)).toBe(at('2026-07-01T08:21:00'));
  });

  it('among phases the arrows go from limit to limit', () => {
    const axis = { from: at('2027-01-01T00:00:00'), to: at('2028-01-01T00:00:00'), width: 1000 };
    const stops = ['2027-03-01T00:00:00', '2027-05-01T00:00:00', '2027-09-01T00:00:00'].map(at);
    expect(stepFrom(axis, stops[0]!, 1, BEIJING, stops)).toBe(stops[1]);
    expect(stepFrom(axis, stops[2]!, -1, BEIJING, stops)).toBe(stops[1]);
    expect(stepFrom(axis, at('2027-01-10T00:00:00'), 1, BEIJING, stops)).toBe(at('2027-01-11T00:00:00'));
  });

  it('snaps within reach only, and to the nearest', () => {
    const axis = { from: 0, to: 1000, width: 100 };
    expect(snap(axis, 500, [540, 470], 5)).toBe(470);
    expect(snap(axis, 500, [600], 5)).toBe(500);
  });

  it('clips segments, hits the playhead before now, reveals by the least move', () => {
    const axis = { from: 0, to: 1000, width: 100 };
    expect(segment(axis, -500, 500)).toEqual({ x: 0, width: 50 });
    expect(segment(axis, 1200, 1500)).toBeNull();
    expect(hitTest(axis, 50, 500, 510)).toBe('playhead');
    expect(hitTest(axis, 80, 500, 800)).toBe('now');
    expect(hitTest(axis, 20, 500, 800)).toBe('track');
    expect(reveal(axis, 500)).toBe(axis);
    expect(xOf(reveal(axis, 2000, 0.1), 2000)).toBeCloseTo(90, 6);
    expect(xOf(reveal(axis, -2000, 0.1), -2000)).toBeCloseTo(10, 6);
  });

  it('reads typed dates in the city calendar', () => {
    const near = at('2026-07-15T10:20:30');
    expect(readTypedTime('2027-03-01', near, BEIJING)).toBe(at('2027-03-01T00:00:00'));
    expect(readTypedTime('2027/3/1 8:05', near, BEIJING)).toBe(at('2027-03-01T08:05:00'));
    expect(readTypedTime('3月1日', near, BEIJING)).toBe(at('2026-03-01T00:00:00'));
    expect(readTypedTime('08:30', near, BEIJING)).toBe(at('2026-07-15T08:30:00'));
    expect(readTypedTime('t3', near, BEIJING)).toBe('T3');
    expect(readTypedTime('现在', near, BEIJING)).toBe('now');
    expect(readTypedTime('2027-03-01T08:00:00Z', near, BEIJING)).toBe(Date.UTC(2027, 2, 1, 8));
    for (const nonsense of ['', 'soon', '2027-02-30', '25:00', '2027-13-01', DAY.toString()])
      expect(readTypedTime(nonsense, near, BEIJING), nonsense).toBeNull();
  });
});
