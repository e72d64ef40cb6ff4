import { describe, expect, it } from 'vitest';
import { type Coarseness, coarsened, MODEL_VERTICES, withinBudget } from './model-budget.ts';

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
      let coarse: Coarseness = { factor: 1, refused: 0 };
      let changes = 0;
      // What a view asks for falls with the square of the error, as tiles of a plane do.
      const asks = () => (load * MODEL_VERTICES) / coarse.factor ** 2;
      for (let frame = 0; frame < 100; frame++) {
        const next = coarsened(coarse, asks(), MODEL_VERTICES);
        changes = next.factor === coarse.factor ? 0 : changes + 1;
        coarse = next;
      }
      expect(changes).toBe(0);
      expect(asks()).toBeLessThanOrEqual(MODEL_VERTICES);
      if (load <= 0.9) expect(coarse.factor).toBe(1);
    }
  });

  it('get their detail back when the view asks for less', () => {
    let coarse: Coarseness = { factor: 8, refused: 0 };
    for (let frame = 0; frame < 60; frame++) coarse = coarsened(coarse, 1000, MODEL_VERTICES);
    expect(coarse.factor).toBe(1);
  });

  it('come to rest where one tile alone is too much, and leave it out', () => {
    for (const comes of [1.05, 1.7, 3.6, 9]) {
      let coarse: Coarseness = { factor: 1, refused: 0 };
      let last = 0;
      for (let frame = 0; frame < 200; frame++) {
        const next = coarsened(coarse, coarse.factor < comes ? 1.4 * MODEL_VERTICES : 0, MODEL_VERTICES);
        if (next.factor !== coarse.factor) last = frame;
        coarse = next;
      }
      expect(last, `${comes}`).toBeLessThan(60);
      expect(coarse.factor).toBeGreaterThanOrEqual(comes);
    }
  });
});
