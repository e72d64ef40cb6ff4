import { MeshoptDecoder } from 'meshoptimizer/decoder';
import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/domain/random.ts';
import { eastNorthUp } from './ellipsoid.ts';
import { beginGlb, encoderReady } from './glb.ts';
import { type Precision, ShellGrid } from './shell-grid.ts';

const WHOLE: Precision = { plane: -6, rise: -6, astray: 0.01 };
const EXTENT = { bounds: [116.6, 35.4, 116.606, 35.405], low: 0, high: 100 } as const;
type Spot = readonly [number, number, number];

/** Points of outlines, each as lower and upper ends, as a reader gets them. */
function read(outlines: readonly (readonly { low: Spot; high: Spot }[])[], precision: Precision): Float32Array {
  const points = 2 * outlines.flat().length;
  const grid = new ShellGrid(EXTENT, eastNorthUp(116.603, 35.4025), points, precision);
  let point = 0;
  for (const outline of outlines) {
    const ends = outline.map(({ low, high }) => {
      grid.place(point, ...low);
      grid.place(point + 1, ...high);
      point += 2;
      return [point - 2, point - 1] as const;
    });
    grid.outline(
      Uint32Array.from(ends, ([low]) => low),
      Uint32Array.from(ends, ([, high]) => high),
      0,
      ends.length,
    );
  }
  const glb = beginGlb();
  grid.add(glb);
  const bytes = glb.finish();
  const length = new DataView(bytes.buffer).getUint32(12, true);
  const json = JSON.parse(new TextDecoder().decode(bytes.subarray(20, 20 + length)));
  const { byteOffset, byteLength, count, byteStride, mode, filter } =
    json.bufferViews[0].extensions.EXT_meshopt_compression;
  const target = new Uint8Array(count * byteStride);
  const source = bytes.subarray(28 + length + byteOffset, 28 + length + byteOffset + byteLength);
  MeshoptDecoder.decodeGltfBuffer(target, count, byteStride, source, mode, filter);
  return new Float32Array(target.buffer);
}

describe('ShellGrid', () => {
  beforeAll(async () => {
    await encoderReady;
    await MeshoptDecoder.ready;
  });

  it('keeps every coordinate within what may be astray, and most walls along the axes straight', () => {
    const random = seededRandom(4);
    const outlines = Array.from({ length: 200 }, () => {
      const [x, z, w, d] = [400 * random() - 200, 400 * random() - 200, 8 + 9 * random(), 6 + 9 * random()];
      const near = (): number => 0.004 * (random() - 0.5);
      return (
        [
          [0, 0],
          [w, 0],
          [w, -d],
          [0, -d],
        ] as const
      ).map(([u, v]) => {
        const [east, south] = [x + u + near(), z + v + near()];
        return { low: [east, 0, south], high: [east + 0.001, 20, south] } as const;
      });
    });
    const positions = read(outlines, WHOLE);
    const spots = outlines.flat().flatMap(({ low, high }) => [...low, ...high]);
    expect(Math.max(...spots.map((value, i) => Math.abs(value - (positions[i] as number))))).toBeLessThan(0.01 + 1e-9);
    let straight = 0;
    for (let corner = 0; corner < 800; corner += 4) {
      const at = (c: number, axis: number): number => positions[6 * (corner + c) + axis] as number;
      for (const c of [0, 1, 2, 3]) expect(at(c, 0)).toBe(positions[6 * (corner + c) + 3]);
      if (at(1, 0) === at(2, 0)) straight++;
      if (at(0, 2) === at(1, 2)) straight++;
      if (at(2, 2) === at(3, 2)) straight++;
    }
    // A half of them by rounding alone.
    expect(straight / 600).toBeGreaterThan(0.9);
  });

  it('lets ends that lean too far apart stand for themselves', () => {
    const positions = read([[{ low: [10, 0, 5], high: [10.05, 90, 5] }]], WHOLE);
    expect(positions[3]).toBeCloseTo(10.05, 1.9);
    expect(positions[3]).toBeGreaterThan(positions[0] as number);
    expect(positions[2]).toBe(positions[5]);
  });

  it('counts the height in steps of its own', () => {
    const positions = read([[{ low: [37, 0, 5], high: [37, 9, 5] }]], { plane: 4, rise: 1, astray: 0 });
    expect([...positions]).toEqual([32, 0, 0, 32, 10, 0]);
  });
});
