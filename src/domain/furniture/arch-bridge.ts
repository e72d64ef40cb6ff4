import type { Mesh } from './mesh.ts';
import { PAINT } from './paint.ts';
import { beginMesh, box, type Draft, finishMesh, loft, type Point, part } from './solid.ts';

/** An old stone bridge along y with its middle at the origin, on the ground. All lengths in metres. */
export interface ArchSpec {
  /** Clear width of the main arch. */
  readonly span: number;
  /** Of the walkway between its parapets. */
  readonly width: number;
  /** Ground to walkway at the crown. */
  readonly crown: number;
  /** Length of each ramp beyond the abutments. */
  readonly ramp: number;
}

const STONE = { color: PAINT.stone };
const PALE = { color: PAINT.stonePale };
const STEPS = 20;

/** A single-arch hump bridge as over the old canal: voussoirs, spandrels, a bowed walkway and parapets with posts. */
export function buildArchBridge(spec: ArchSpec): Mesh {
  const { span, width, crown, ramp } = spec;
  if (!(span > 0 && width > 0 && crown > 0.8 && ramp >= 0))
    throw new RangeError(
      `Arch bridge: span ${span}, width ${width}, crown ${crown}, ramp ${ramp} m; all above 0, the crown above 0.8.`,
    );
  const end = span / 2 + 1.6 + ramp;
  const walk = (y: number): number =>
    0.25 + (crown - 0.25) * Math.cos(Math.min(1, Math.abs(y) / end) * (Math.PI / 2)) ** 1.2;
  const rise = crown - 0.75;
  const draft = beginMesh();
  part(draft, 'piers', 1, () => {
    for (const side of [-1, 1]) box(draft, [0, side * (span / 2 + 0.8), 0], [width + 1.2, 1.6, 0.5], STONE);
  });
  part(draft, 'arch', 2, () => {
    const ring = (i: number, grow: number): [number, number] => {
      const angle = (i / STEPS) * Math.PI;
      return [-Math.cos(angle) * (span / 2 + grow), Math.sin(angle) * (rise + grow)];
    };
    const face = (grow: number): [number, number][] => Array.from({ length: STEPS + 1 }, (_, i) => ring(i, grow));
    // The ring of cut stones stands a little proud of the wall above it.
    const cut = [...face(0), ...face(0.5).reverse()];
    slab(draft, cut, width / 2 + 0.32, PALE);
    const wall: [number, number][] = [...face(0.5), ...over(walk, span / 2 + 0.5)];
    slab(draft, wall, width / 2 + 0.2, STONE);
  });
  part(draft, 'ramps', 2, () => {
    for (const side of [-1, 1]) {
      const stations = Array.from({ length: 7 }, (_, i) => span / 2 + 0.5 + ((end - span / 2 - 0.5) * i) / 6);
      const rings = stations.map((y): Point[] => {
        const [x, z] = [width / 2 + 0.2, walk(y)];
        return [
          [x, side * y, 0],
          [-x, side * y, 0],
          [-x, side * y, z],
          [x, side * y, z],
        ];
      });
      loft(draft, side > 0 ? rings.map((each) => [...each]) : rings.reverse(), STONE);
    }
  });
  part(draft, 'parapets', 3, () => {
    const posts = Math.max(4, Math.round((2 * end) / 2.2));
    for (const side of [-1, 1]) {
      const x = (side * width) / 2;
      for (let i = 0; i <= posts; i++) {
        const y = -end + (2 * end * i) / posts;
        box(draft, [x, y, walk(y) - 0.05], [0.22, 0.22, 1.1], PALE);
        box(draft, [x, y, walk(y) + 1.05], [0.28, 0.28, 0.16], PALE);
        if (i === posts) continue;
        const next = -end + (2 * end * (i + 1)) / posts;
        const panel = (at: number): Point[] => [
          [x - 0.07, at, walk(at) + 0.08],
          [x - 0.07, at, walk(at) + 0.82],
          [x + 0.07, at, walk(at) + 0.82],
          [x + 0.07, at, walk(at) + 0.08],
        ];
        loft(draft, [panel(y + 0.11), panel(next - 0.11)], STONE);
      }
    }
  });
  return finishMesh(draft);
}

/** The upper edge of the wall, from the far side back. */
function over(walk: (y: number) => number, half: number): [number, number][] {
  return Array.from({ length: STEPS + 1 }, (_, i): [number, number] => {
    // Right above the points of the arch, so that the wall between them is cut into upright strips.
    const y = half * Math.cos((i / STEPS) * Math.PI);
    return [y, walk(y)];
  });
}

/** A prism across the bridge over an outline in y, z that runs along one edge and back along the other. */
function slab(
  draft: Draft,
  outline: readonly (readonly [number, number])[],
  half: number,
  skin: { color: string },
): void {
  const ring = (x: number): Point[] => outline.map(([y, z]): Point => [x, y, z]);
  loft(draft, [ring(-half), ring(half)], skin, { bandEnds: true });
}
