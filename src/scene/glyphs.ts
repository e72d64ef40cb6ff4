import type { Glyph } from '../domain/layer.ts';

/** Edge of one cell of the atlas, pixels. Row 0: pictograms, row 1: digits 0–9 at 0.8 of a cell each. */
const GLYPH_CELL = 64;

const ORDER: readonly Glyph[] = ['generic', 'bridge', 'water', 'path', 'lamp', 'billboard', 'pole', 'weather'];

/** Column of a pictogram in the atlas. */
export function glyphColumn(glyph: Glyph): number {
  return Math.max(0, ORDER.indexOf(glyph));
}

/** Pictograms as strokes on a 24 × 24 grid, y down: M moves, L draws, in the manner of SVG paths. */
const STROKES: Readonly<Record<Glyph, string>> = {
  generic: 'M12 7 L17 12 L12 17 L7 12 Z',
  bridge: 'M3 16 L21 16 M8 16 L8 6 M16 16 L16 6 M3 14 L8 6 L12 14 L16 6 L21 14',
  water: 'M4 9 L8 7 L12 9 L16 7 L20 9 M4 13.5 L8 11.5 L12 13.5 L16 11.5 L20 13.5 M4 18 L8 16 L12 18 L16 16 L20 18',
  path: 'M7 20 L10 14 L8 10 L12 4 M15 20 L16.5 14 L13.5 10 L16.5 4',
  lamp: 'M8 21 L8 6 L10 4 L17 4 M15 7 L19 7 M8 21 L11 21',
  billboard: 'M4 5 L20 5 L20 14 L4 14 Z M9 14 L9 20 M15 14 L15 20',
  weather:
    'M7 13 L6 12 L6 10 L8 8.5 L10 8.5 L11.5 6 L15 6 L17 8.5 L18.5 9.5 L18.5 11.5 L17.5 13 Z M9 16 L8 19 M12.5 16 L11.5 19 M16 16 L15 19',
  pole: 'M12 21 L12 4 M12 6 L18 6 M12 10 L7 10 M9 21 L15 21',
};

/** Draws the atlas of pictograms and digits that the symbols read. */
export function drawGlyphs(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = GLYPH_CELL * 8;
  canvas.height = GLYPH_CELL * 2;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no 2D canvas; symbols cannot be drawn.');
  context.lineWidth = 2.6;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = '#fff';
  ORDER.forEach((glyph, column) => {
    context.setTransform(GLYPH_CELL / 24, 0, 0, GLYPH_CELL / 24, column * GLYPH_CELL, 0);
    context.stroke(new Path2D(STROKES[glyph]));
  });
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = '#fff';
  context.font = `600 ${GLYPH_CELL * 0.72}px "Noto Sans SC Variable", "Noto Sans SC", sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (let digit = 0; digit < 10; digit++)
    context.fillText(String(digit), (digit + 0.5) * GLYPH_CELL * 0.8, GLYPH_CELL * 1.54);
  return canvas;
}
