import { LETTER_EM, LETTER_SHAPES } from './letter-shapes.ts';
import { type Draft, type Skin, vertex } from './solid.ts';

interface LetterShape {
  /** Share of the em that the character takes. */
  readonly advance: number;
  /** x, z of each point, in ems from the baseline. */
  readonly points: readonly number[];
  readonly triangles: readonly number[];
}

/** Height above the baseline at which a Han character is centred, in ems. */
const MIDDLE = 0.38;

/** Whether every character of `text` can be written. */
export function canWrite(text: string): boolean {
  return [...text].every((each) => Object.hasOwn(LETTER_SHAPES, each));
}

/** Width in metres of `text` written `size` metres high. */
export function textWidth(text: string, size: number): number {
  return [...text].reduce((sum, each) => sum + shapeOf(each).advance * size, 0);
}

/**
 * Writes `text` on an upright face at y that faces +y, centred on (x, z) as its reader sees it; `size` is the em in metres.
 * Throws on a character that `letter-shapes.ts` lacks.
 */
export function write(
  draft: Draft,
  text: string,
  [x, z]: readonly [x: number, z: number],
  size: number,
  y: number,
  skin: Skin,
): void {
  let pen = x - textWidth(text, size) / 2;
  for (const character of text) {
    const { advance, points, triangles } = shapeOf(character);
    const base = draft.positions.length / 3;
    for (let i = 0; i < points.length; i += 2)
      vertex(draft, [-(pen + points[i]! * size), y, z + (points[i + 1]! - MIDDLE) * size], [0, 1, 0], skin);
    for (const index of triangles) draft.indices.push(base + index);
    pen += advance * size;
  }
}

/** Writes `text` from top to bottom, centred on (x, z). */
export function writeDown(
  draft: Draft,
  text: string,
  [x, z]: readonly [x: number, z: number],
  size: number,
  y: number,
  skin: Skin,
): void {
  const characters = [...text];
  const pitch = size * 1.12;
  characters.forEach((each, i) => {
    write(draft, each, [x, z + ((characters.length - 1) / 2 - i) * pitch], size, y, skin);
  });
}

const SHAPES = new Map<string, LetterShape>();

function shapeOf(character: string): LetterShape {
  const known = SHAPES.get(character);
  if (known) return known;
  const line = LETTER_SHAPES[character];
  if (line === undefined)
    throw new RangeError(`No outline of "${character}"; add its text to artwork.ts and run node scripts/letters.mjs.`);
  const [advance = '', points = '', triangles = ''] = line.split(';');
  const numbers = (text: string): number[] => text.split(' ').map(Number);
  const shape = {
    advance: Number(advance) / LETTER_EM,
    points: numbers(points).map((each) => each / LETTER_EM),
    triangles: numbers(triangles),
  };
  SHAPES.set(character, shape);
  return shape;
}
