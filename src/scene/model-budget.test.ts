import { describe, expect, it } from 'vitest';
import { coarseness, MODEL_VERTICES, withinBudget } from './model-budget.ts';

describe('the vertices of models in a frame', () => {
  const items = [5, 1, 3, 2, 4].map((metres) => ({ metres, vertices: 100 * metres }));

  it('are the nearest ones that fit, never more than the budget', () => {
    expect(withinBudget(items, 1500).kept.length).toBe(5);
    const { kept, vertices } = withinBudget(items, 700);
    expect(kept.map((each) => each.metres)).toEqual([1, 2, 3]);
    expect(vertices).toBe(600);
    for (let budget = 0; budget < 1600; budget += 50) {
      const held = withinBudget(items, budget);
      expect(held.vertices).toBeLessThanOrEqual(budget);
      expect(held.kept.reduce((sum, each) => sum + each.vertices, 0)).toBe(held.vertices);
    }
    expect(withinBudget(items, 99).kept).toEqual([]);
  });

  it('come to rest within the budget for every load, and finest where all of it fits', () => {
    for (const load of [0.1, 0.5, 0.9, 1, 1.4, 3, 9, 40]) {
      let factor = 1;
      let changes = 0;
      // What a view asks for falls with the square of the error, as tiles of a plane do.
      const asks = () => (load * MODEL_VERTICES) / factor ** 2;
      for (let frame = 0; frame < 100; frame++) {
        const next = coarseness(factor, asks(), MODEL_VERTICES);
        changes = next === factor ? 0 : changes + 1;
        factor = next;
      }
      expect(changes).toBe(0);
      expect(asks()).toBeLessThanOrEqual(MODEL_VERTICES);
      if (load <= 0.9) expect(factor).toBe(1);
    }
  });

  it('get their detail back when the view asks for less', () => {
    let factor = 8;
    for (let frame = 0; frame < 60; frame++) factor = coarseness(factor, 1000, MODEL_VERTICES);
    expect(factor).toBe(1);
  });
});
