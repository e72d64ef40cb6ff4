import type { PictureSize } from '../../domain/picture.ts';
import type { TwinPort } from '../../state/port.ts';
import { sayIn } from '../desk-context.ts';
import { ABOVE, type MeasureMarks, measureMarks } from '../tools/measure-marks.ts';

const FONT = '"Noto Sans SC Variable", "Noto Sans SC", sans-serif';
/** Colours and widths in CSS pixels, type in rem: those of `.measure-map` on the screen. */
const HALO = 'rgb(10 14 20 / 75%)';
const FILL = 'rgb(255 255 255 / 14%)';
const LINE = { halo: 4.5, line: 1.8 };
const POINT = { radius: 4, edge: 1.5 };
const LETTER = { halo: 'rgb(10 14 20 / 85%)', edge: 4, main: 1.3, more: 0.93, below: 1.15 };

/**
 * Draws what is measured into a picture that was just taken of it, as it is seen on the screen; nothing while nothing is measured.
 *
 * @param ratio pixels of the picture a CSS pixel of its layout
 */
export function drawMeasure(picture: HTMLCanvasElement, ratio: number, port: TwinPort): void {
  const { measure, language, compare, compareView } = port.store.getState();
  if (!measure) return;
  const pen = picture.getContext('2d');
  if (!pen) throw new Error('The browser gives no second canvas context; close other pages and try again.');
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const marks = measureMarks(measure, port, sayIn(language));
  inViews(pen, picture, compare !== null && compareView === 'side-by-side', () => drawMarks(pen, marks, ratio, rem));
}

/**
 * Draws over the picture, or where it is `parted` into two views over both: places come as those of the right one, and the left shows
 * the same half a width further left.
 */
export function inViews(
  pen: CanvasRenderingContext2D,
  { width, height }: PictureSize,
  parted: boolean,
  draw: () => void,
): void {
  if (!parted) {
    draw();
    return;
  }
  for (const left of [0, width / 2]) {
    pen.save();
    pen.beginPath();
    pen.rect(left, 0, width / 2, height);
    pen.clip();
    pen.translate(left - width / 2, 0);
    draw();
    pen.restore();
  }
}

/** @param rem CSS pixels of the page's type */
export function drawMarks(
  pen: CanvasRenderingContext2D,
  { closed, lines, points, figures }: MeasureMarks,
  ratio: number,
  rem: number,
): void {
  const stroke = (color: string, width: number) => {
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.stroke();
  };
  pen.save();
  pen.scale(ratio, ratio);
  pen.lineJoin = 'round';
  pen.beginPath();
  for (const line of lines)
    for (const [i, [x, y]] of line.entries()) {
      if (i === 0) pen.moveTo(x, y);
      else pen.lineTo(x, y);
    }
  if (closed) {
    pen.fillStyle = FILL;
    pen.fill();
  }
  stroke(HALO, LINE.halo);
  stroke('#fff', LINE.line);
  pen.fillStyle = '#fff';
  for (const [x, y] of points) {
    pen.beginPath();
    pen.arc(x, y, POINT.radius, 0, 2 * Math.PI);
    pen.fill();
    stroke(HALO, POINT.edge);
  }
  pen.textAlign = 'center';
  pen.textBaseline = 'alphabetic';
  pen.strokeStyle = LETTER.halo;
  pen.lineWidth = LETTER.edge;
  const write = (text: string, x: number, y: number) => {
    pen.strokeText(text, x, y);
    pen.fillText(text, x, y);
  };
  for (const { at, main, more } of figures) {
    const [x, y] = [at[0], at[1] - ABOVE];
    pen.font = `650 ${LETTER.main * rem}px ${FONT}`;
    write(main, x, y);
    if (more === undefined) continue;
    pen.font = `500 ${LETTER.more * rem}px ${FONT}`;
    write(more, x, y + LETTER.below * LETTER.more * rem);
  }
  pen.restore();
}
