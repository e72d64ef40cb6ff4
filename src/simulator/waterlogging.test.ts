import { describe, expect, test } from 'vitest';
import { assetAt } from '../domain/asset.ts';
import { seededRandom } from '../domain/random.ts';
import { DRY, depthOf, type Pond, type PondState, stepPond, volumeOf } from './pond.ts';
import type { RainEvent } from './rain.ts';
import { town } from './test-town.ts';
import { greatestDepth, pondOf } from './waterlogging.ts';

const random = seededRandom(11);
const ponds: Pond[] = Array.from({ length: 40 }, () => ({
  catchment: 5000 + 80_000 * random(),
  runoff: 0.3 + 0.65 * random(),
  drainage: 0.05 + random(),
  pumping: 0.5 * random(),
  basin: 800 + 7000 * random(),
}));

describe('a level pool', () => {
  test('keeps its water balance to 1e-9 of what ran in', () => {
    for (const pond of ponds) {
      let state: PondState = DRY;
      let [inflow, drained] = [0, 0];
      let worst = 0;
      for (let step = 0; step < 2000; step++) {
        const next = stepPond(pond, state, step < 800 ? 2 * random() : 0, 10);
        worst = Math.max(worst, Math.abs(state.volume + next.inflow - next.drained - next.volume), -next.volume);
        inflow += next.inflow;
        drained += next.drained;
        state = next;
      }
      expect(worst).toBeLessThan(1e-9);
      expect(Math.abs(inflow - drained - state.volume) / inflow).toBeLessThan(1e-9);
    }
  });

  test('takes no more than its pipes and pumps can', () => {
    for (const pond of ponds) {
      const next = stepPond(pond, { volume: 1e6, pumping: true }, 0, 10);
      expect(next.drained).toBeCloseTo(10 * (pond.drainage + pond.pumping), 6);
      expect(next.pumpFlow).toBeCloseTo(pond.pumping, 9);
    }
  });

  test('depth and volume are inverse and grow together', () => {
    for (const pond of ponds) {
      let last = -1;
      for (let depth = 0; depth <= 1; depth += 0.013) {
        const volume = volumeOf(pond, depth);
        expect(depthOf(pond, volume)).toBeCloseTo(depth, 9);
        expect(volume).toBeGreaterThan(last);
        last = volume;
      }
    }
  });

  test('15 cm on 1,000–8,000 m² hold 100–800 m³ (domain.md §3.5)', () => {
    for (const basin of [1000, 8000]) {
      const volume = volumeOf({ ...(ponds[0] as Pond), basin }, 0.15);
      expect(volume).toBeGreaterThan(99);
      expect(volume).toBeLessThan(801);
    }
  });

  test('pumps start at 15 cm and run down to wet film', () => {
    const pond: Pond = { catchment: 1e4, runoff: 1, drainage: 0.001, pumping: 1, basin: 2000 };
    const at = (depth: number, pumping: boolean): boolean =>
      stepPond(pond, { volume: volumeOf(pond, depth), pumping }, 0, 10).pumping;
    expect(at(0.149, false)).toBe(false);
    expect(at(0.151, false)).toBe(true);
    expect(at(0.1, true)).toBe(true);
    expect(at(0.049, true)).toBe(false);
  });
});

test('more rain never stands shallower, more drainage never deeper', () => {
  const event: RainEvent = { kind: 'storm', from: 0, minutes: 120, depth: 60 };
  for (const pond of ponds.slice(0, 6)) {
    const depths = [0.2, 0.5, 0.8, 1.1, 1.6].map((share) => greatestDepth(pond, event, share));
    expect([...depths].sort((a, b) => a - b)).toEqual(depths);
    expect(greatestDepth({ ...pond, drainage: 2 * pond.drainage }, event, 1)).toBeLessThanOrEqual(depths[3] ?? 0);
  }
});

test('attributes make the pond: hectares to square metres', () => {
  const table = town().find((layer) => layer.definition.id === 'waterlogging')?.assets;
  if (!table) throw new Error('The town has no waterlogging layer.');
  expect(pondOf(assetAt(table, 0))).toMatchObject({ catchment: 45_000, runoff: 0.7, drainage: 0.4, basin: 2600 });
});
