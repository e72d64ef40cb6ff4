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

function watermark(pen: CanvasRenderingContext2D, text: string, width: number, height: number, type: number): void {
  pen.save();
  pen.beginPath();
  pen.rect(0, 0, width, height);
  pen.clip();
  pen.translate(width / 2, height / 2);
  pen.rotate(-Math.PI / 9);
  pen.font = `500 ${1.5 * type}px ${FONT}`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillStyle = 'rgb(255 255 255 / 13%)';
  pen.strokeStyle = 'rgb(0 0 0 / 9%)';
  pen.lineWidth = type / 12;
  const across = pen.measureText(text).width + 10 * type;
  const down = 14 * type;
  const reach = Math.hypot(width, height) / 2;
  for (let row = -Math.ceil(reach / down); row <= reach / down; row++)
    for (let column = -Math.ceil(reach / across) - 1; column <= reach / across + 1; column++) {
      const x = (column + (row % 2 ? 0.5 : 0)) * across;
      pen.strokeText(text, x, row * down);
      pen.fillText(text, x, row * down);
    }
  pen.restore();
}
