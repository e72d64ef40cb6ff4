import { expect, it } from 'vitest';
import { boardsToSecure, windRatio } from './wind-risk.ts';

it('follows the worked figures: 0.613 v² of the gust over 0.40 kN/m² and what age has left', () => {
  // v = 10 m/s: gust 13 m/s, q = 0.1036 kN/m²
  expect(windRatio(10, 5, 20)).toBeCloseTo(0.259, 4);
  expect(windRatio(10, 15, 20)).toBeCloseTo(0.259 / 0.7, 3);
  expect(windRatio(10, 40, 20)).toBeCloseTo(0.259 / 0.6, 3);
  expect(windRatio(10, 1, 20)).toBe(windRatio(10, 5, 20));
  expect(windRatio(10, 5, 6)).toBeCloseTo(0.259 / 0.92, 3);
  expect(windRatio(20, 5, 20) / windRatio(10, 5, 20)).toBeCloseTo(4, 9);
});

it('lists what is at risk, the worst first, of equals the larger', () => {
  const boards = [
    { id: 'young', age: 2, area: 30 },
    { id: 'old', age: 18, area: 30 },
    { id: 'old-large', age: 18, area: 60 },
    { id: 'middle', age: 12, area: 30 },
  ];
  expect(boardsToSecure(boards, 17.2, 0.9).map(({ board }) => board.id)).toEqual(['old-large', 'old', 'middle']);
  expect(boardsToSecure(boards, 5, 0.9)).toEqual([]);
});
