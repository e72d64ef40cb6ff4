import { expect, test } from 'vitest';
import { localFrame, toGeographic } from '../../domain/geo/local-frame.ts';
import { connectivityOf } from './connectivity.ts';

const frame = localFrame(116.6, 35.4);
const line = (...points: [number, number][]) => points.map(([x, y]) => toGeographic(frame, x, y));

test('a triangle has every edge and the one loop it can have: γ = α = 1', () => {
  // Kansky 1963: a triangle is the smallest maximal plane graph.
  const net = connectivityOf(
    [line([0, 0], [1000, 0]), line([1000, 0], [500, 900]), line([500, 900], [0, 0])],
    frame,
    30,
  );
  expect([net.nodes, net.edges, net.components]).toEqual([3, 3, 1]);
  expect(net.gamma).toBe(1);
  expect(net.alpha).toBe(1);
});

test('a chain of four edges: γ = 4/9, no loop', () => {
  const chain = [0, 1, 2, 3].map((index) => line([index * 500, 0], [index * 500 + 500, 0]));
  const net = connectivityOf(chain, frame, 30);
  expect([net.nodes, net.edges]).toEqual([5, 4]);
  expect(net.gamma).toBeCloseTo(4 / 9, 9);
  expect(net.alpha).toBe(0);
});

test('an end within reach of another line’s middle cuts it there', () => {
  const net = connectivityOf([line([0, 0], [1000, 0]), line([400, 20], [400, 800])], frame, 30);
  expect([net.nodes, net.edges, net.components]).toEqual([4, 3, 1]);
  expect(connectivityOf([line([0, 0], [1000, 0]), line([400, 40], [400, 800])], frame, 30).components).toBe(2);
});

test('the largest share is that of the longest connected part', () => {
  const net = connectivityOf(
    [line([0, 0], [1000, 0]), line([0, 500], [700, 500]), line([700, 500], [1300, 500])],
    frame,
    30,
  );
  expect(net.largestShare).toBeCloseTo(1300 / 2300, 6);
  expect(net.largest).toEqual([1, 2]);
});

test('joining two parts never lessens the largest part, whatever the order of lines', () => {
  const parts = [line([0, 0], [1000, 0]), line([1500, 0], [2500, 0])];
  const link = line([1000, 0], [1500, 0]);
  for (const lines of [
    [...parts, link],
    [link, ...parts],
  ]) {
    const net = connectivityOf(lines, frame, 30);
    expect(net.components).toBe(1);
    expect(net.totalMetres).toBeCloseTo(2500, 3);
    expect(net.largestShare).toBe(1);
  }
});
