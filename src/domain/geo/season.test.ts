import { describe, expect, it } from 'vitest';
import { seasonAt } from './season.ts';

const on = (date: string, latitude = 35.4) => seasonAt(Date.parse(`${date}T12:00:00+08:00`), latitude);

describe('season', () => {
  it('is bare in January, green in July, turned and thinning in November, at Jining', () => {
    expect(on('2026-01-20')).toEqual({ leaves: 0, autumn: 0, green: 0 });
    expect(on('2026-07-01')).toEqual({ leaves: 1, autumn: 0, green: 1 });
    const november = on('2026-11-20');
    expect(november.autumn).toBeGreaterThan(0.9);
    expect(november.leaves).toBeGreaterThan(0.2);
    expect(november.leaves).toBeLessThan(0.8);
  });

  it('comes later towards the pole in spring and sooner in autumn', () => {
    expect(on('2026-04-10', 45).leaves).toBeLessThan(on('2026-04-10').leaves);
    expect(on('2026-10-15', 45).autumn).toBeGreaterThan(on('2026-10-15').autumn);
  });

  it('is turned round in the south, and always green near the equator', () => {
    expect(on('2026-01-10', -37).leaves).toBe(1);
    expect(on('2026-07-10', -37).leaves).toBe(0);
    expect(on('2026-01-20', 1.3)).toEqual({ leaves: 1, autumn: 0, green: 1 });
  });

  it('never jumps from one day to the next, nor from December to January', () => {
    for (let day = 0; day < 800; day++) {
      const [a, b] = [0, 1].map((k) => seasonAt(Date.UTC(2025, 0, 1) + (day + k) * 86_400_000, 35.4));
      expect(Math.abs((a?.leaves ?? 0) - (b?.leaves ?? 0)), `leaves of day ${day}`).toBeLessThan(0.06);
      expect(Math.abs((a?.green ?? 0) - (b?.green ?? 0)), `green of day ${day}`).toBeLessThan(0.06);
    }
  });
});
