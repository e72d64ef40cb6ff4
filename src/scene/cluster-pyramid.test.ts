import { expect, it } from 'vitest';
import { seededRandom } from '../domain/random.ts';
import { CELL_METRES, type ClusterPyramid, clusterPyramid, countAlerts, NOWHERE } from './cluster-pyramid.ts';
import { STALE } from './encode-state.ts';

const COUNT = 2000;
const LEVELS = CELL_METRES.length;
const random = seededRandom(7);
const points = Float32Array.from({ length: COUNT * 4 }, (_, i) =>
  i % 4 === 3 ? Math.floor(i / 4) : i % 4 === 2 ? 10 : (random() * 2 - 1) * 6000,
);

function slotsByCell({ cellsOf }: ClusterPyramid): Map<number, number[]> {
  const found = new Map<number, number[]>();
  cellsOf.forEach((cell, at) => {
    if (cell !== NOWHERE) found.set(cell, [...(found.get(cell) ?? []), Math.floor(at / LEVELS)]);
  });
  return found;
}

it('has every slot once on each level, near the middle of its cell', () => {
  const pyramid = clusterPyramid(points);
  const seen = CELL_METRES.map(() => new Set<number>());
  for (const [cell, slots] of slotsByCell(pyramid)) {
    const level = pyramid.levels[cell]!;
    const side = CELL_METRES[level]!;
    for (const slot of slots) {
      expect(Math.abs(points[slot * 4]! - pyramid.places[4 * cell]!)).toBeLessThanOrEqual(side);
      expect(Math.floor(points[slot * 4]! / side)).toBe(Math.floor(points[slots[0]! * 4]! / side));
      expect(seen[level]!.has(slot)).toBe(false);
      seen[level]!.add(slot);
    }
  }
  for (const each of seen) expect(each.size).toBe(COUNT);
});

it('leaves out a slot without a place', () => {
  const pyramid = clusterPyramid(Float32Array.of(Number.NaN, Number.NaN, Number.NaN, 0, 5, 5, 0, 1));
  expect(pyramid.count).toBe(LEVELS);
  const counts = countAlerts(pyramid, new Uint8Array(4 * pyramid.count));
  counts.change(0, 0, 4);
  counts.flush(() => expect.unreachable());
});

it('knows whether the worst alert of a cell is still current', () => {
  const judge = (...states: number[]) => {
    const pyramid = clusterPyramid(Float32Array.of(0, 0, 0, 0, 10, 0, 0, 1));
    const counts = countAlerts(pyramid, new Uint8Array(4 * pyramid.count));
    states.forEach((state, slot) => {
      counts.change(slot, 0, state);
    });
    counts.flush(() => {});
    return counts.texels[3];
  };
  const [red, yellow] = [4, 2];
  const stale = STALE << 4;
  expect(judge(red, yellow)).toBe(255);
  expect(judge(red | stale, yellow)).toBe(0);
  expect(judge(red | stale, red)).toBe(255);
});

it('counts by severity what is there, on every level, through any number of changes', () => {
  const pyramid = clusterPyramid(points);
  const texels = new Uint8Array(4 * pyramid.count);
  const counts = countAlerts(pyramid, texels);
  const states = new Uint8Array(COUNT);
  const cells = slotsByCell(pyramid);
  for (let round = 0; round < 12; round++) {
    for (let i = 0; i < 900; i++) {
      const slot = Math.floor(random() * COUNT);
      const next = random() < 0.5 ? 0 : Math.floor(random() * 5) | (random() < 0.2 ? STALE << 4 : 0);
      counts.change(slot, states[slot]!, next);
      states[slot] = next;
    }
    const before = texels.slice();
    const told = new Set<number>();
    counts.flush((list, count) => {
      for (const cell of list.subarray(0, count)) told.add(cell);
    });
    for (const [cell, slots] of cells) {
      const of = (level: number) => slots.filter((slot) => (states[slot]! & 7) === level);
      const wanted = [2, 3, 4].map((level) => Math.min(255, of(level).length));
      expect([...texels.subarray(4 * cell, 4 * cell + 3)]).toEqual(wanted);
      const worst = [4, 3, 2].map(of).find((each) => each.length > 0) ?? [];
      expect(texels[4 * cell + 3]).toBe(worst.some((slot) => states[slot]! >> 4 < STALE) ? 255 : 0);
      const changed = texels.subarray(4 * cell, 4 * cell + 4).some((byte, i) => byte !== before[4 * cell + i]);
      expect(told.has(cell)).toBe(changed);
    }
    counts.flush(() => expect.unreachable());
  }
});

it('says as many or more where a byte is full, and comes down again', () => {
  const many = 70_000;
  const pyramid = clusterPyramid(Float32Array.from({ length: 4 * many }, (_, i) => (i % 4 === 3 ? i >> 2 : 1)));
  const counts = countAlerts(pyramid, new Uint8Array(4 * pyramid.count));
  for (let slot = 0; slot < many; slot++) counts.change(slot, 0, 3);
  counts.flush(() => {});
  expect([...counts.texels.subarray(0, 4)]).toEqual([0, 255, 0, 255]);
  for (let slot = 0; slot < many - 7; slot++) counts.change(slot, 3, 0);
  counts.flush(() => {});
  expect([...counts.texels.subarray(0, 4)]).toEqual([0, 7, 0, 255]);
});
