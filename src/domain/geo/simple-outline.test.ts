import { describe, expect, it } from 'vitest';
import { outlinePlanes } from './clip.ts';
import { localFrame, toGeographic, toLocal } from './local-frame.ts';
import { outlineTrouble } from './simple-outline.ts';

const frame = localFrame(116.59, 35.42);
const ring = (...corners: readonly (readonly [x: number, y: number])[]) =>
  corners.map(([x, y]) => toGeographic(frame, x, y));
const rounded = ([x, y]: readonly [number, number]) => toLocal(frame, x, y).map((each) => Math.round(each * 100) / 100);

const L = ring([0, 0], [40, 0], [40, 15], [15, 15], [15, 40], [0, 40]);
const star = [0, 2, 4, 1, 3].map((i) => [Math.cos((2 * Math.PI * i) / 5), Math.sin((2 * Math.PI * i) / 5)] as const);

describe('an outline', () => {
  it('may turn inward, either way round, and be closed by its first corner', () => {
    const comb = ring([0, 0], [50, 0], [50, 30], [40, 30], [40, 5], [30, 5], [30, 30], [20, 30], [20, 5], [0, 5]);
    for (const each of [L, comb]) {
      expect(outlinePlanes(each), 'no half-spaces hold it').toBeNull();
      for (const turned of [each, [...each].reverse()])
        for (const from of each.keys()) {
          const begun = [...turned.slice(from), ...turned.slice(0, from)];
          expect(outlineTrouble(begun)).toBeNull();
          expect(outlineTrouble([...begun, begun[0] as (typeof begun)[number]])).toBeNull();
        }
    }
  });

  it('that crosses itself says which edges do, and where', () => {
    const crossed = outlineTrouble(ring([0, 0], [40, 0], [40, 30], [20, -10]));
    if (crossed?.is !== 'meets') throw new Error('not seen to cross');
    expect(crossed.edges).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(rounded(crossed.at)).toEqual([25, 0]);
    expect(outlineTrouble(ring([0, 0], [40, 30], [40, 0], [0, 30])), 'the halves of a bow cancel out').toMatchObject({
      is: 'meets',
    });
    expect(outlineTrouble(ring(...star.map(([x, y]) => [50 * x, 50 * y] as const)))).toMatchObject({ is: 'meets' });
  });

  it('may not touch itself: at a corner, along an edge, or by a spike', () => {
    for (const [name, each] of [
      ['a corner on another edge', ring([0, 0], [40, 0], [40, 30], [20, 0], [0, 30])],
      ['two corners in one place', ring([0, 0], [40, 0], [20, 20], [40, 40], [0, 40], [20, 20])],
      ['there and back', ring([0, 0], [40, 0], [40, 30], [70, 30], [40, 30], [0, 30])],
      ['an edge over another', ring([0, 0], [40, 0], [40, 30], [20, 30], [20, 0], [10, 0], [10, 30], [0, 30])],
    ] as const)
      expect(outlineTrouble(each), name).toMatchObject({ is: 'meets' });
  });

  it('in one line, in one place, or of less than three corners holds nothing', () => {
    for (const each of [
      ring([0, 0], [40, 0], [20, 0]),
      ring([0, 0], [0, 0.001], [0.001, 0]),
      ring([0, 0], [40, 30]),
      ring([0, 0], [40, 30], [40, 30]),
      [],
    ])
      expect(outlineTrouble(each)).toMatchObject({ is: 'flat' });
  });

  it('with a corner set twice counts by the corners that were given', () => {
    const doubled = ring([0, 0], [0, 0], [40, 0], [40, 30], [20, -10]);
    expect(outlineTrouble(doubled)).toMatchObject({
      edges: [
        [1, 3],
        [4, 5],
      ],
    });
  });
});
