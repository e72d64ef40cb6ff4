import { expect, it } from 'vitest';
import { distanceToLine, gap, type Line, rounded } from './plane.ts';

const BENT: Line = [
  [0, 0],
  [100, 0],
  [190, 20],
  [200, 20],
];
const turns = (line: Line) =>
  line.slice(1, -1).map(([x, y], i) => {
    const [[ax, ay], [bx, by]] = [line[i]!, line[i + 2]!];
    const turn = Math.atan2(by - y, bx - x) - Math.atan2(y - ay, x - ax);
    return Math.abs((turn * 180) / Math.PI);
  });

it('rounds corners off: small turns, ends and straight parts where they were', () => {
  expect(Math.max(...turns(BENT))).toBeGreaterThan(10);
  const line = rounded(BENT, 8, 0.5);
  expect(Math.max(...turns(line))).toBeLessThan(1);
  expect([line[0], line.at(-1)]).toEqual([BENT[0], BENT.at(-1)]);
  for (const point of line) expect(distanceToLine(point, BENT)).toBeLessThan(0.6);
  for (let i = 1; i < line.length; i++) expect(gap(line[i - 1]!, line[i]!)).toBeGreaterThan(0.01);
});

it('leaves a straight line alone', () => {
  const straight: Line = [
    [0, 0],
    [10, 0],
    [30, 0],
  ];
  expect(rounded(straight, 8, 0.5)).toEqual(straight);
});
