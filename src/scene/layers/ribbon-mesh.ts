import type { AssetTable } from '../../domain/asset.ts';
import type { LayerDefinition } from '../../domain/layer.ts';
import type { LocalPlace } from '../local-place.ts';

export interface RibbonMesh {
  /** x, y, z (m), slot; two vertices a point of the line. */
  readonly places: Float32Array;
  /** Unit normal x, y towards the vertex's side, half width (m), ±(1 + metres along). */
  readonly across: Float32Array;
  /** Colour of the line's kind, sRGB 0–1, and half its least width in pixels; 0: coloured by status alone. */
  readonly tints: Float32Array;
  /** Metres that it lies below the place drawn here, one a vertex. */
  readonly depths: Float32Array;
  readonly indices: Uint32Array;
}

/** Lies just above paved ground. */
const HEIGHT = 0.4;
/** Mitres are cut at this multiple of the half width. */
const LONGEST_MITRE = 2;

/** A line on the ground follows it this closely, metres, in at most so many halvings of a piece. */
const OFF_GROUND = 0.1;
const MOST_HALVINGS = 6;
/** Points that a hanging span is drawn with. */
const SPAN_PIECES = 8;
/** Half the least width of a line with a colour of its own, pixels; below 1 it hangs, and the shader turns it to the eye. */
const TINTED = 1.4;
const HANGING = 0.8;

/** All lines of a layer as one mesh of mitred strips. Slots without a line of two points have no part in it. */
export function ribbonMesh(
  table: AssetTable,
  place: LocalPlace,
  look?: LayerDefinition['symbology']['line'],
): RibbonMesh {
  const places: number[] = [];
  const across: number[] = [];
  const tints: number[] = [];
  const depths: number[] = [];
  const indices: number[] = [];
  for (let slot = 0; slot < table.count; slot++) {
    const path = table.shapes?.[slot];
    if (!path || path.length < 2) continue;
    const base = table.positions[3 * slot + 2] ?? 0;
    const sag = look?.sag ?? 0;
    const points =
      sag > 0
        ? hanging(
            path.map(([lon, lat]) => place.at(lon, lat, base)),
            sag,
          )
        : onGround(path, (lon, lat) => place.at(lon, lat, base + HEIGHT));
    const width = look?.width ?? table.columns['width']?.[slot];
    const half = (typeof width === 'number' && width > 0 ? width : 3) / 2;
    const tint = look ? [...rgbOf(look, table, slot), sag > 0 ? HANGING : TINTED] : [0, 0, 0, 0];
    const buried = look?.depth === undefined ? 0 : Number(table.columns[look.depth]?.[slot]);
    let along = 0;
    const first = places.length / 4;
    points.forEach((point, i) => {
      const before = points[i - 1] ?? point;
      const after = points[i + 1] ?? point;
      along += Math.hypot(point[0] - before[0], point[1] - before[1]);
      const [nx, ny] = mitre(before, point, after);
      for (const side of [1, -1]) {
        places.push(...point, slot);
        across.push(side * nx, side * ny, half, side * (1 + along));
        tints.push(...tint);
        depths.push(buried > 0 ? buried + HEIGHT : 0);
      }
      if (i > 0) {
        const at = first + 2 * i;
        indices.push(at - 2, at - 1, at, at, at - 1, at + 1);
      }
    });
  }
  return {
    places: Float32Array.from(places),
    across: Float32Array.from(across),
    tints: Float32Array.from(tints),
    depths: Float32Array.from(depths),
    indices: Uint32Array.from(indices),
  };
}

type Point = readonly [x: number, y: number, z: number];
type Corner = readonly [longitude: number, latitude: number];

/** A line on the ground: halved where its middle would lie off the ground that it follows. */
function onGround(path: readonly Corner[], at: (longitude: number, latitude: number) => Point): Point[] {
  const points: Point[] = [];
  const follow = (a: Corner, from: Point, b: Corner, to: Point, halvings: number) => {
    const middle: Corner = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    const between = at(...middle);
    if (halvings > 0 && Math.abs(between[2] - (from[2] + to[2]) / 2) > OFF_GROUND) {
      follow(a, from, middle, between, halvings - 1);
      follow(middle, between, b, to, halvings - 1);
    } else points.push(to);
  };
  path.forEach((corner, i) => {
    const before = path[i - 1];
    const point = at(...corner);
    if (before) follow(before, points.at(-1) ?? point, corner, point, MOST_HALVINGS);
    else points.push(point);
  });
  return points;
}

/** Wires between fixed points: each span sinks as a parabola, by `sag` of its length in the middle. */
function hanging(points: readonly Point[], sag: number): Point[] {
  return points.flatMap((to, i): Point[] => {
    const from = points[i - 1];
    if (!from) return [to];
    const drop = sag * Math.hypot(to[0] - from[0], to[1] - from[1]);
    return Array.from({ length: SPAN_PIECES }, (_, piece): Point => {
      const t = (piece + 1) / SPAN_PIECES;
      const between = (axis: 0 | 1 | 2) => from[axis] + (to[axis] - from[axis]) * t;
      return [between(0), between(1), between(2) - 4 * drop * t * (1 - t)];
    });
  });
}

function rgbOf(
  { attribute, colors }: NonNullable<LayerDefinition['symbology']['line']>,
  table: AssetTable,
  slot: number,
): number[] {
  const color = colors[String(table.columns[attribute]?.[slot])] ?? '#808080';
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
}

/** Left normal at the joint, lengthened so that both edges stay parallel to their segments. */
function mitre(before: Point, at: Point, after: Point): readonly [number, number] {
  const normal = (a: Point, b: Point): [number, number] | null => {
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const length = Math.hypot(dx, dy);
    return length > 0 ? [-dy / length, dx / length] : null;
  };
  const a = normal(before, at) ?? normal(at, after) ?? [0, 1];
  const b = normal(at, after) ?? a;
  const [x, y] = [a[0] + b[0], a[1] + b[1]];
  const length = Math.hypot(x, y);
  if (length < 1e-6) return a;
  const cosine = (x * a[0] + y * a[1]) / length;
  const scale = Math.min(1 / Math.max(cosine, 1e-3), LONGEST_MITRE) / length;
  return [x * scale, y * scale];
}
