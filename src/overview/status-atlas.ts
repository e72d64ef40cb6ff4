import { LEVELS, type Level } from '../domain/level.ts';
import { STATUS_PALETTE, STATUS_SHAPE, type StatusShape } from '../domain/palette.ts';

const CELL = 64;

/** The status shapes of one light in one picture, with the place of each; drawn, not loaded. */
export interface StatusAtlas {
  readonly picture: HTMLCanvasElement;
  readonly places: Readonly<Record<Level, { x: number; y: number; width: number; height: number }>>;
}

export function statusAtlas(light: 'day' | 'night'): StatusAtlas {
  const picture = document.createElement('canvas');
  picture.width = CELL * LEVELS.length;
  picture.height = CELL;
  const pen = picture.getContext('2d');
  if (!pen) throw new Error('Overview: the browser gives no 2D canvas; alert symbols cannot be drawn.');
  const places = {} as Record<Level, { x: number; y: number; width: number; height: number }>;
  for (const [i, level] of LEVELS.entries()) {
    pen.save();
    pen.translate(CELL * (i + 0.5), CELL / 2);
    const shape = STATUS_SHAPE[level];
    outline(pen, shape, 22);
    pen.lineJoin = 'round';
    pen.lineWidth = 12;
    pen.strokeStyle = light === 'day' ? '#ffffff' : '#0f151d';
    pen.stroke();
    pen.fillStyle = pen.strokeStyle = STATUS_PALETTE[level][light];
    pen.lineWidth = 8;
    if (shape === 'ring') pen.stroke();
    else pen.fill();
    pen.restore();
    places[level] = { x: CELL * i, y: 0, width: CELL, height: CELL };
  }
  return { picture, places };
}

function outline(pen: CanvasRenderingContext2D, shape: StatusShape, r: number): void {
  pen.beginPath();
  switch (shape) {
    case 'circle':
    case 'ring':
    case 'barred-circle':
      pen.arc(0, 0, r * 0.8, 0, 2 * Math.PI);
      return;
    case 'triangle':
      polygon(pen, [
        [0, -r],
        [r, r * 0.8],
        [-r, r * 0.8],
      ]);
      return;
    case 'diamond':
      polygon(pen, [
        [0, -r],
        [r, 0],
        [0, r],
        [-r, 0],
      ]);
      return;
    case 'square':
      polygon(pen, [
        [-r * 0.82, -r * 0.82],
        [r * 0.82, -r * 0.82],
        [r * 0.82, r * 0.82],
        [-r * 0.82, r * 0.82],
      ]);
      return;
  }
}

function polygon(pen: CanvasRenderingContext2D, corners: readonly (readonly [number, number])[]): void {
  for (const [x, y] of corners) pen.lineTo(x, y);
  pen.closePath();
}
