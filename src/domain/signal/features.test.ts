import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random.ts';
import { cableForce, deviation, firstFrequency, naturalFrequency } from './cable-force.ts';
import { regression, withoutSlope } from './regression.ts';
import { rmsWindows } from './rms.ts';

describe('RMS over ten minutes', () => {
  const rate = 50;
  const times = Float64Array.from({ length: 25 * 60 * rate }, (_, i) => i / rate);
  it('of a sine is its amplitude over √2, whatever it rests on', () => {
    const windows = rmsWindows(
      times,
      times.map((t) => 981_000 + 30 * Math.sin(2 * Math.PI * 1.3 * t)),
      rate,
    );
    expect(windows.map(({ from, to }) => [from, to])).toEqual([
      [0, 600],
      [600, 1200],
      [1200, 1500],
    ]);
    for (const { rms } of windows) expect(rms).toBeCloseTo(30 / Math.SQRT2, 2);
  });
  it('a window half empty says nothing', () => {
    const holed = times.map((t) => (t > 700 && t < 1100 ? Number.NaN : 1));
    expect(rmsWindows(times, holed, rate).map(({ from }) => from)).toEqual([0, 1200]);
  });
});

describe('temperature', () => {
  it('is taken off by the slope that a line through the days gives', () => {
    const random = seededRandom(3);
    const temperature = Float64Array.from({ length: 500 }, (_, i) => 15 + 12 * Math.sin(i / 40));
    const deflection = temperature.map((t) => 6 - 1.8 * (t - 15) + (random() - 0.5));
    const line = regression(temperature, deflection);
    if (!line) return expect.unreachable();
    expect(line.slope).toBeCloseTo(-1.8, 1);
    expect(line.intercept).toBeCloseTo(33, 0);
    expect(line.r2).toBeGreaterThan(0.99);
    expect(line.residual).toBeCloseTo(Math.sqrt(1 / 12), 1);
    const compensated = deflection.map((value, i) => withoutSlope(value, temperature[i] as number, line.slope, 15));
    expect(Math.max(...compensated) - Math.min(...compensated)).toBeLessThan(1.2);
  });
  it('two points, or one temperature, are no line; a gap is left out', () => {
    expect(regression([1, 2], [3, 4])).toBeNull();
    expect(regression([5, 5, 5], [1, 2, 3])).toBeNull();
    expect(regression([0, 1, 2, Number.NaN], [1, 3, 5, 99])).toMatchObject({
      slope: 2,
      intercept: 1,
      points: 3,
      r2: 1,
    });
  });
});

describe('cable force', () => {
  it('of a taut string: 100 m of 60 kg/m at 1 Hz pull 2400 kN', () => {
    expect(cableForce({ length: 100, mass: 60 }, 1, 1)).toBe(2400);
    expect(cableForce({ length: 100, mass: 60 }, 3, 3)).toBe(2400);
    expect(naturalFrequency({ length: 100, mass: 60 }, 2400)).toBe(1);
  });
  it('one per cent of frequency is two of force', () => {
    const stay = { length: 120, mass: 55 };
    expect(deviation(cableForce(stay, 0.99, 1), cableForce(stay, 1, 1))).toBeCloseTo(-1.99, 2);
  });
  it('the first frequency comes from all orders, the higher ones counting more', () => {
    expect(firstFrequency([0.91, 1.8, 2.7, 4.5], 0.95)).toBeCloseTo(0.9, 2);
    expect(firstFrequency([0.2], 0.95)).toBeNull();
  });
});
