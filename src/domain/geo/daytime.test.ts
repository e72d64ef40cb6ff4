import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../clock.ts';
import { lightAt } from './daytime.ts';

const [LONGITUDE, LATITUDE] = [116.587, 35.415];
const light = (at: number) => lightAt(at, LONGITUDE, LATITUDE);

describe('day and night of a screen', () => {
  it('Jining on 23 November 2026: sunset 16:56, night some 20 minutes later', () => {
    expect(light(Date.parse('2026-11-23T16:40:00+08:00'))).toBe('day');
    expect(light(Date.parse('2026-11-23T17:05:00+08:00'))).toBe('day');
    expect(light(Date.parse('2026-11-23T17:25:00+08:00'))).toBe('night');
    expect(light(Date.parse('2026-11-23T12:00:00+08:00'))).toBe('day');
  });

  it('changes twice a day, and days are longest in June', () => {
    const daylight = (midnight: number) => {
      let minutes = 0;
      let changes = 0;
      for (let m = 0; m < 1440; m++) {
        const now = light(midnight + m * MINUTE);
        if (now === 'day') minutes += 1;
        if (now !== light(midnight + (m + 1) * MINUTE)) changes += 1;
      }
      expect(changes).toBe(2);
      return (minutes * MINUTE) / HOUR;
    };
    const june = daylight(Date.parse('2026-06-21T00:00:00+08:00'));
    const december = daylight(Date.parse('2026-12-21T00:00:00+08:00'));
    expect(june).toBeGreaterThan(14.5);
    expect(december).toBeLessThan(10.8);
  });
});
