import { insideRing } from '../../../src/domain/geo/inside-ring.ts';
import { localFrame, toLocal } from '../../../src/domain/geo/local-frame.ts';
import type { BuildingFeature, Rings, StructureFeature } from '../feature.ts';
import type { Ground } from './ground.ts';

/** A corner of a structure that stands no higher than this stands on the ground, metres. */
const FOOT = 0.05;
/** Places under a footprint are asked for no farther apart than this share of a ground node. */
const APART = 0.5;

/**
 * A building with its base at the lowest ground under its footprint: it stands in a slope and nowhere floats. A given
 * surface, whose heights may count from any zero, is set down with its lowest corner there.
 */
export function liftBuilding(building: BuildingFeature, ground: Ground): BuildingFeature {
  const { surface } = building;
  if (surface) {
    let [base, lowest] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let i = 0; i + 2 < surface.length; i += 3) {
      base = Math.min(base, surface[i + 2]!);
      lowest = Math.min(lowest, ground.heightAt(surface[i]!, surface[i + 1]!));
    }
    return { ...building, surface: surface.map((value, i) => (i % 3 === 2 ? value - base + lowest : value)) };
  }
  const lowest = Math.min(...building.parts.map((part) => lowestUnder(part.rings, ground)));
  return {
    ...building,
    parts: building.parts.map((part) => ({ ...part, base: part.base + lowest, top: part.top + lowest })),
  };
}

/** The lowest ground along the outer ring, in metres; the ground within a ring is seldom lower than along it. */
function lowestUnder(rings: Rings, ground: Ground): number {
  const step = ground.lattice.step * APART;
  const ring = rings[0] ?? [];
  let lowest = Number.POSITIVE_INFINITY;
  ring.forEach(([ax, ay], i) => {
    const [bx, by] = ring[(i + 1) % ring.length]!;
    const pieces = Math.ceil(Math.max(Math.abs(bx - ax), Math.abs(by - ay)) / step) || 1;
    for (let k = 0; k < pieces; k++)
      lowest = Math.min(lowest, ground.heightAt(ax + ((bx - ax) * k) / pieces, ay + ((by - ay) * k) / pieces));
  });
  // A hollow inside a great footprint.
  const [west, east] = extentOf(ring, 0);
  const [south, north] = extentOf(ring, 1);
  for (let x = west + 2 * step; x < east; x += 2 * step)
    for (let y = south + 2 * step; y < north; y += 2 * step)
      if (insideRing([x, y], ring)) lowest = Math.min(lowest, ground.heightAt(x, y));
  return lowest;
}

/**
 * A structure on the ground. A bridge spans from the ground at one end of its length to the ground at the other: its deck
 * keeps its own shape over the straight line between them, and what stands on the ground (piers, towers, walls of ramps)
 * reaches down or up to it. Anything else is lifted whole by the lowest ground under its feet.
 */
export function liftStructure(structure: StructureFeature, ground: Ground): StructureFeature {
  const { triangles } = structure;
  const lifted = Float64Array.from(triangles);
  const over = structure.class === 'bridge' ? spanOf(triangles, ground) : standing(triangles, ground);
  for (let i = 0; i + 2 < triangles.length; i += 3) {
    const [x, y, z] = [triangles[i]!, triangles[i + 1]!, triangles[i + 2]!];
    const level = over(x, y);
    lifted[i + 2] = structure.class === 'bridge' && z <= FOOT ? Math.min(level, ground.heightAt(x, y)) + z : level + z;
  }
  const { floodlit } = structure;
  const [x, y] = [triangles[0]!, triangles[1]!];
  const raised = floodlit && { floodlit: [floodlit[0] + over(x, y), floodlit[1] + over(x, y)] as const };
  return { ...structure, triangles: lifted, ...raised };
}

function standing(triangles: Float64Array, ground: Ground): () => number {
  let lowest = Number.POSITIVE_INFINITY;
  for (let i = 0; i + 2 < triangles.length; i += 3)
    if (triangles[i + 2]! <= FOOT) lowest = Math.min(lowest, ground.heightAt(triangles[i]!, triangles[i + 1]!));
  if (!Number.isFinite(lowest)) lowest = ground.heightAt(triangles[0]!, triangles[1]!);
  return () => lowest;
}

/** The straight line between the grounds at the two ends of the longest extent, by place. */
function spanOf(triangles: Float64Array, ground: Ground): (longitude: number, latitude: number) => number {
  const frame = localFrame(triangles[0]!, triangles[1]!);
  const count = triangles.length / 3;
  const place = (i: number): [number, number] => toLocal(frame, triangles[3 * i]!, triangles[3 * i + 1]!);
  let [mx, my] = [0, 0];
  for (let i = 0; i < count; i++) {
    const [x, y] = place(i);
    mx += x / count;
    my += y / count;
  }
  // Direction of the greatest spread: the axis of a deck that is longer than it is wide.
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const [x, y] = place(i);
    xx += (x - mx) ** 2;
    xy += (x - mx) * (y - my);
    yy += (y - my) ** 2;
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  const [ex, ey] = [Math.cos(angle), Math.sin(angle)];
  const along = (x: number, y: number): number => (x - mx) * ex + (y - my) * ey;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < count; i++) {
    const at = along(...place(i));
    low = Math.min(low, at);
    high = Math.max(high, at);
  }
  const groundAt = (distance: number): number =>
    ground.heightAt(
      frame.origin[0] + (mx + ex * distance) / frame.metresPerDegree[0],
      frame.origin[1] + (my + ey * distance) / frame.metresPerDegree[1],
    );
  const [start, end] = [groundAt(low), groundAt(high)];
  return (longitude, latitude) => {
    const share = (along(...toLocal(frame, longitude, latitude)) - low) / Math.max(high - low, 1e-6);
    return start + (end - start) * Math.min(Math.max(share, 0), 1);
  };
}

function extentOf(ring: readonly (readonly [number, number])[], axis: 0 | 1): readonly [number, number] {
  return ring.reduce<readonly [number, number]>(
    ([low, high], point) => [Math.min(low, point[axis]), Math.max(high, point[axis])],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}
