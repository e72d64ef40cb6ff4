import { SCENE_PALETTE } from '../../domain/palette.ts';
import type { ScenePin } from '../scene-spec.ts';

/** Size of a pin on the screen, CSS pixels: a target for a finger's width at the desk. */
export const PIN_PIXELS = [34, 40] as const;

/** Drawn this many times larger, for sharp screens. */
const DENSITY = 2;
const INK = '#101820';
const PAPER = '#ffffff';

/**
 * A pin as a speech bubble with the number of its thread. Colour says nothing, so that it is read in grey and never taken for an
 * alert: open is filled, answered half, closed is hollow with a tick or a bar; what lost its object is dashed.
 */
export function drawPin({ label, mark, lost, selected }: ScenePin): HTMLCanvasElement {
  const [width, height] = PIN_PIXELS;
  const canvas = document.createElement('canvas');
  canvas.width = width * DENSITY;
  canvas.height = height * DENSITY;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('No 2D canvas; pins of the review record cannot be drawn in this browser.');
  pen.scale(DENSITY, DENSITY);
  const [right, bottom] = [width - 3, height - 12];
  const bubble = new Path2D();
  bubble.moveTo(width / 2, height - 2);
  bubble.lineTo(width / 2 - 6, bottom);
  bubble.lineTo(8, bottom);
  bubble.arcTo(3, bottom, 3, bottom - 5, 5);
  bubble.lineTo(3, 8);
  bubble.arcTo(3, 3, 8, 3, 5);
  bubble.lineTo(right - 5, 3);
  bubble.arcTo(right, 3, right, 8, 5);
  bubble.lineTo(right, bottom - 5);
  bubble.arcTo(right, bottom, right - 5, bottom, 5);
  bubble.lineTo(width / 2 + 6, bottom);
  bubble.closePath();

  const filled = mark === 'open' || mark === 'draft';
  pen.lineJoin = 'round';
  pen.lineWidth = selected ? 6 : 4;
  pen.strokeStyle = selected ? INK : PAPER;
  pen.stroke(bubble);
  pen.fillStyle = mark === 'draft' ? SCENE_PALETTE.planned.day : filled ? INK : PAPER;
  pen.fill(bubble);
  if (mark === 'answered') {
    pen.save();
    pen.clip(bubble);
    pen.fillStyle = INK;
    pen.fillRect(0, bottom - 5, width, height);
    pen.restore();
  }
  pen.lineWidth = 2;
  pen.setLineDash(lost ? [3, 3] : []);
  pen.strokeStyle = selected || (lost && filled) ? PAPER : INK;
  pen.stroke(bubble);

  pen.setLineDash([]);
  pen.fillStyle = filled ? PAPER : INK;
  pen.font = `600 ${label.length > 2 ? 11 : 13}px "Noto Sans SC Variable", "Noto Sans SC", sans-serif`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  const middle = mark === 'answered' ? 13.5 : 15.5;
  pen.fillText(label, width / 2, middle);
  if (mark === 'resolved' || mark === 'rejected') sign(pen, mark, width, bottom);
  return canvas;
}

function sign(pen: CanvasRenderingContext2D, mark: 'resolved' | 'rejected', width: number, bottom: number): void {
  pen.lineWidth = 2;
  pen.strokeStyle = INK;
  pen.beginPath();
  if (mark === 'resolved') {
    pen.moveTo(width / 2 - 5, bottom - 5);
    pen.lineTo(width / 2 - 1, bottom - 2);
    pen.lineTo(width / 2 + 6, bottom - 8);
  } else {
    pen.moveTo(7, bottom - 3);
    pen.lineTo(width - 7, bottom - 3);
  }
  pen.stroke();
}
