import * as v from 'valibot';
import type { HeightField } from '../domain/geo/height-field.ts';
import { ProvenanceSchema, WordsSchema } from './common.ts';
import { WireError } from './parse.ts';

/** Where the nodes of a grid of heights lie, and what its file's numbers mean; the numbers themselves are `heights.bin`. */
const HeightGridSchema = v.object({
  /** Path below the city folder. */
  url: v.string(),
  west: v.number(),
  south: v.number(),
  stepLongitude: v.number(),
  stepLatitude: v.number(),
  columns: v.pipe(v.number(), v.integer(), v.minValue(2)),
  rows: v.pipe(v.number(), v.integer(), v.minValue(2)),
  /** Height in metres of the number 0, and of one step. */
  base: v.number(),
  step: v.number(),
});
export type HeightGrid = v.InferOutput<typeof HeightGridSchema>;

/** A city's ground. Absent: the city is flat, at height 0 of the ellipsoid. */
export const TerrainSchema = v.object({
  /** `layer.json` of the quantized mesh, below the city folder. */
  url: v.string(),
  heights: HeightGridSchema,
  title: WordsSchema,
  provenance: ProvenanceSchema,
  source: v.string(),
});
export type TerrainEntry = v.InferOutput<typeof TerrainSchema>;

/** The file of a grid: each height in steps as the difference from its western neighbour (the first of a row from the one south of it), zigzag, 16 bit, little-endian. */
export function encodeHeights(steps: Uint16Array, columns: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(steps.length * 2));
  steps.forEach((step, i) => {
    const before = i % columns > 0 ? steps[i - 1]! : (steps[i - columns] ?? 0);
    bytes.setUint16(2 * i, zigzag(step - before), true);
  });
  return new Uint8Array(bytes.buffer);
}

/** Reads the file of `grid`. Throws WireError when its length is not what the grid says. */
export function decodeHeights(grid: HeightGrid, bytes: Uint8Array): HeightField {
  const { columns, rows, base, step } = grid;
  if (bytes.length !== columns * rows * 2)
    throw new WireError(
      `${grid.url}: ${bytes.length} bytes for a grid of ${columns} × ${rows} heights; build the city again.`,
      `${grid.url}：${columns} × ${rows} 个高程却有 ${bytes.length} 字节；请重新构建城市。`,
    );
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const steps = new Uint16Array(columns * rows);
  const heights = new Float32Array(columns * rows);
  for (let i = 0; i < steps.length; i++) {
    const before = i % columns > 0 ? steps[i - 1]! : (steps[i - columns] ?? 0);
    steps[i] = before + unzigzag(view.getUint16(2 * i, true));
    heights[i] = base + step * steps[i]!;
  }
  const { west, south, stepLongitude, stepLatitude } = grid;
  return { west, south, stepLongitude, stepLatitude, columns, rows, heights };
}

/** Differences of 16-bit numbers need 17 bits; they wrap, and so does the sum that takes them back. */
function zigzag(difference: number): number {
  const wrapped = (difference << 16) >> 16;
  return ((wrapped << 1) ^ (wrapped >> 31)) & 0xffff;
}

function unzigzag(value: number): number {
  return (value >>> 1) ^ -(value & 1);
}
