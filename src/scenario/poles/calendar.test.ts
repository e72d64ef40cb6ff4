import { describe, expect, test } from 'vitest';
import { calendar, PHASE_IDS } from './calendar.ts';
import { DEFAULT_POLICIES } from './policies.ts';

describe.each([
  [500, 1],
  [2000, 4],
  [5300, 9],
  [12_000, 30],
])('calendar of %i m with %i junctions', (lengthMetres, junctions) => {
  const days = calendar({ from: 100, lengthMetres }, junctions, DEFAULT_POLICIES);

  test('phases follow one another', () => {
    PHASE_IDS.forEach((id, index) => {
      expect(days.phases[id].to).toBeGreaterThan(days.phases[id].from);
      const before = PHASE_IDS[index - 1];
      if (before) expect(days.phases[id].from).toBeGreaterThanOrEqual(days.phases[before].to);
    });
  });

  test('each slice lies in its phase', () => {
    const at = Object.fromEntries(days.slices.map(({ id, day }) => [id, day]));
    const within = (day: number | undefined, from: number, to: number) => {
      expect(day).toBeGreaterThanOrEqual(from);
      expect(day).toBeLessThan(to);
    };
    within(at.T0, 0, days.phases.P0.from);
    within(at.T1, days.phases.P0.from, days.phases.P0.to);
    within(at.T2, days.phases.P1.from, days.phases.P1.to);
    within(at.T3, days.phases.P2.from, days.phases.P2.to);
    within(at.T4, days.phases.P3.from, days.phases.P5.to);
    within(at.T5, days.phases.P6.from, days.phases.P6.to);
    expect(at.T6).toBeCloseTo((at.T5 ?? 0) + 365, 9);
  });

  test('work anywhere stays inside its phase, and slices see it done or not begun', () => {
    const at = Object.fromEntries(days.slices.map(({ id, day }) => [id, day])) as Record<string, number>;
    for (let chainage = -50; chainage <= lengthMetres + 250; chainage += 7) {
      const south = days.baseErected('south', chainage);
      expect(south).toBeGreaterThanOrEqual(days.phases.P1.from);
      expect(south).toBeLessThanOrEqual(at.T2 as number);
      expect(days.baseErected('north', chainage)).toBeLessThanOrEqual(at.T3 as number);
      expect(days.baseErected('north', chainage)).toBeGreaterThan(at.T2 as number);
      expect(days.inService(chainage)).toBeLessThan(days.phases.P3.to);
      expect(days.removed(chainage)).toBeGreaterThan(at.T4 as number);
      expect(days.removed(chainage)).toBeLessThan(days.phases.P5.to);
    }
  });
});

test('5.3 km from 1 March is dug before 1 June by six crews, and nothing is erected during the exams', () => {
  const { works } = calendar({ from: 0, lengthMetres: 5300 }, 9, DEFAULT_POLICIES);
  const bases = [...works.P1, ...works.P2];
  expect(Math.max(...bases.map((work) => work.crew))).toBe(6);
  // 1 June is day 92, the exams are days 97–101.
  for (const { digging } of bases) expect(digging?.[1]).toBeLessThanOrEqual(92);
  for (const { poleDays } of bases) for (const day of poleDays) expect(day < 97 || day > 101).toBe(true);
});

test('fewer crews need more waves and leave the rest of the digging for October', () => {
  const days = calendar({ from: 0, lengthMetres: 5300 }, 9, { ...DEFAULT_POLICIES, crews: 3 });
  // 1 October is day 214.
  expect(days.works.P2.some(({ digging }) => (digging?.[0] ?? 0) >= 214)).toBe(true);
  expect(days.works.P2.every(({ digging }) => (digging?.[1] ?? 0) <= 92 || (digging?.[0] ?? 0) >= 214)).toBe(true);
});
