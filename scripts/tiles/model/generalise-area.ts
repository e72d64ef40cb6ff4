import type { Path } from '../../../src/domain/asset.ts';
import { localFrame, toLocal } from '../../../src/domain/geo/local-frame.ts';
import type { AreaFeature, GroundClass, Ribbon } from '../feature.ts';
import { areaOf, type Point } from './ring.ts';
import { keptCorners, keptPoints } from './simplify-line.ts';

/** What is smaller than a square of this many tolerances is not missed, near and afar. */
const [LEAST_SIDE, LEAST_SIDE_AFAR] = [3, 6] as const;
/** Classes that hardly differ from the bare ground. */
const FAINT: ReadonlySet<GroundClass> = new Set(['block', 'plaza']);
/** What is narrower than this many tolerances is not missed: lines that stand out are seen longer. */
const [LEAST_WIDTH, LEAST_WIDTH_OF_LINES] = [1.5, 1] as const;
const LINES: ReadonlySet<GroundClass> = new Set(['carriageway', 'rail', 'water', 'bank', 'greenway', 'quay']);
/** Coarser than this, in metres, a carriageway's paint is far below a pixel wherever the area is drawn. */
const PAINTED_TO = 4;

/**
 * The area as it is drawn where `tolerance` metres are a pixel: its outline moved by less than that, without the holes that
 * are too small to be seen. Answers null when the area itself is too small. A given surface stays as it is.
 */
export function generaliseArea(area: AreaFeature, tolerance: number): AreaFeature | null {
  if (area.surface) return area;
  const outer = area.rings[0];
  if (!outer || tooSmall(area.class, [outer], tolerance)) return null;
  const { ribbon, ...plain } = area;
  if (ribbon && keepsRibbon(area, tolerance)) {
    const simpler = simplerRibbon(ribbon, tolerance);
    return { ...area, ribbon: simpler };
  }
  const rings = area.rings
    .filter((ring, i) => i === 0 || !tooSmall(area.class, [ring], tolerance))
    .map((ring) => keptCorners(inMetres(ring), tolerance).map((i) => ring[i] as Path[number]))
    .filter((ring) => ring.length >= 3);
  return rings.length > 0 ? { ...plain, rings } : null;
}

/** A band that is no road needs its places for its looks; a road's are for its paint. */
function keepsRibbon(area: AreaFeature, tolerance: number): boolean {
  return area.class !== 'carriageway' && area.class !== 'footway'
    ? true
    : area.ribbon?.marks !== undefined && tolerance < PAINTED_TO;
}

function tooSmall(name: GroundClass, rings: readonly Path[], tolerance: number): boolean {
  const size = areaOf(rings);
  const ring = inMetres(rings[0] as Path);
  const around = ring.reduce((sum, [x, y], i) => {
    const [u, v] = ring[(i + 1) % ring.length] as Point;
    return sum + Math.hypot(u - x, v - y);
  }, 0);
  const side = tolerance < PAINTED_TO ? LEAST_SIDE : LEAST_SIDE_AFAR * (FAINT.has(name) ? 2 : 1);
  const width = LINES.has(name) ? LEAST_WIDTH_OF_LINES : LEAST_WIDTH;
  return size < (side * tolerance) ** 2 || (2 * size) / around < width * tolerance;
}

function simplerRibbon(ribbon: Ribbon, tolerance: number): Ribbon {
  const all = ribbon.rows.length;
  // Between the edges of what is level lies nothing.
  const rows = ribbon.heights === undefined && all > 2 ? [0, all - 1] : ribbon.rows.map((_, r) => r);
  const stations = keptPoints(
    rows.map((r) => inMetres(ribbon.rows[r] as Path, ribbon.rows[0]?.[0])),
    tolerance,
  );
  return {
    ...ribbon,
    rows: rows.map((r) => stations.map((i) => ribbon.rows[r]?.[i] as Path[number])),
    across: rows.map((r) => ribbon.across[r] as number),
    along: stations.map((i) => ribbon.along[i] as number),
    ...(ribbon.heights ? { heights: rows.map((r) => ribbon.heights?.[r] as number) } : {}),
  };
}

function inMetres(path: Path, origin: Path[number] | undefined = path[0]): Point[] {
  if (!origin) return [];
  const frame = localFrame(origin[0], origin[1]);
  return path.map(([x, y]) => toLocal(frame, x, y));
}
