import { expect, it } from 'vitest';
import type { Ribbon } from '../feature.ts';
import { packMarks } from './pack-marks.ts';

const ribbon: Ribbon = {
  rows: [[], []],
  across: [0, 38.5],
  along: [0, 400, 812.3],
  marks: {
    forward: 3,
    back: 2,
    laneWidth: 3.5,
    parting: 19.3,
    inner: 1.5,
    centre: 'double',
    cycleFrom: 15,
    stopAtEnd: true,
    stopAtStart: false,
    forwardUses: ['left', 'through', 'through-right'],
    backUses: ['right'],
  },
};

it('keeps every number where the shader looks for it, whole and below 2^24', () => {
  const { road, span, lane, uses } = packMarks(ribbon);
  for (const value of [road, span, lane, uses]) expect(Number.isInteger(value) && value < 2 ** 24).toBe(true);
  // The arithmetic of ground.glsl.ts and ground-paint.glsl.ts.
  const mod = (a: number, b: number) => a - b * Math.floor(a / b);
  expect([mod(span, 1024) * 0.1, Math.floor(span / 1024) * 0.1]).toEqual([38.5, expect.closeTo(812.3)]);
  expect([mod(road, 8), mod(Math.floor(road / 8), 8), mod(Math.floor(road / 64), 4)]).toEqual([3, 2, 2]);
  expect([mod(Math.floor(road / 256), 2), mod(Math.floor(road / 512), 2)]).toEqual([1, 0]);
  expect(Math.floor(road / 2048) * 0.1).toBeCloseTo(15);
  expect(mod(lane, 1024) * 0.1).toBeCloseTo(19.3);
  expect(mod(Math.floor(lane / 1024), 64) * 0.1).toBeCloseTo(1.5);
  expect(Math.floor(lane / 65_536) * 0.05).toBeCloseTo(3.5);
  expect([0, 1, 2, 3].map((at) => mod(Math.floor(mod(uses, 4096) / 8 ** at), 8))).toEqual([2, 1, 5, 0]);
  expect(mod(Math.floor(uses / 4096), 8)).toBe(3);
});

it('makes numbers of what is none', () => {
  const broken = {
    ...ribbon,
    across: [0, Number.NaN],
    marks: { ...ribbon.marks!, laneWidth: Number.NaN, forward: -2 },
  };
  expect(Object.values(packMarks(broken)).every((value) => Number.isInteger(value) && value >= 0)).toBe(true);
  expect(packMarks(null)).toEqual({ road: 0, span: 0, lane: 0, uses: 0 });
});
