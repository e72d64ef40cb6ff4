import { expect, it } from 'vitest';
import { seededRandom } from '../domain/random.ts';
import { CELL_METRES, clusterPyramid, countAlerts } from './cluster-pyramid.ts';
import { FILTERED, STALE } from './encode-state.ts';

const COUNT = 2000;
const random = seededRandom(7);
const points = Float32Array.from({ length: COUNT * 4 }, (_, i) =>
  i % 4 === 3 ? Math.floor(i / 4) : i % 4 === 2 ? 10 : (random() * 2 - 1) * 6000,
);

it('has every slot once on each level, near the middle of its cell', () => {
  const cells = clusterPyramid(points);
  CELL_METRES.forEach((side, level) => {
    const slots = cells.filter((cell) => cell.level === level).flatMap((cell) => [...cell.slots]);
    expect(slots.length).toBe(COUNT);
    expect(new Set(slots).size).toBe(COUNT);
    for (const cell of cells.filter((each) => each.level === level))
      for (const slot of cell.slots) expect(Math.abs(points[slot * 4]! - cell.x)).toBeLessThanOrEqual(side);
  });
});

it('knows whether the worst alert of a cell is still current', () => {
  const cells = clusterPyramid(Float32Array.of(0, 0, 0, 0, 10, 0, 0, 1));
  const texels = new Uint8Array(cells.length * 4);
  const judge = (...states: number[]) => {
    countAlerts(cells, Uint8Array.from(states.flatMap((state) => [state, 0, 0, 0])), texels);
    return texels[3];
  };
  const [red, yellow] = [4, 2];
  const stale = STALE << 4;
  expect(judge(red, yellow)).toBe(255);
  expect(judge(red | stale, yellow)).toBe(0);
  expect(judge(red | stale, red)).toBe(255);
});

it('counts nothing that a filter hides', () => {
  const cells = clusterPyramid(Float32Array.of(0, 0, 0, 0, 10, 0, 0, 1));
  const texels = new Uint8Array(cells.length * 4);
  countAlerts(cells, Uint8Array.of(4, 0, 0, FILTERED, 2, 0, 0, 0), texels);
  expect([...texels.subarray(0, 2)]).toEqual([2, 1]);
});

it('counts the same alerts on every level and names the worst of each cell', () => {
  const rows = new Uint8Array(COUNT * 4);
  let alerts = 0;
  for (let slot = 0; slot < COUNT; slot++) {
    rows[slot * 4] = slot % 40 === 0 ? 4 : slot % 17 === 0 ? 2 : slot % 5 === 0 ? 1 : 0;
    if ((rows[slot * 4] ?? 0) >= 2) alerts += 1;
  }
  const cells = clusterPyramid(points);
  const texels = new Uint8Array(cells.length * 4);
  expect(countAlerts(cells, rows, texels)).toBe(true);
  expect(countAlerts(cells, rows, texels)).toBe(false);
  CELL_METRES.forEach((_, level) => {
    const total = cells.reduce(
      (sum, cell, i) => (cell.level === level ? sum + texels[4 * i + 1]! + 256 * texels[4 * i + 2]! : sum),
      0,
    );
    expect(total).toBe(alerts);
  });
  cells.forEach((cell, i) => {
    const levels = [...cell.slots].map((slot) => rows[slot * 4]!);
    const worst = Math.max(...levels);
    expect(texels[4 * i]).toBe(worst >= 2 ? worst : 0);
  });
});
