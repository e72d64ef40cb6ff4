import { describe, expect, it } from 'vitest';
import { judge } from './result.ts';

const measured = (value: number, peerValue: number) => ({
  metric: 'JavaScript',
  value,
  unit: 'ms',
  peer: 'Entity',
  peerValue,
});

describe('judge', () => {
  it('holds a goal up to its ratio and not beyond', () => {
    const goals = { 'JavaScript / Entity': { ratioAtMost: 0.5, why: 'test' } };
    expect(judge([measured(5, 10)], goals)[0]).toMatchObject({ ratio: 0.5, goal: 0.5, holds: true });
    expect(judge([measured(5.1, 10)], goals)[0]?.holds).toBe(false);
  });

  it('does not hold a goal when the peer measured nothing', () => {
    expect(judge([measured(1, 0)], { 'JavaScript / Entity': { ratioAtMost: 9, why: 'test' } })[0]?.holds).toBe(false);
  });

  it('shows a figure without a goal', () => {
    expect(judge([measured(3, 1)], {})[0]).toMatchObject({ goal: null, holds: true, ratio: 3 });
  });
});
