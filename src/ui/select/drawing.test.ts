import { describe, expect, it } from 'vitest';
import {
  dropCorner,
  finishDrawing,
  moveDrawing,
  nudge,
  outlineOf,
  pressDrawing,
  releaseDrawing,
  startDrawing,
  tapDrawing,
  type XY,
} from './drawing.ts';

const REACH = 12;

function tapped(tool: 'box' | 'polygon', ...points: XY[]) {
  return points.reduce(
    (step, at) => releaseDrawing(pressDrawing(step.drawing, at), at, REACH),
    releaseDrawing(startDrawing(tool), [0, 0], REACH),
  );
}

describe('an area drawn on the scene', () => {
  it('is a box by one drag, whichever way', () => {
    const drag = moveDrawing(moveDrawing(pressDrawing(startDrawing('box'), [90, 80]), [50, 50]), [10, 20]);
    expect(outlineOf(drag)).toEqual([
      [10, 80],
      [90, 80],
      [90, 20],
      [10, 20],
    ]);
    expect(releaseDrawing(drag, [10, 20], REACH).done).toEqual(outlineOf(drag));
  });

  it('is a box by two taps, as fingers and keys make it', () => {
    expect(tapped('box', [10, 20]).done).toBeUndefined();
    expect(tapped('box', [10, 20], [40, 60]).done).toHaveLength(4);
    // Two taps on one spot are no area.
    expect(tapped('box', [10, 20], [11, 21]).done).toBeUndefined();
  });

  it('is an outline by taps, closed at its first corner, by a double tap, or by finishing', () => {
    const corners: XY[] = [
      [10, 10],
      [90, 10],
      [50, 80],
    ];
    expect(tapped('polygon', ...corners).done).toBeUndefined();
    expect(tapped('polygon', ...corners, [15, 14]).done).toEqual(corners);
    expect(tapped('polygon', ...corners, [50, 80]).done).toEqual(corners);
    expect(finishDrawing(tapped('polygon', ...corners).drawing).done).toEqual(corners);
    expect(finishDrawing(tapped('polygon', [10, 10], [90, 10]).drawing).done).toBeUndefined();
    expect(dropCorner(tapped('polygon', ...corners).drawing).corners).toEqual(corners.slice(0, 2));
  });

  it('is an outline in one go, with as few corners as show it', () => {
    const circle = Array.from({ length: 400 }, (_, i): XY => {
      const angle = (2 * Math.PI * i) / 400;
      return [500 + 300 * Math.cos(angle), 400 + 300 * Math.sin(angle)];
    });
    const drawn = circle.reduce(moveDrawing, pressDrawing(startDrawing('polygon'), circle[0] as XY));
    const { done = [] } = releaseDrawing(drawn, circle.at(-1) as XY, REACH);
    expect(done.length).toBeGreaterThan(12);
    expect(done.length).toBeLessThanOrEqual(80);
    // Shoelace: what thinning takes off the circle is less than a hundredth.
    const doubled = done.reduce((sum, [x, y], i) => {
      const [nx, ny] = done[(i + 1) % done.length] as XY;
      return sum + x * ny - nx * y;
    }, 0);
    expect(Math.abs(doubled) / 2 / (Math.PI * 300 ** 2)).toBeGreaterThan(0.99);
  });

  it('follows the keys within the scene', () => {
    const first = nudge(startDrawing('box'), [-10, 0], 200, 100);
    expect(first.cursor).toEqual([90, 50]);
    expect(nudge(first, [-500, 500], 200, 100).cursor).toEqual([0, 99]);
    const anchored = tapDrawing(first, first.cursor as XY, REACH).drawing;
    const moved = nudge(anchored, [60, 30], 200, 100);
    expect(tapDrawing(moved, moved.cursor as XY, REACH).done).toHaveLength(4);
  });
});
