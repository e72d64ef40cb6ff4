import { Cartesian2, Cartesian3, type Scene, SceneTransforms } from '@cesium/engine';
import type { AssetTable } from '../domain/asset.ts';
import type { GroundHeight } from '../domain/geo/height-field.ts';
import { localFrame, toLocal } from '../domain/geo/local-frame.ts';
import { slotsNear } from './slot-grid.ts';

/** Close-range models farther than this (m) are picked by their symbols. */
const REACH = 600;

interface Near {
  readonly slot: number;
  /** CSS pixels from its axis. */
  readonly pixels: number;
}

/**
 * The slender asset (pole, sign, lamp) under a canvas point: the one whose axis on the screen is nearest, within
 * `tolerance` pixels. `exists` keeps what is not shown from being picked. Null when there is none.
 */
export function nearestUpright(
  scene: Scene,
  table: AssetTable,
  exists: (slot: number) => boolean,
  x: number,
  y: number,
  tolerance: number,
  ground: GroundHeight,
): Near | null {
  const eye = scene.camera.positionCartographic;
  const degrees = 180 / Math.PI;
  const frame = localFrame(eye.longitude * degrees, eye.latitude * degrees);
  const [foot, top] = [new Cartesian3(), new Cartesian3()];
  const [a, b] = [new Cartesian2(), new Cartesian2()];
  let best: Near | null = null;
  let nearest = tolerance;
  slotsNear(table, eye.longitude * degrees, eye.latitude * degrees, REACH, (slot) => {
    const [lon, lat] = [table.positions[3 * slot]!, table.positions[3 * slot + 1]!];
    const [east, north] = toLocal(frame, lon, lat);
    if (Math.hypot(east, north) > REACH || !exists(slot)) return;
    const base = ground(lon, lat) + table.positions[3 * slot + 2]!;
    const height = table.columns['height']?.[slot];
    const rise = typeof height === 'number' && height > 0 ? height : 5;
    const p = SceneTransforms.worldToWindowCoordinates(
      scene,
      Cartesian3.fromDegrees(lon, lat, base, undefined, foot),
      a,
    );
    const q = SceneTransforms.worldToWindowCoordinates(
      scene,
      Cartesian3.fromDegrees(lon, lat, base + rise, undefined, top),
      b,
    );
    if (!p || !q) return;
    const away = segmentDistance(x, y, p.x, p.y, q.x, q.y);
    if (away >= nearest) return;
    nearest = away;
    best = { slot, pixels: away };
  });
  return best;
}

/** The slot whose base point is nearest to a ground position and no farther than half its length and a margin; else -1. */
export function nearestWithin(table: AssetTable, [longitude, latitude]: readonly [number, number]): number {
  const frame = localFrame(longitude, latitude);
  let best = -1;
  let nearest = Number.POSITIVE_INFINITY;
  for (let slot = 0; slot < table.count; slot++) {
    const metres = Math.hypot(...toLocal(frame, table.positions[3 * slot]!, table.positions[3 * slot + 1]!));
    const length = table.columns['length']?.[slot];
    if (metres >= nearest || metres > (typeof length === 'number' ? length / 2 : 200) + 80) continue;
    nearest = metres;
    best = slot;
  }
  return best;
}

/** Distance from point x, y to the segment a–b. */
function segmentDistance(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length > 0 ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
