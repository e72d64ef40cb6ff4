import type { Stamp } from './stamp-text.ts';

const FONT = '"Noto Sans SC Variable", "Noto Sans SC", sans-serif';
/** Height of the strip below, and of its type, as shares of the picture's height. */
const STRIP = 0.03;
const TYPE = 0.0145;
/** Smallest type that can be read, pixels. */
const SMALLEST = 9;

/** Draws the stamp onto a picture: a strip along its foot, and the watermark over all of it. */
export function drawStamp(picture: HTMLCanvasElement, stamp: Stamp): void {
  const pen = picture.getContext('2d');
  if (!pen) throw new Error('The browser gives no second canvas context; close other pages and try again.');
  const { width, height } = picture;
  const type = Math.max(SMALLEST, height * TYPE);
  const strip = Math.max(2 * type, height * STRIP);
  pen.save();
  if (stamp.watermark !== null) watermark(pen, stamp.watermark, width, height - strip, type);
  pen.fillStyle = 'rgb(14 19 26 / 88%)';
  pen.fillRect(0, height - strip, width, strip);
  pen.fillStyle = '#fff';
  pen.textBaseline = 'middle';
  const middle = height - strip / 2;
  const room = width - 2 * type;
  pen.font = `500 ${type}px ${FONT}`;
  // Both sides stay whole: where they do not fit beside each other they get smaller together.
  const needed = pen.measureText(stamp.left).width + pen.measureText(stamp.right).width + 2 * type;
  if (needed > room) pen.font = `500 ${(type * room) / needed}px ${FONT}`;
  pen.textAlign = 'left';
  pen.fillText(stamp.left, type, middle);
  pen.textAlign = 'right';
  pen.fillText(stamp.right, width - type, middle);
  pen.restore();
}

/** The watermark is one tile, repeated: a film draws it some hundred times on each of its frames, and each text leaves its shapes behind. */
function watermark(pen: CanvasRenderingContext2D, text: string, width: number, height: number, type: number): void {
  const font = `500 ${1.5 * type}px ${FONT}`;
  pen.save();
  pen.font = font;
  const across = Math.ceil(pen.measureText(text).width + 10 * type);
  const down = Math.ceil(14 * type);
  const tile = Object.assign(document.createElement('canvas'), { width: across, height: 2 * down });
  const ink = tile.getContext('2d') as CanvasRenderingContext2D;
  ink.font = font;
  ink.textAlign = 'center';
  ink.textBaseline = 'middle';
  ink.fillStyle = 'rgb(255 255 255 / 13%)';
  ink.strokeStyle = 'rgb(0 0 0 / 9%)';
  ink.lineWidth = type / 12;
  // Rows stand half a step beside each other; the second is cut by both sides of the tile.
  for (const [x, y] of [
    [across / 2, down / 2],
    [0, 1.5 * down],
    [across, 1.5 * down],
  ] as const) {
    ink.strokeText(text, x, y);
    ink.fillText(text, x, y);
  }
  pen.beginPath();
  pen.rect(0, 0, width, height);
  pen.clip();
  pen.translate(width / 2, height / 2);
  pen.rotate(-Math.PI / 9);
  pen.fillStyle = pen.createPattern(tile, 'repeat') as CanvasPattern;
  const reach = Math.hypot(width, height) / 2;
  pen.fillRect(-reach, -reach, 2 * reach, 2 * reach);
  pen.restore();
}
