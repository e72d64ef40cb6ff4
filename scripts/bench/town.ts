import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { seededRandom } from '../../src/domain/random.ts';

/** Corners of the footprints in shares of their length and width: U, T and Z shapes of 8 corners, one of 10, a cross of 12. */
const SHAPES: readonly (readonly (readonly [number, number])[])[] = [
  [
    [0, 0],
    [1, 0],
    [1, 1],
    [0.7, 1],
    [0.7, 0.5],
    [0.3, 0.5],
    [0.3, 1],
    [0, 1],
  ],
  [
    [0.3, 0],
    [0.7, 0],
    [0.7, 0.6],
    [1, 0.6],
    [1, 1],
    [0, 1],
    [0, 0.6],
    [0.3, 0.6],
  ],
  [
    [0, 0],
    [0.5, 0],
    [0.5, 0.4],
    [1, 0.4],
    [1, 1],
    [0.6, 1],
    [0.6, 0.8],
    [0, 0.8],
  ],
  [
    [0, 0],
    [1, 0],
    [1, 0.4],
    [0.8, 0.4],
    [0.8, 0.7],
    [0.6, 0.7],
    [0.6, 1],
    [0.2, 1],
    [0.2, 0.8],
    [0, 0.8],
  ],
  [
    [0.3, 0],
    [0.7, 0],
    [0.7, 0.3],
    [1, 0.3],
    [1, 0.7],
    [0.7, 0.7],
    [0.7, 1],
    [0.3, 1],
    [0.3, 0.7],
    [0, 0.7],
    [0, 0.3],
    [0.3, 0.3],
  ],
];
const CENTRE = [116.58, 35.41] as const;
/** Metres from building to building: 1100 in a square kilometre, as in the built-up part of a large Chinese city. */
const SPACING = 30;
const BLOCK = 12;

/** Writes a GeoJSON town of `count` LoD1 buildings of 8–12 corners in turned blocks, when it is not there yet. */
export function writeTown(file: string, count: number): void {
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  const random = seededRandom(count);
  const side = Math.ceil(Math.sqrt(count));
  const [perLongitude, perLatitude] = [111_320 * Math.cos((CENTRE[1] * Math.PI) / 180), 110_940];
  const aside = `${file}.part`;
  const out = openSync(aside, 'w');
  writeSync(out, '{"type":"FeatureCollection","features":[\n');
  let text = '';
  const turns = new Map<string, number>();
  for (let i = 0; i < count; i++) {
    const [column, row] = [i % side, Math.floor(i / side)];
    const block = `${Math.floor(column / BLOCK)} ${Math.floor(row / BLOCK)}`;
    const turn = turns.get(block) ?? (random() - 0.5) * 0.6;
    turns.set(block, turn);
    const [c, s] = [Math.cos(turn), Math.sin(turn)];
    const [length, width] = [12 + 14 * random(), 9 + 9 * random()];
    const shape = SHAPES[Math.floor(random() * SHAPES.length)] ?? [];
    const [x0, y0] = [(column - side / 2) * SPACING + 4 * random(), (row - side / 2) * SPACING + 4 * random()];
    const ring = [...shape, shape[0] ?? [0, 0]].map(([u, v]) => {
      const [x, y] = [x0 + c * u * length - s * v * width, y0 + s * u * length + c * v * width];
      return [Number((CENTRE[0] + x / perLongitude).toFixed(7)), Number((CENTRE[1] + y / perLatitude).toFixed(7))];
    });
    const storeys = 1 + Math.floor(random() ** 2 * 20);
    const feature = {
      type: 'Feature',
      properties: { id: `B${100_000_000 + i}`, height: Number((storeys * 3 + random()).toFixed(1)), levels: storeys },
      geometry: { type: 'Polygon', coordinates: [ring] },
    };
    text += `${i > 0 ? ',\n' : ''}${JSON.stringify(feature)}`;
    if (text.length > 1 << 20) {
      writeSync(out, text);
      text = '';
    }
  }
  writeSync(out, `${text}\n]}\n`);
  closeSync(out);
  renameSync(aside, file);
}
