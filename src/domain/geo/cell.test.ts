import { expect, test } from 'vitest';
import { cellAt, cellsOf, isCell } from './cell.ts';

test('a cell is the web-map tile of zoom 14 there', () => {
  // y = (1 − ln(tan φ + sec φ) / π) / 2 × 2^z: 济宁 lies in tile 14/13498/6466, Berlin in 14/8802/5373.
  expect(cellAt(116.587, 35.414)).toBe(6466 * 16384 + 13498);
  expect(cellAt(13.405, 52.52)).toBe(5373 * 16384 + 8802);
  expect(cellAt(-180, 90)).toBe(0);
  expect(cellAt(180, -90)).toBe(16384 * 16384 - 1);
});

test('the cells of a box hold the cell of every place in it, each once', () => {
  const box = [116.5, 35.35, 116.62, 35.45] as const;
  const cells = cellsOf(box) ?? [];
  expect(new Set(cells).size).toBe(cells.length);
  for (let i = 0; i < 200; i++) {
    const [u, v] = [(i * 0.618) % 1, (i * 0.414) % 1];
    expect(cells).toContain(cellAt(box[0] + u * (box[2] - box[0]), box[1] + v * (box[3] - box[1])));
  }
  expect(cellsOf([-180, -85, 180, 85])).toBeUndefined();
});

test('numbers of no cell are told', () => {
  expect([0, 16384 * 16384 - 1].every(isCell)).toBe(true);
  expect([-1, 0.5, 16384 * 16384, Number.NaN].some(isCell)).toBe(false);
});
