import { describe, expect, it } from 'vitest';
import { seededRandom } from '../domain/random.ts';
import { AT_EASE, GOVERNOR_LIMITS, type GovernorState, type GovernorStep, governed, LADDER } from './governor.ts';

const LIMITS = { ...GOVERNOR_LIMITS, budget: 25 };
/** A display's beat: no frame is shorter. */
const BEAT = 1000 / 60;

interface Load {
  /** Milliseconds of a frame that no rung changes, and those that go with the pixels drawn. */
  readonly fixed: number;
  readonly pixels: number;
}

/** Runs `seconds` of motion under a load; the frames of a display come at whole beats, with noise and a hitch now and then. */
function run(from: GovernorState, load: Load, seconds: number, random = seededRandom(3)) {
  const steps: (GovernorStep & { readonly at: number })[] = [];
  let state = from;
  let time = 0;
  while (time < seconds * 1000) {
    const { resolution } = LADDER[state.rung] ?? { resolution: 1 };
    const noise = 0.92 + 0.16 * random() + (random() < 0.02 ? 2 : 0);
    const cost = (load.fixed + load.pixels * resolution ** 2) * noise;
    const frame = Math.ceil(cost / BEAT) * BEAT;
    time += frame;
    state = governed(state, frame, LIMITS);
    if (state.step) steps.push({ ...state.step, at: time });
  }
  return { state, steps };
}

const LIGHT: Load = { fixed: 6, pixels: 4 };

describe('governor', () => {
  it('leaves a scene alone that keeps its budget, hitches and all', () => {
    expect(run(AT_EASE, LIGHT, 120).steps).toEqual([]);
  });

  it('steps down under a load until the budget holds, and says by what', () => {
    const { state, steps } = run(AT_EASE, { fixed: 4, pixels: 40 }, 5);
    expect(steps.length).toBeGreaterThan(0);
    for (const step of steps) {
      expect(step.direction).toBe('down');
      expect(step.median).toBeGreaterThan(LIMITS.budget);
    }
    expect(steps.map(({ rung }) => rung)).toEqual(steps.map((_, i) => i + 1));
    const { resolution } = LADDER[state.rung]!;
    expect(4 + 40 * resolution ** 2).toBeLessThan(LIMITS.budget);
  });

  it('steps back up, one rung at a time, when the load has gone', () => {
    const slow = run(AT_EASE, { fixed: 4, pixels: 60 }, 10);
    expect(slow.state.rung).toBeGreaterThan(1);
    const { state, steps } = run(slow.state, LIGHT, 60);
    expect(state.rung).toBe(0);
    expect(steps.map(({ rung }) => rung)).toEqual(
      Array.from({ length: slow.state.rung }, (_, i) => slow.state.rung - 1 - i),
    );
    for (const step of steps) expect(step.direction).toBe('up');
    expect(run(state, LIGHT, 600).steps).toEqual([]);
  });

  it('does not oscillate under any steady load: a rung that fails is left four times as long before the next try', () => {
    for (let pixels = 2; pixels < 120; pixels += 3)
      for (const fixed of [2, 8, 14]) {
        const { steps } = run(AT_EASE, { fixed, pixels }, 1200);
        for (let rung = 0; rung < LADDER.length; rung++) {
          const tries = steps.filter((step) => step.direction === 'up' && step.rung === rung).map(({ at }) => at);
          expect(tries.length, `fixed ${fixed}, pixels ${pixels}`).toBeLessThanOrEqual(6);
          for (let i = 1; i < tries.length; i++) expect(tries[i]! - tries[i - 1]!).toBeGreaterThan(4 * LIMITS.patience);
        }
      }
  });

  it('stays on the last rung under a load that no rung can carry', () => {
    const { state, steps } = run(AT_EASE, { fixed: 90, pixels: 10 }, 60);
    expect(state.rung).toBe(LADDER.length - 1);
    expect(steps).toHaveLength(LADDER.length - 1);
  });

  it('does not judge the frames right after a step: they make new render targets', () => {
    let state = AT_EASE;
    for (let i = 0; i < LIMITS.window; i++) state = governed(state, 40, LIMITS);
    expect(state.step).toMatchObject({ direction: 'down', rung: 1, median: 40 });
    const { settle } = LIMITS;
    for (let waited = 0; waited < settle; waited += 100) {
      state = governed(state, 100, LIMITS);
      expect(state.rung).toBe(1);
      expect(state.recent).toEqual([]);
    }
  });
});
