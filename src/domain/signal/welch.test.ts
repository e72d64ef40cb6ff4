import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random.ts';
import { fft } from './fft.ts';
import { modesOf } from './modes.ts';
import { segmentLength, welch } from './welch.ts';

/** Gaussian noise of unit variance by Box and Muller. */
function noise(n: number, seed = 7): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from(
    { length: n },
    () => Math.sqrt(-2 * Math.log(random() || 1e-12)) * Math.cos(2 * Math.PI * random()),
  );
}

const tone = (n: number, rate: number, parts: readonly (readonly [hertz: number, amplitude: number])[]) =>
  noise(n).map(
    (each, i) =>
      0.02 * each +
      parts.reduce((sum, [hertz, amplitude]) => sum + amplitude * Math.sin((2 * Math.PI * hertz * i) / rate), 0),
  );

describe('the transform', () => {
  it('is the sum that defines it', () => {
    const n = 64;
    const [x, y] = [noise(n, 1), noise(n, 2)];
    const [re, im] = [Float64Array.from(x), Float64Array.from(y)];
    fft(re, im);
    for (let k = 0; k < n; k++) {
      let [a, b] = [0, 0];
      for (let i = 0; i < n; i++) {
        const angle = (-2 * Math.PI * k * i) / n;
        a += (x[i] as number) * Math.cos(angle) - (y[i] as number) * Math.sin(angle);
        b += (x[i] as number) * Math.sin(angle) + (y[i] as number) * Math.cos(angle);
      }
      expect(re[k]).toBeCloseTo(a, 9);
      expect(im[k]).toBeCloseTo(b, 9);
    }
  });
  it('refuses what is no power of two', () => {
    expect(() => fft(new Float64Array(12), new Float64Array(12))).toThrow(/12/);
  });
});

describe('Welch', () => {
  it('white noise is as much at every frequency, and adds up to its variance', () => {
    const { step, density, segments } = welch([noise(200_000)], 100, 1024);
    expect(segments).toBe(389);
    expect(density.reduce((sum, each) => sum + each * step, 0)).toBeCloseTo(1, 1);
    // σ² over 50 Hz is 0.02 a hertz; the trend takes the lowest bins away.
    const tenths = Array.from({ length: 9 }, (_, i) => {
      const part = density.slice(20 + 50 * i, 70 + 50 * i);
      return part.reduce((sum, each) => sum + each, 0) / part.length;
    });
    for (const each of tenths) expect(each).toBeCloseTo(0.02, 2);
  });
  it('a tone has half its squared amplitude, wherever it lies between bins', () => {
    for (const hertz of [5, 5.03, 5.049]) {
      const { step, density } = welch([tone(40_000, 100, [[hertz, 3]])], 100, 1024);
      const near = density.slice(Math.round(4 / step), Math.round(6 / step));
      expect(near.reduce((sum, each) => sum + each * step, 0)).toBeCloseTo(4.5, 1);
    }
  });
  it('a drift is taken off, a gap is not bridged, a short record is refused with its length', () => {
    const drifting = tone(20_000, 50, [[2, 1]]).map((each, i) => each + i * 0.01);
    const { step, density } = welch([drifting.slice(0, 9000), drifting.slice(9000)], 50, 2048);
    expect(step * density.indexOf(Math.max(...density))).toBeCloseTo(2, 1);
    expect(() => welch([new Float64Array(500), new Float64Array(900)], 50, 1024)).toThrow(/900/);
  });
  it('the segment is the longest of which there are eight', () => {
    expect([600, 60_000, 1_000_000].map(segmentLength)).toEqual([128, 8192, 8192]);
    const length = segmentLength(60_000);
    expect(welch([noise(60_000)], 100, length).segments).toBeGreaterThanOrEqual(8);
  });
});

describe('first modes', () => {
  it('synthetic signals give their known frequencies, to a tenth of a bin', () => {
    const known = [0.417, 0.683, 1.291] as const;
    const rate = 50;
    const signal = tone(30_000, rate, [
      [known[0], 1],
      [known[1], 0.4],
      [known[2], 0.2],
    ]);
    const spectrum = welch([signal], rate, segmentLength(signal.length));
    const modes = modesOf(spectrum);
    expect(modes).toHaveLength(3);
    modes.forEach(({ frequency }, i) => {
      expect(Math.abs(frequency - (known[i] as number))).toBeLessThan(0.1 * spectrum.step);
    });
  });
  it('an echo at a whole multiple is no mode, unless it is a cable', () => {
    const signal = tone(30_000, 50, [
      [0.8, 1],
      [1.6, 0.1],
      [2.4, 0.05],
      [3.1, 0.1],
    ]);
    const spectrum = welch([signal], 50, 4096);
    expect(modesOf(spectrum).map(({ frequency }) => Math.round(100 * frequency) / 100)).toEqual([0.8, 3.1]);
    expect(modesOf(spectrum, { harmonics: 'keep' }).map(({ frequency }) => Math.round(10 * frequency) / 10)).toEqual([
      0.8, 1.6, 2.4,
    ]);
  });
  it('noise alone has none', () => {
    for (const seed of [1, 2, 3])
      for (const length of [1024, 2048, segmentLength(60_000)])
        expect(modesOf(welch([noise(60_000, seed)], 100, length))).toEqual([]);
  });
});
