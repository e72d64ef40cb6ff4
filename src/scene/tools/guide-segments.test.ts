import { describe, expect, it } from 'vitest';
import { localFrame, toGeographic, toLocal } from '../../domain/geo/local-frame.ts';
import { guideSegments, middleOf, SEGMENT_NUMBERS } from './guide-segments.ts';

const frame = localFrame(116.58, 35.42);
const place = {
  at: (lon: number, lat: number, height: number) => [...toLocal(frame, lon, lat), height] as [number, number, number],
};
const path = (...points: [number, number][]) => points.map(([x, y]) => toGeographic(frame, x, y));
const segments = (numbers: Float32Array) =>
  Array.from({ length: numbers.length / SEGMENT_NUMBERS }, (_, i) => [
    ...numbers.subarray(i * SEGMENT_NUMBERS, (i + 1) * SEGMENT_NUMBERS),
  ]);

describe('guideSegments', () => {
  it('follows a kerb with whole lines, a segment between each two points', () => {
    const found = segments(guideSegments([{ kind: 'kerb', path: path([0, 0], [30, 0], [30, 40]) }], place));
    expect(found.map((each) => each[3])).toEqual([1, 1]);
    expect(found[0]![7]).toBeCloseTo(30, 3);
    expect(found[1]![7]).toBeCloseTo(40, 3);
  });

  it('ends a measure in ticks across it', () => {
    const found = segments(guideSegments([{ kind: 'spacing', path: path([0, 0], [20, 0]) }], place));
    expect(found.map((each) => each[3])).toEqual([2, 1, 1]);
    for (const tick of found.slice(1)) {
      expect(tick[0]).toBeCloseTo(tick[4]!, 4);
      expect((tick[1]! + tick[5]!) / 2).toBeCloseTo(0, 4);
      expect(Math.abs(tick[5]! - tick[1]!)).toBeGreaterThan(1);
    }
  });

  it('draws nothing of a single point', () => {
    expect(guideSegments([{ kind: 'spacing', path: path([5, 5]) }], place)).toHaveLength(0);
    expect(guideSegments([], place)).toHaveLength(0);
  });
});

describe('middleOf', () => {
  it('is half the way along, whatever the corners', () => {
    expect(
      middleOf([
        [0, 0],
        [3, 0],
        [3, 1],
      ]),
    ).toEqual([2, 0]);
    expect(
      middleOf([
        [0, 0],
        [1, 0],
        [1, 3],
      ]),
    ).toEqual([1, 1]);
  });

  it('is the point of a path that has but one, and nothing of none', () => {
    expect(middleOf([[4, 5]])).toEqual([4, 5]);
    expect(
      middleOf([
        [4, 5],
        [4, 5],
      ]),
    ).toEqual([4, 5]);
    expect(middleOf([])).toBeNull();
  });
});
