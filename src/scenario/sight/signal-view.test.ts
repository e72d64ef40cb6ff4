import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../domain/random.ts';
import { SIGHT_ASSUMPTIONS, sightInputs, stoppingSight } from './assumptions.ts';
import { facePoints, sees } from './driver.ts';
import type { Obstacle } from './sight-line.ts';
import { type NamedObstacle, type SignalApproach, signalView, straightLane } from './signal-view.ts';

const INPUTS = sightInputs();
/** Northward to a stop line at the origin; the head 30 m beyond it, 6 m up. */
const APPROACH: SignalApproach = { lane: straightLane([0, 0], 0, 200), head: [0, 30, 6], azimuth: 180, speed: 60 };

const view = (...obstacles: NamedObstacle[]) => signalView(APPROACH, obstacles, INPUTS);

/** A panel across the lane, 10 m beyond the stop line, between two heights. */
function panel(id: string, bottom: number, top: number, y = 10): NamedObstacle {
  const body: Obstacle = {
    kind: 'plate',
    centre: [0, y, (bottom + top) / 2],
    azimuth: 180,
    width: 3,
    height: top - bottom,
  };
  return { id, body };
}

/** From how far before the stop line the line to the head passes a height 10 m beyond it: z = 1.2 + 4.8 (d + 10) / (d + 30). */
function distanceAt(z: number): number {
  const share = (z - 1.2) / 4.8;
  return (30 * share - 10) / (1 - share);
}

describe('the distance that a speed needs', () => {
  test.each([
    [100, 160],
    [80, 110],
    [60, 70],
    [50, 60],
    [40, 40],
    [30, 30],
    [20, 20],
  ])('%d km/h: the table of CJJ 37 has %d m', (speed, metres) => {
    expect(Math.ceil(stoppingSight(speed, INPUTS) / 10) * 10).toBe(metres);
  });

  test('60 km/h by hand: 20 + 42.52 + 5 m; a slower reaction of the plan counts', () => {
    expect(stoppingSight(60, INPUTS)).toBeCloseTo(67.52, 2);
    const own = SIGHT_ASSUMPTIONS.map((each) => (each.key === 'sightReaction' ? { ...each, value: 2.5 } : each));
    expect(stoppingSight(60, sightInputs(own))).toBeCloseTo(67.52 + 1.3 * (60 / 3.6), 2);
  });
});

test('nothing in the way: seen all along', () => {
  expect(view()).toEqual({
    required: stoppingSight(60, INPUTS),
    visible: [{ from: 0, to: stoppingSight(60, INPUTS) }],
    hidden: [],
    continuousFrom: stoppingSight(60, INPUTS),
  });
});

test('a panel from 3.1 to 4.1 m hides the head between 3.1 and 20.5 m, and is named', () => {
  const { hidden, visible, continuousFrom } = view(panel('sign', 3.1, 4.1));
  expect(hidden).toHaveLength(1);
  expect(hidden[0]).toMatchObject({ by: ['sign'], facesAway: false });
  expect(Math.abs((hidden[0]?.from ?? 0) - distanceAt(3.1))).toBeLessThan(0.01);
  expect(Math.abs((hidden[0]?.to ?? 0) - distanceAt(4.1))).toBeLessThan(0.01);
  expect(visible).toHaveLength(2);
  expect(Math.abs((continuousFrom ?? 0) - 3.1)).toBeLessThan(0.01);
});

test('what is no longer than a blink is listed and does not break the view', () => {
  const thin = panel('thin', 3.5, 3.6);
  expect(distanceAt(3.6) - distanceAt(3.5)).toBeLessThan(2.5);
  const { hidden, continuousFrom, required } = view(thin);
  expect(hidden).toHaveLength(1);
  expect(continuousFrom).toBe(required);
  const strict = signalView(APPROACH, [thin], { ...INPUTS, sightBlink: 0 });
  expect(Math.abs((strict.continuousFrom ?? 0) - distanceAt(3.5))).toBeLessThan(0.01);
  // Three blinks on end are no blink.
  const stack = [panel('a', 3.5, 3.6), panel('b', 3.6, 3.7), panel('c', 3.7, 3.8)];
  expect(Math.abs((view(...stack).continuousFrom ?? 0) - distanceAt(3.5))).toBeLessThan(0.01);
});

test('where two bodies hide the head both are named, and where one does only that one', () => {
  const { hidden } = view(panel('low', 3.1, 4.1), panel('high', 3.8, 4.6));
  expect(hidden.map(({ by }) => by)).toEqual([['low'], ['low', 'high'], ['high']]);
  expect(hidden[1]?.from).toBe(hidden[0]?.to);
  expect(Math.abs((hidden[1]?.from ?? 0) - distanceAt(3.8))).toBeLessThan(0.01);
});

test('a crown of 2.4 m over the lane hides the head while the sight line passes within its radius', () => {
  const crown: NamedObstacle = { id: 'tree', body: { kind: 'sphere', centre: [0, 10, 5], radius: 1.2 } };
  const { hidden } = view(crown);
  expect(hidden).toHaveLength(1);
  const { from, to } = hidden[0] as { from: number; to: number };
  // Distance of (10, 5) from the line through (−d, 1.2) and (30, 6), in the upright plane of the lane.
  const across = (30 + from) * (5 - 1.2) - (6 - 1.2) * (10 + from);
  expect(Math.abs(across) / Math.hypot(30 + from, 4.8)).toBeCloseTo(1.2, 2);
  expect(to).toBe(view().required);
});

test('round a corner: a house hides the head until the driver has all but turned', () => {
  const ring = [
    [5, -15],
    [60, -15],
    [60, 40],
    [5, 40],
  ] as const;
  const lane = [
    [100, -20],
    [0, -20],
    [0, 0],
  ] as const;
  const { hidden, continuousFrom } = signalView(
    { ...APPROACH, lane },
    [{ id: 'house', body: { kind: 'prism', ring, top: 20 } }],
    INPUTS,
  );
  expect(hidden.map(({ by }) => by)).toEqual([['house']]);
  // The western edge of the head, at −0.15 m, is seen past the corner (5, −15): 0.9 x − 0.015 = 5.
  expect(Math.abs((continuousFrom ?? 0) - (20 + 5.015 / 0.9))).toBeLessThan(0.01);
});

test('a head that looks away is never seen, with nothing in the way', () => {
  const { visible, hidden, continuousFrom, required } = signalView({ ...APPROACH, azimuth: 0 }, [], INPUTS);
  expect(visible).toEqual([]);
  expect(hidden).toEqual([{ from: 0, to: required, by: [], facesAway: true }]);
  expect(continuousFrom).toBeNull();
});

test('a street of poles and trees: what is said of each place is true there', () => {
  const random = seededRandom(3);
  const between = (low: number, high: number) => low + (high - low) * random();
  const street = Array.from({ length: 60 }, (_, index): NamedObstacle => {
    const [x, y] = [between(-6, 6), between(-75, 28)];
    const body: Obstacle =
      index % 2 === 0
        ? { kind: 'cylinder', x, y, radius: 0.2, bottom: 0, top: between(3, 10) }
        : { kind: 'sphere', centre: [x, y, between(3, 7)], radius: between(0.3, 1) };
    return { id: `o${index}`, body };
  });
  const approach = { ...APPROACH, head: [4, 30, 6] as const };
  const { visible, hidden, required } = signalView(approach, street, INPUTS);
  const points = facePoints(approach.head, 180, INPUTS.signalHead);
  const bodies = street.map(({ body }) => body);
  expect(hidden.length).toBeGreaterThan(2);
  expect(visible.length).toBeGreaterThan(1);
  for (const { from, to } of visible) expect(sees([0, -(from + to) / 2, 1.2], points, bodies)).toBe(true);
  for (const { from, to, by } of hidden) {
    const eye = [0, -(from + to) / 2, 1.2] as const;
    const named = street.filter(({ id }) => by.includes(id)).map(({ body }) => body);
    expect(sees(eye, points, named)).toBe(false);
    expect(named).toHaveLength(by.length);
  }
  const filled = [...visible, ...hidden].sort((a, b) => a.from - b.from);
  expect(filled.map(({ from }) => from)).toEqual([0, ...filled.slice(0, -1).map(({ to }) => to)]);
  expect(filled.at(-1)?.to).toBe(required);
});

test('bad input names the value and the remedy', () => {
  const short = { ...APPROACH, lane: straightLane([0, 0], 0, 40) };
  expect(() => signalView(short, [], INPUTS)).toThrow('The lane is 40.0 m long, and its speed needs 67.5 m');
  expect(() => signalView({ ...APPROACH, lane: [] }, [], INPUTS)).toThrow('0.0 m long');
  expect(() => signalView({ ...APPROACH, speed: 0 }, [], INPUTS)).toThrow('Speed 0 km/h');
});
