import type { LonLat } from '../../domain/query/cql2.ts';
import { writeCql2 } from '../../domain/query/write-cql2.ts';
import type { XY } from './drawing.ts';

type GroundAt = (x: number, y: number) => LonLat | null;

/** Halvings of the way down to the horizon: a pixel of any screen. */
const HALVINGS = 12;

/**
 * An outline on the screen as the ground below it, in CQL2. A corner in the sky comes down to the farthest ground below it;
 * null where there is none. The edges of an outline are straight on the ground too.
 *
 * @param height of the scene, CSS pixels
 */
export function outlineFilter(outline: readonly XY[], groundAt: GroundAt, height: number): string | null {
  const ring = outline.flatMap(([x, y]) => groundBelow(x, y, groundAt, height) ?? []);
  if (ring.length < 3 || ring.length < outline.length) return null;
  return writeCql2({ is: 'area', area: { kind: 'polygon', rings: [ring] } });
}

function groundBelow(x: number, y: number, groundAt: GroundAt, height: number): [LonLat] | null {
  const here = groundAt(x, y);
  if (here) return [here];
  let [sky, low] = [y, height - 1];
  let found = groundAt(x, low);
  if (!found) return null;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (sky + low) / 2;
    const ground = groundAt(x, middle);
    if (ground) [low, found] = [middle, ground];
    else sky = middle;
  }
  return [found];
}
