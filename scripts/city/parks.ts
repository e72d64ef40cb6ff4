import { seededRandom, seedOf } from '../../src/domain/random.ts';
import { GROUND_HEIGHT } from '../tiles/stacking.ts';
import type { Patch } from './band.ts';
import { riverCorridors, roadCorridors } from './blocks.ts';
import type { CityData, ParkData } from './city-data.ts';
import { common, type Shape, without } from './clip.ts';
import { areaOf, centroidOf, inside, type Point, type Ring, rectangle } from './plane.ts';

export interface ParkSurface {
  readonly patch: Patch;
  readonly holes: readonly Ring[];
  /** A path or bed laid between the trees: those in its way are felled, the others stay where they are. */
  readonly laid?: true;
}

/** The ground of all parks, outside roads and river banks. */
export function allParkSurfaces(data: CityData): ParkSurface[] {
  const taken = [...roadCorridors(data), ...riverCorridors(data)];
  return data.parks.flatMap((park) => parkSurfaces(data, park, taken));
}

/** Surfaces of a park: lawn, a pond off the middle, a ring walk and a small square; a square is paved all over. */
function parkSurfaces(data: CityData, park: ParkData, taken: readonly Ring[]): ParkSurface[] {
  const shapes = without({ ring: park.ring, holes: [] }, taken, 50);
  if (park.square) return shapes.map((shape) => surface('plaza', shape));
  const out = shapes.map((shape) => surface('lawn', shape));
  const largest = shapes.reduce<Shape | null>(
    (best, shape) => (best && areaOf(best.ring) > areaOf(shape.ring) ? best : shape),
    null,
  );
  if (!largest || areaOf(largest.ring) < 20_000) return out;
  const random = seededRandom(data.file.seed ^ seedOf(`park-${park.id}`));
  const centre = centroidOf(largest.ring);
  const reach = Math.sqrt(areaOf(largest.ring)) / 2;
  const pondAt: Point = [centre[0] - reach * 0.1, centre[1] + reach * 0.08];
  const blob = (at: Point, radius: number, wave: number): Ring =>
    Array.from({ length: 36 }, (_, i): Point => {
      const t = (2 * Math.PI * i) / 36;
      const r = radius * (1 + wave * Math.sin(2 * t + 1) + wave * 0.6 * Math.cos(3 * t));
      return [at[0] + r * 1.25 * Math.cos(t), at[1] + r * Math.sin(t)];
    });
  const pond = blob(pondAt, reach * (0.26 + 0.08 * random()), 0.2);
  const walkOuter = blob(centre, reach * 0.72, 0.06);
  const walkInner = blob(centre, reach * 0.72 - 4, 0.06);
  if ([...pond, ...walkOuter].some((point) => !inside(largest.ring, point))) return out;
  out.push({ patch: { class: 'water', ring: pond, height: GROUND_HEIGHT.lawn + 0.04 }, holes: [] });
  out.push({
    patch: { class: 'footway', ring: walkOuter, height: GROUND_HEIGHT.lawn + 0.08 },
    holes: [[...walkInner].reverse()],
  });
  out.push({
    patch: {
      class: 'plaza',
      height: GROUND_HEIGHT.lawn + 0.12,
      ring: blob([centre[0] + reach * 0.25, centre[1] - reach * 0.45], reach * 0.1, 0),
    },
    holes: [],
  });
  out.push(...laidPaths(largest, centre, reach, random), ...laidBeds(centre, reach));
  return out;
}

/** Paths from the ring walk out to the park's edge, and across to the square. */
function laidPaths(park: Shape, centre: Point, reach: number, random: () => number): ParkSurface[] {
  const turn = random() * 0.6;
  return [0, 1, 2, 3].flatMap((k) => {
    const angle = turn + (k * Math.PI) / 2;
    const middle: Point = [centre[0] + Math.cos(angle) * reach * 1.6, centre[1] + Math.sin(angle) * reach * 1.45];
    return common(park, rectangle(middle, reach * 1.55, 3, angle), 30).map(
      ({ ring, holes }): ParkSurface => ({
        patch: { class: 'footway', ring, height: GROUND_HEIGHT.lawn + 0.06 },
        holes,
        laid: true,
      }),
    );
  });
}

const BEDS = 6;

/** Flower beds around the park's square. */
function laidBeds(centre: Point, reach: number): ParkSurface[] {
  const square: Point = [centre[0] + reach * 0.25, centre[1] - reach * 0.45];
  return Array.from({ length: BEDS }, (_, i): ParkSurface => {
    const [from, to] = [0.12, 0.88].map((part) => (2 * Math.PI * (i + part)) / BEDS) as [number, number];
    const at = (radius: number, angle: number): Point => [
      square[0] + radius * 1.25 * Math.cos(angle),
      square[1] + radius * Math.sin(angle),
    ];
    const arc = Array.from({ length: 7 }, (_, k) => from + ((to - from) * k) / 6);
    const [inner, outer] = [reach * 0.1 + 1.2, reach * 0.1 + 4.2];
    return {
      patch: {
        class: 'bed',
        ring: [...arc.map((angle) => at(outer, angle)), ...arc.reverse().map((angle) => at(inner, angle))],
        height: GROUND_HEIGHT.lawn + 0.1,
      },
      holes: [],
      laid: true,
    };
  });
}

function surface(kind: Patch['class'], shape: Shape): ParkSurface {
  return { patch: { class: kind, ring: shape.ring }, holes: shape.holes };
}

/** Whether a point lies on water or paving of the parks, where no tree grows. */
export function onParkPaving(surfaces: readonly ParkSurface[], at: Point): boolean {
  return surfaces.some(
    ({ patch, holes }) => patch.class !== 'lawn' && inside(patch.ring, at) && !holes.some((hole) => inside(hole, at)),
  );
}
