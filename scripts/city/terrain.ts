import { toLocal } from '../../src/domain/geo/local-frame.ts';
import type { TerrainSource } from '../tiles/terrain/terrain-source.ts';
import type { CityData } from './city-data.ts';
import { centroidOf, distanceToSegment, type Line, type Point, type Ring } from './plane.ts';

/**
 * Metres from normal heights (1985 国家高程基准) to the ellipsoid's at 济宁: the undulation of the geoid there is about −7.5 m
 * after EGM2008 [D], 经验值·待核.
 */
export const GEOID_METRES = -7.5;
/** Normal height at the city's centre, and its fall a metre to the south and to the west: 34 to 40 m over the city [D]. */
const CENTRE_METRES = 37.2;
const FALL_SOUTH = 0.00042;
const FALL_WEST = 0.00009;
/** Low swells and hollows, metres, by their width. */
const SWELLS = [{ wide: 1400, high: 0.15 }] as const;
/** Water below the land and the crest of a dyke above it, metres, of rivers wider than `GREAT` and of others; 示意. */
const GREAT = 60;
const WATER = { great: 2.6, small: 1.2 } as const;
const DYKE = { great: 0.9, small: 0 } as const;
/** From the water's edge over the bank to the crest, then down its land side. */
const LAND_SIDE = 45;
/** A railway lies on a low embankment: metres high, and its foot beside the corridor. */
const EMBANKMENT = 0.7;
const EMBANKMENT_FOOT = 40;
/** Depth of the hollow at a point where water gathers, metres: what the simulated events reach. */
const HOLLOW = 0.45;

/** How a made-up land differs from a plain: its swells so many times as high, its rivers so many metres below the land. */
export interface Relief {
  readonly relief: number;
  readonly valley: number;
}

/** The generated ground: no survey, and called 示意地形 wherever it is named. */
export function illustrativeTerrain(data: CityData, relief?: Relief): Omit<TerrainSource, 'dataset'> {
  const heightAt = landOf(data, relief);
  return {
    async sample() {
      return {
        heightAt: (longitude, latitude) => heightAt(toLocal(data.frame, longitude, latitude)) + GEOID_METRES,
        // Banks of 8 m are to be seen.
        spacing: 16,
        remarks: [],
      };
    },
  };
}

/**
 * Normal height in metres of the made-up land at a point: it falls gently to the south and west, with beds of rivers and
 * canals, dykes, the railway's embankment, and a hollow at each point where water gathers. Pure: the seed decides the swells.
 */
export function landOf(data: CityData, hills?: Relief): (point: Point) => number {
  const { seed } = data.file;
  const plain = (x: number, y: number): number =>
    CENTRE_METRES +
    FALL_SOUTH * y +
    FALL_WEST * x +
    SWELLS.reduce(
      (sum, { wide, high }, i) => sum + (hills?.relief ?? 1) * high * noise(x / wide, y / wide, seed + i),
      0,
    );
  const rivers = data.rivers.map(({ axis, width, bank }) => {
    const kind = width > GREAT ? 'great' : 'small';
    const edge = width / 2;
    return {
      near: nearLine(axis, edge + bank + LAND_SIDE),
      edge,
      bank,
      water: hills?.valley ?? WATER[kind],
      dyke: hills ? 0 : DYKE[kind],
    };
  });
  const railways = data.railways.map(({ axis, corridor }) => ({
    near: nearLine(axis, corridor / 2 + EMBANKMENT_FOOT),
    half: corridor / 2,
  }));
  const dry = (x: number, y: number): number =>
    railways.reduce(
      (height, { near, half }) => {
        const away = near([x, y]);
        return away === null ? height : height + EMBANKMENT * (1 - smooth((away - half) / EMBANKMENT_FOOT));
      },
      plain(x, y),
    );
  const hollows = data.waterlogging.map(({ ring }) => hollowOf(ring, dry));
  return ([x, y]) => {
    let height = hollows.reduce((land, hollow) => hollow([x, y], land), dry(x, y));
    for (const { near, edge, bank, water, dyke } of rivers) {
      const away = near([x, y]);
      if (away === null) continue;
      const up = smooth((away - edge) / bank);
      const crest = dyke * (away < edge + bank ? up : 1 - smooth((away - edge - bank) / LAND_SIDE));
      height = Math.min(height, height - water * (1 - up)) + crest;
    }
    return height;
  };
}

/** Metres from a line to a point nearer than `reach` to it, otherwise null. */
function nearLine(line: Line, reach: number): (point: Point) => number | null {
  const cell = 250;
  const cells = new Map<string, [Point, Point][]>();
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const range = (axis: 0 | 1): readonly [number, number] => [
      Math.floor((Math.min(a[axis], b[axis]) - reach) / cell),
      Math.floor((Math.max(a[axis], b[axis]) + reach) / cell),
    ];
    const [[x0, x1], [y0, y1]] = [range(0), range(1)];
    for (let x = x0; x <= x1; x++)
      for (let y = y0; y <= y1; y++) {
        const key = `${x} ${y}`;
        cells.set(key, [...(cells.get(key) ?? []), [a, b]]);
      }
  }
  return (point) => {
    let least = reach;
    for (const [a, b] of cells.get(`${Math.floor(point[0] / cell)} ${Math.floor(point[1] / cell)}`) ?? [])
      least = Math.min(least, distanceToSegment(point, a, b));
    return least < reach ? least : null;
  };
}

/** The land with a hollow in it: level around the area that fills, so that water stays, with a bowl as wide as it. */
function hollowOf(ring: Ring, dry: (x: number, y: number) => number): (point: Point, land: number) => number {
  const [cx, cy] = centroidOf(ring);
  const mean = ring.reduce((sum, [x, y]) => sum + Math.hypot(x - cx, y - cy), 0) / ring.length;
  const level = dry(cx, cy);
  return ([x, y], land) => {
    const away = Math.hypot(x - cx, y - cy) / (1.25 * mean);
    if (away >= 3) return land;
    // A bowl's depth falls with the square of the distance; the rim takes up the corner.
    const bowl = away >= 1 ? 0 : HOLLOW * (1 - away * away) ** 1.5;
    return land + (level - land) * (1 - smooth((away - 1.3) / 1.7)) - bowl;
  };
}

function smooth(share: number): number {
  const t = Math.min(Math.max(share, 0), 1);
  return t * t * (3 - 2 * t);
}

/** Value noise of a lattice of seeded numbers, −1 to 1, with smooth blends. */
function noise(x: number, y: number, seed: number): number {
  const [i, j] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [smooth(x - i), smooth(y - j)];
  const at = (a: number, b: number): number => {
    let n = (Math.imul(a, 374_761_393) + Math.imul(b, 668_265_263) + Math.imul(seed, 974_634_777)) | 0;
    n = Math.imul(n ^ (n >>> 13), 1_274_126_177);
    return ((n ^ (n >>> 16)) >>> 0) / 2_147_483_648 - 1;
  };
  return (at(i, j) * (1 - u) + at(i + 1, j) * u) * (1 - v) + (at(i, j + 1) * (1 - u) + at(i + 1, j + 1) * u) * v;
}
