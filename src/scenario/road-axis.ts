import type { Path } from '../domain/asset.ts';
import { localFrame, toGeographic, toLocal } from '../domain/geo/local-frame.ts';

/** Where a point lies along a road. */
export interface Station {
  /** Metres along the axis from its first point; negative or beyond the length outside the ends. */
  readonly chainage: number;
  /** Metres left of the axis; negative right. On an axis from west to east, left is north. */
  readonly offset: number;
}

/** A road's axis as a ruler. */
export interface RoadAxis {
  readonly length: number;
  stationOf(longitude: number, latitude: number): Station;
  /** The inverse of `stationOf`, exact away from bends. */
  pointAt(station: Station): [longitude: number, latitude: number];
  /** Direction of the axis at `chainage`, degrees clockwise from north. */
  bearingAt(chainage: number): number;
}

/** Ruler along `path`, turned so that it runs from west to east. Throws RangeError on fewer than two distinct points. */
export function roadAxis(path: Path): RoadAxis {
  const first = path[0];
  const last = path.at(-1);
  if (!first || !last || path.length < 2)
    throw new RangeError(`A road axis needs at least 2 points, got ${path.length}.`);
  const eastward = first[0] <= last[0] ? path : [...path].reverse();
  const origin = eastward[0] as readonly [number, number];
  const frame = localFrame(origin[0], origin[1]);
  const segments: Segment[] = [];
  let length = 0;
  for (let i = 1; i < eastward.length; i++) {
    const [ax, ay] = toLocal(frame, ...(eastward[i - 1] as readonly [number, number]));
    const [bx, by] = toLocal(frame, ...(eastward[i] as readonly [number, number]));
    const metres = Math.hypot(bx - ax, by - ay);
    if (metres === 0) continue;
    segments.push({ x: ax, y: ay, ux: (bx - ax) / metres, uy: (by - ay) / metres, start: length, metres });
    length += metres;
  }
  if (segments.length === 0) throw new RangeError('A road axis needs at least 2 distinct points.');
  const segmentAt = (chainage: number) =>
    segments.find((each) => chainage < each.start + each.metres) ?? (segments.at(-1) as Segment);

  return {
    length,
    stationOf(longitude, latitude) {
      const [x, y] = toLocal(frame, longitude, latitude);
      let best: Station & { distance: number } = { chainage: 0, offset: 0, distance: Number.POSITIVE_INFINITY };
      segments.forEach((each, index) => {
        const along = (x - each.x) * each.ux + (y - each.y) * each.uy;
        // The first and last segment run on, so that poles just past the ends keep a place.
        const low = index === 0 ? Number.NEGATIVE_INFINITY : 0;
        const high = index === segments.length - 1 ? Number.POSITIVE_INFINITY : each.metres;
        const held = Math.min(Math.max(along, low), high);
        const distance = Math.hypot(x - each.x - held * each.ux, y - each.y - held * each.uy);
        if (distance >= best.distance) return;
        const left = (y - each.y) * each.ux - (x - each.x) * each.uy;
        best = { chainage: each.start + held, offset: left < 0 ? -distance : distance, distance };
      });
      return { chainage: best.chainage, offset: best.offset };
    },
    pointAt({ chainage, offset }) {
      const each = segmentAt(chainage);
      const along = chainage - each.start;
      return toGeographic(
        frame,
        each.x + along * each.ux - offset * each.uy,
        each.y + along * each.uy + offset * each.ux,
      );
    },
    bearingAt(chainage) {
      const each = segmentAt(chainage);
      return ((Math.atan2(each.ux, each.uy) * 180) / Math.PI + 360) % 360;
    },
  };
}

interface Segment {
  readonly x: number;
  readonly y: number;
  readonly ux: number;
  readonly uy: number;
  readonly start: number;
  readonly metres: number;
}
