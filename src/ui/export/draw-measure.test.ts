import { expect, it } from 'vitest';
import { FLAT_GROUND } from '../../domain/geo/height-field.ts';
import type { Place } from '../../domain/geo/measure.ts';
import type { MeasureKind } from '../../state/measuring.ts';
import { sayIn } from '../desk-context.ts';
import { measureMarks } from '../tools/measure-marks.ts';
import { drawMarks, inViews } from './draw-measure.ts';

/** A camera straight above: 100 px a thousandth of a degree, a metre of height 1 px up; what lies west of 116.59° is behind it. */
const SEEN = {
  groundHeight: FLAT_GROUND,
  screenOf: (places: readonly Place[]) =>
    places.map(([longitude, latitude, height]) =>
      longitude < 116.59 ? null : ([(longitude - 116.59) * 100_000, (35.43 - latitude) * 100_000 - height] as const),
    ),
};
const CORNERS: readonly Place[] = [
  [116.59, 35.42, 0],
  [116.6, 35.42, 30],
  [116.6, 35.43, 10],
];
const marksOf = (kind: MeasureKind, points: readonly Place[]) =>
  measureMarks({ kind, points, open: false }, SEEN, sayIn('zh'));
const near = (x: number, y: number) => [expect.closeTo(x, 3), expect.closeTo(y, 3)];

interface Drawn {
  readonly what: string;
  readonly text?: string;
  readonly font?: string;
  readonly color?: unknown;
  readonly width?: number;
  /** Pixels of the picture. */
  readonly at: readonly number[][];
}

/** A pen that writes down what it drew, in pixels of the picture. */
function recorder(): { readonly pen: CanvasRenderingContext2D; readonly drawn: Drawn[] } {
  const drawn: Drawn[] = [];
  let [scale, right] = [1, 0];
  let at: number[][] = [];
  const before: [number, number][] = [];
  const put = (x: number, y: number) => void at.push([x * scale + right, y * scale]);
  const pen = {
    font: '',
    fillStyle: '',
    strokeStyle: '',
    lineWidth: 1,
    save: () => void before.push([scale, right]),
    restore() {
      [scale, right] = before.pop() ?? [1, 0];
    },
    rect: (x: number, _: number, width: number) => drawn.push({ what: 'view', at: [[x, x + width]] }),
    clip() {},
    translate(x: number) {
      right += x;
    },
    scale(factor: number) {
      scale = factor;
    },
    beginPath() {
      at = [];
    },
    moveTo: put,
    lineTo: put,
    arc: put,
    fill: () => drawn.push({ what: 'fill', color: pen.fillStyle, at }),
    stroke: () => drawn.push({ what: 'stroke', color: pen.strokeStyle, width: pen.lineWidth * scale, at }),
    strokeText() {},
    fillText: (text: string, x: number, y: number) =>
      drawn.push({ what: 'text', text, font: pen.font, at: [[x * scale + right, y * scale]] }),
  };
  return { pen: pen as unknown as CanvasRenderingContext2D, drawn };
}

it('a distance has its line, its points, a figure a leg and the whole', () => {
  const { closed, lines, points, figures } = marksOf('distance', CORNERS);
  expect(closed).toBe(false);
  expect([lines[0]?.[0], lines[0]?.at(-1)]).toEqual([near(0, 1000), near(1000, -10)]);
  expect(points).toHaveLength(3);
  expect(figures.map(({ main, more, at }) => [main, more, at])).toEqual([
    ['908.19 m', '∠ 908.69 m · Δ +30.00 m', near(500, 985)],
    ['1109.48 m', '∠ 1109.66 m · Δ −20.00 m', near(1000, 480)],
    ['Σ 2017.68 m', undefined, near(1000, -10)],
  ]);
});

it('an area is closed, a height goes straight up', () => {
  const area = marksOf('area', CORNERS);
  expect(area.closed).toBe(true);
  expect(area.lines[0]?.at(-1)).toEqual(near(0, 1000));
  expect(area.figures).toMatchObject([{ main: expect.stringContaining('m²'), more: expect.stringContaining('周长') }]);
  const [foot, top] = CORNERS;
  expect(marksOf('height', [foot as Place, top as Place]).lines[0]?.[16]).toEqual(near(0, 970));
});

it('a line that passes behind the camera ends there, and what has no place in the picture is left out', () => {
  const { lines, points, figures } = marksOf('distance', [
    [116.591, 35.42, 0],
    [116.585, 35.42, 0],
    [116.591, 35.421, 0],
  ]);
  expect(lines.map((line) => line.length)).toEqual([3, 3]);
  expect(points).toHaveLength(2);
  expect(figures.map(({ key }) => key)).toEqual(['total']);
});

it.each([1, 4, 8])(
  'stands in a picture of %i pixels a CSS pixel where and as large as it stands on the screen',
  (ratio) => {
    const { pen, drawn } = recorder();
    drawMarks(pen, marksOf('area', CORNERS), ratio, 14);
    const lines = drawn.filter(({ what, at }) => what === 'stroke' && at.length > 3);
    expect(lines.map(({ color, width }) => [color, width])).toEqual([
      ['rgb(10 14 20 / 75%)', 4.5 * ratio],
      ['#fff', 1.8 * ratio],
    ]);
    expect(lines[1]?.at[0]).toEqual(near(0, 1000 * ratio));
    expect(lines[1]?.at[16]).toEqual(near(1000 * ratio, 970 * ratio));
    expect(drawn[0]).toMatchObject({ what: 'fill', color: 'rgb(255 255 255 / 14%)' });
    const [main, more] = drawn.filter(({ what }) => what === 'text');
    expect(main?.at[0]).toEqual(near((2000 / 3) * ratio, ((1000 + 970 - 10) / 3 - 10) * ratio));
    expect(main?.font).toMatch(/^650 18\.2/);
    expect(more?.at[0]?.[1]).toBeGreaterThan(main?.at[0]?.[1] as number);
  },
);

it('stands in both views side by side, half a width apart', () => {
  const { pen, drawn } = recorder();
  const size = { width: 7680, height: 4320 };
  inViews(pen, size, true, () => drawMarks(pen, marksOf('distance', CORNERS), 8, 14));
  expect(drawn.filter(({ what }) => what === 'view').map(({ at }) => at[0])).toEqual([
    [0, 3840],
    [3840, 7680],
  ]);
  const [left, right] = drawn.filter(({ text }) => text === 'Σ 2017.68 m').map(({ at }) => at[0]?.[0] as number);
  expect(right).toBeCloseTo(8000, 3);
  expect(left).toBeCloseTo(8000 - 3840, 3);
});
