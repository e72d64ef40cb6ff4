import { buildingStore } from './building-store.ts';
import type { Collected } from './collect.ts';
import type { CityFeature } from './feature.ts';
import type { SkipLog } from './skipped.ts';
import { type Bounds, growingBounds } from './tile/quadtree.ts';

/** A city is never as wide as this, degrees; below it nothing is looked at. */
const WIDE = 2;
/** What lies farther than this from the middle of most, degrees, does not belong to the city. */
const FAR = 1.5;
/** More than this share far away is no mistake of single records. */
const MOST = 0.05;

/**
 * The city without single features that lie far from all others, as records with latitude and longitude exchanged or of another
 * coordinate system do: they would make the root tile as wide as the mistake. What is left out is told to `skips`.
 */
export function withoutStrays(city: Collected, skips: SkipLog): Collected {
  const [west, south, east, north] = city.bounds;
  if (east - west < WIDE && north - south < WIDE) return city;
  const places: (readonly [number, number])[] = [];
  for (const feature of all(city)) places.push(placeOf(feature));
  const median = (axis: 0 | 1): number =>
    Float64Array.from(places, (place) => place[axis]).sort()[places.length >> 1] ?? 0;
  const [x, y] = [median(0), median(1)];
  const far = ([a, b]: readonly [number, number]): boolean => Math.abs(a - x) > FAR || Math.abs(b - y) > FAR;
  const count = places.filter(far).length;
  if (count === 0 || count > MOST * places.length) return city;
  const buildings = buildingStore();
  const near = <T extends CityFeature>(feature: T): boolean => {
    const stray = far(placeOf(feature));
    if (stray) skips.add('far from the rest of the city', feature.id);
    return !stray;
  };
  for (const building of city.buildings) if (near(building)) buildings.push(building);
  city.buildings.close();
  const kept = { buildings, areas: city.areas.filter(near), structures: city.structures.filter(near) };
  return { ...kept, bounds: boundsOf(kept) };
}

function* all({ buildings, areas, structures }: Omit<Collected, 'bounds'>): Generator<CityFeature> {
  yield* buildings;
  yield* areas;
  yield* structures;
}

function placeOf(feature: CityFeature): readonly [number, number] {
  const ring =
    feature.kind === 'building' ? feature.parts[0]?.rings[0] : feature.kind === 'area' ? feature.rings[0] : undefined;
  if (ring?.[0]) return ring[0];
  const surface = feature.kind === 'structure' ? feature.triangles : feature.surface;
  return [surface?.[0] ?? 0, surface?.[1] ?? 0];
}

function boundsOf(city: Omit<Collected, 'bounds'>): Bounds {
  const { reach, bounds } = growingBounds();
  for (const feature of all(city)) {
    const surface = feature.kind === 'structure' ? feature.triangles : feature.surface;
    for (let i = 0; i < (surface?.length ?? 0); i += 3) reach(surface?.[i] as number, surface?.[i + 1] as number);
    const rings =
      feature.kind === 'building'
        ? feature.parts.flatMap((part) => part.rings)
        : feature.kind === 'area'
          ? feature.rings
          : [];
    for (const ring of rings) for (const [x, y] of ring) reach(x, y);
  }
  return bounds();
}
