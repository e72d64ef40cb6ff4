import { describe, expect, test } from 'vitest';
import { LIVENESS, type LivenessLimits, liveness, nextLivenessChange } from './liveness.ts';
import { seededRandom } from './random.ts';

const limits: LivenessLimits = { late: 300, stale: 1800, offline: 7200 };

describe('liveness', () => {
  test.each([
    [0, 'live'],
    [299.999, 'live'],
    [300, 'late'],
    [1799.999, 'late'],
    [1800, 'stale'],
    [7199.999, 'stale'],
    [7200, 'offline'],
    [1e9, 'offline'],
  ])('%f s old is %s', (age, expected) => {
    expect(liveness(1e12, 1e12 + age * 1000, limits)).toBe(expected);
  });

  test('of a lost source the newest value is stale, an old one offline, and none stays none', () => {
    expect(liveness(1e12, 1e12, limits, true)).toBe('stale');
    expect(liveness(1e12, 1e12 + 7_200_000, limits, true)).toBe('offline');
    expect(liveness(Number.NaN, 1e12, limits, true)).toBe('none');
  });

  test('what was never observed, or not yet, is none', () => {
    expect(liveness(Number.NaN, 1e12, limits)).toBe('none');
    expect(liveness(1e12 + 1, 1e12, limits)).toBe('none');
    expect(nextLivenessChange(Number.NaN, 1e12, limits)).toBe(Number.POSITIVE_INFINITY);
  });
});

test('the next change is the first instant at which liveness differs', () => {
  const random = seededRandom(17);
  for (let i = 0; i < 500; i++) {
    const late = 1 + Math.floor(random() * 1000);
    const each = {
      late,
      stale: late + 1 + Math.floor(random() * 1000),
      offline: late + 1002 + Math.floor(random() * 1000),
    };
    const time = Math.floor(random() * 1e12);
    let now = time + Math.floor(random() * 1000);
    const seen = [liveness(time, now, each)];
    for (;;) {
      const next = nextLivenessChange(time, now, each);
      if (next === Number.POSITIVE_INFINITY) break;
      expect(next).toBeGreaterThan(now);
      expect(liveness(time, next - 1, each)).toBe(seen.at(-1));
      expect(liveness(time, next, each)).not.toBe(seen.at(-1));
      seen.push(liveness(time, next, each));
      now = next;
    }
    expect(seen.at(-1)).toBe('offline');
    // Worse and worse, never skipping back.
    expect(seen).toEqual(LIVENESS.slice(LIVENESS.indexOf(seen[0] ?? 'none'), 4));
  }
});
