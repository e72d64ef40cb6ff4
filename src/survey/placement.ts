import { type SurveyCrs, type SurveyProjection, surveyProjection } from './projection.ts';
import type { Pair } from './raw-table.ts';

/** West, south, east, north in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** What the two numbers of a coordinate are: their order on the map. `either` is what X and Y leave open. */
export type AxisOrder = 'east-north' | 'north-east' | 'either';

/** How a table's coordinates come to the map. */
export interface Placement {
  readonly projection: SurveyProjection;
  /** Whether the first number is north: the Chinese survey habit, X north and Y east. */
  readonly swapped: boolean;
  /** Share of the samples that come to the city, 0–1. */
  readonly share: number;
  /** Whether the system was stated by a person or the file, and not chosen for its plausibility. */
  readonly stated: boolean;
  /** Other systems that bring as many samples to the city, by name. */
  readonly rivals: readonly string[];
  /** Whether the axes exchanged would bring as many samples to the city. */
  readonly eitherWay: boolean;
}

/** Share of samples that must come to the city before a reading is believed. */
const BELIEVED = 0.5;

/** Rows looked at; more tell no more of a system. */
const LOOKED_AT = 500;

/** Readings less than this apart in degrees (about 1 m) are one reading. */
const SAME = 1e-5;

/**
 * The reading of `pairs` that brings most of them inside `bounds`. With `stated` systems only those are tried; otherwise degrees,
 * CGCS2000 Gauss–Krüger with and without zone number (3° before 6°, the zone nearest the city first), UTM and Web Mercator. Earlier
 * candidates win ties, and before them what comes `near` where the work is; east before north wins where the order is open. Undefined when none is believed.
 */
export function detectPlacement(
  pairs: readonly Pair[],
  bounds: Bounds,
  order: AxisOrder,
  stated: readonly SurveyCrs[],
  near: Bounds = bounds,
): Placement | undefined {
  const step = Math.ceil(pairs.length / LOOKED_AT);
  const samples = pairs.filter((_, i) => i % step === 0);
  const candidates = (stated.length > 0 ? stated : plausibleSystems(samples, bounds)).flatMap((crs) => {
    const projection = surveyProjection(crs);
    return projection ? [projection] : [];
  });
  const orders = order === 'either' ? [false, true] : [order === 'north-east'];
  // A header may be wrong too, but only when as written nothing comes to the city.
  const attempts = [orders, [false, true]].map((turns) =>
    candidates.flatMap((projection) =>
      turns.map((swapped) => ({
        projection,
        swapped,
        share: shareInside(samples, bounds, projection, swapped),
        close: shareInside(samples, near, projection, swapped),
      })),
    ),
  );
  for (const attempt of attempts) {
    const best = attempt.reduce<(typeof attempt)[number] | undefined>((kept, each) => {
      const [more, closer] = [each.share - (kept?.share ?? 0), each.close - (kept?.close ?? 0)];
      return more > 1e-9 || (more > -1e-9 && each.share > 0 && closer > 1e-9) ? each : kept;
    }, undefined);
    if (!best || best.share < BELIEVED) continue;
    const rivals = attempt.filter(
      (each) =>
        each !== best &&
        each.share > best.share - 1e-9 &&
        each.close > best.close - 1e-9 &&
        !agree(samples, best, each),
    );
    const { projection, swapped, share } = best;
    return {
      projection,
      swapped,
      share,
      stated: stated.length > 0,
      rivals: [...new Set(rivals.filter((each) => each.projection !== projection).map((each) => each.projection.name))],
      eitherWay: rivals.some((each) => each.projection === projection),
    };
  }
  return undefined;
}

/** Longitude and latitude of a pair under `placement`; undefined where the projection gives none. */
export function place(
  { projection, swapped }: Pick<Placement, 'projection' | 'swapped'>,
  [first, second]: Pair,
): readonly [longitude: number, latitude: number] | undefined {
  try {
    const at = swapped ? projection.toLonLat(second, first) : projection.toLonLat(first, second);
    return Number.isFinite(at[0] + at[1]) ? at : undefined;
  } catch {
    return undefined;
  }
}

export function insideBounds([west, south, east, north]: Bounds, [x, y]: readonly [number, number]): boolean {
  return x >= west && x <= east && y >= south && y <= north;
}

function shareInside(samples: readonly Pair[], bounds: Bounds, projection: SurveyProjection, swapped: boolean): number {
  const inside = samples.filter((pair) => {
    const at = place({ projection, swapped }, pair);
    return at !== undefined && insideBounds(bounds, at);
  });
  return samples.length === 0 ? 0 : inside.length / samples.length;
}

function agree(
  samples: readonly Pair[],
  a: Pick<Placement, 'projection' | 'swapped'>,
  b: Pick<Placement, 'projection' | 'swapped'>,
): boolean {
  return samples.every((pair) => {
    const [p, q] = [place(a, pair), place(b, pair)];
    return p === undefined || q === undefined || Math.max(Math.abs(p[0] - q[0]), Math.abs(p[1] - q[1])) < SAME;
  });
}

/** Systems worth trying for numbers of this size near the city, the likeliest first. */
function plausibleSystems(samples: readonly Pair[], [west, , east]: Bounds): string[] {
  const median = (index: 0 | 1): number =>
    Math.abs(samples.map((pair) => pair[index]).sort((a, b) => a - b)[Math.floor(samples.length / 2)] ?? 0);
  const [low, high] = [median(0), median(1)].sort((a, b) => a - b) as [number, number];
  if (high <= 360) return ['EPSG:4490'];
  // A zone number before the easting: 39 500 000 is zone 39. Northings in China stay below 6 000 000.
  if (high >= 13_000_000) {
    const zone = Math.floor(high / 1_000_000);
    if (zone >= 25 && zone <= 45) return [`EPSG:${4513 + zone - 25}`];
    if (zone >= 13 && zone <= 23) return [`EPSG:${4491 + zone - 13}`];
  }
  const centre = (west + east) / 2;
  const third = Math.round(centre / 3);
  const sixth = Math.floor(centre / 6);
  const systems = [third, third - 1, third + 1].filter((n) => n >= 25 && n <= 45).map((n) => `EPSG:${4534 + n - 25}`);
  if (sixth >= 12 && sixth <= 22) systems.push(`EPSG:${4502 + sixth - 12}`);
  systems.push(`EPSG:${32_631 + sixth}`);
  if (low > 1_000_000) systems.push('EPSG:3857');
  return systems;
}
