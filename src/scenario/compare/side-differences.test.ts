import { describe, expect, it } from 'vitest';
import { DAY } from '../../domain/clock.ts';
import { compileScenario } from '../compile.ts';
import type { CompiledScenario, ObjectRef } from '../compiled.ts';
import { addCarrier, mergeInto, shortStreetDocument, shortStreetTables } from '../fixture/short-street.ts';
import { linksOf } from './links.ts';
import { type Side, sideDifferences } from './side-differences.ts';

const NOW = Date.parse('2026-11-23T12:00:00+08:00');
/** A carrier on day 5; TG1 merges into it and BS1 moves on day 20, AD1 falls on day 12. */
const plan = compileScenario(
  shortStreetDocument(
    [addCarrier('MF1', '', 5)],
    [
      mergeInto('MF1', 'pole', 'TG1', ['sign:2.6:90', 'sign:3.4:90']),
      { op: 'move', target: { layer: 'pole', id: 'BS1' }, to: [116.5601, 35.42], heading: 0 },
      { op: 'remove', target: { layer: 'pole', id: 'AD1' }, how: 'removed', day: 12 },
    ],
  ),
  shortStreetTables(),
  NOW,
  480,
);
const side = (alternative: string, day: number): Side => ({ alternative, at: plan.start + day * DAY });
const ids = (refs: readonly ObjectRef[]) => refs.map(({ id }) => id).sort();

describe('what stands on one side of a comparison alone', () => {
  it('is what the works took away, what they built, and what they put elsewhere', () => {
    const { removed, fresh, moved } = sideDifferences(plan, side('base', 30), side('X', 30));
    expect(ids(removed)).toEqual(['AD1', 'TG1']);
    expect(ids(fresh)).toEqual(['MF1']);
    expect(moved).toEqual([{ from: { layer: 'pole', id: 'BS1' }, to: { layer: 'pole', id: 'BS1.moved1' } }]);
  });

  it('is nothing between a side and itself', () => {
    for (const each of [side('base', 0), side('X', 7), side('X', 30)])
      expect(sideDifferences(plan, each, each)).toEqual({ removed: [], fresh: [], moved: [] });
  });

  it('follows two times of one plan', () => {
    const { removed, fresh, moved } = sideDifferences(plan, side('X', 7), side('X', 13));
    expect([ids(removed), ids(fresh), moved]).toEqual([['AD1'], [], []]);
  });

  it('is turned round when the sides are', () => {
    const there = sideDifferences(plan, side('base', 30), side('X', 30));
    const back = sideDifferences(plan, side('X', 30), side('base', 30));
    expect(ids(back.removed)).toEqual(ids(there.fresh));
    expect(ids(back.fresh)).toEqual(ids(there.removed));
    expect(back.moved).toEqual(there.moved.map(({ from, to }) => ({ from: to, to: from })));
  });

  it('changes what stands by what is new less what is removed', () => {
    for (const day of [0, 5, 6, 12, 14, 20, 25]) {
      const { removed, fresh } = sideDifferences(plan, side('base', day), side('X', day));
      expect(standing(plan, side('X', day)) - standing(plan, side('base', day)), `day ${day}`).toBe(
        fresh.length - removed.length,
      );
    }
  });

  it('names an alternative that there is not', () => {
    expect(() => sideDifferences(plan, side('Z', 0), side('X', 0))).toThrow(/"Z"; it has base, X/);
  });
});

describe('links of a plan', () => {
  it('lead from a pole to its new place and to its carrier, once', () => {
    expect(linksOf(plan).map(({ kind, from, to }) => `${kind} ${from.id} ${to.id}`)).toEqual([
      'moved BS1 BS1.moved1',
      'merged TG1 MF1',
    ]);
  });
});

function standing({ alternatives }: CompiledScenario, { alternative, at }: Side): number {
  const { validity } = alternatives.find(({ id }) => id === alternative)!;
  return [...validity.values()].reduce(
    (sum, { from, to }) => sum + from.reduce((all, each, slot) => all + (at >= each && at < to[slot]! ? 1 : 0), 0),
    0,
  );
}
