import { crsDefinition, KNOWN_CODES } from '../domain/geo/crs-table.ts';
import { OwnDataError, type OwnDatum } from '../domain/own-data.ts';
import { type Bounds, detectPlacement, place } from './placement.ts';
import { surveyProjection } from './projection.ts';
import type { Pair } from './raw-table.ts';

/** Takes two numbers as written to WGS-84 degrees. Throws OwnDataError that names `where`, value and remedy. */
export type ToWgs84 = (
  first: unknown,
  second: unknown,
  where: string,
) => readonly [longitude: number, latitude: number];

const WORLD: Bounds = [-180, -90, 180, 90];
/** Degrees about the city within which projected coordinates are believed. */
const AROUND = 2;

/**
 * The way of a file's coordinates to the map. Projected ones come in either order and with or without a zone number: what brings
 * them to the city is taken.
 *
 * @throws OwnDataError when the datum is not known, or brings the file nowhere near the city
 */
export function toWgs84(
  name: string,
  datum: OwnDatum,
  pairs: readonly Pair[],
  near?: readonly [longitude: number, latitude: number],
): ToWgs84 {
  const projection = surveyProjection(datum);
  if (!projection)
    throw new OwnDataError(
      `${name}: the datum "${datum}" is not known; give one of ${KNOWN_CODES}.`,
      `${name}：坐标系“${datum}”未知，可用 ${KNOWN_CODES}。`,
    );
  if (projection.geographic)
    return (longitude, latitude, where) => {
      const [x, y] = degrees(longitude, latitude, where);
      return projection.toLonLat(x, y);
    };
  const bounds: Bounds = near ? [near[0] - AROUND, near[1] - AROUND, near[0] + AROUND, near[1] + AROUND] : WORLD;
  const found = detectPlacement(pairs, bounds, 'either', withZoneNumber(datum));
  const [first] = pairs;
  if (!found)
    throw new OwnDataError(
      `${name}: ${JSON.stringify(first ?? null)} is nowhere near the city in ${projection.name}; choose the zone or datum that it is in.`,
      `${name}：${JSON.stringify(first ?? null)} 按 ${projection.name} 不在本市附近，请改选它所在的分带或坐标系。`,
    );
  return (x, y, where) => {
    const at = typeof x === 'number' && typeof y === 'number' ? place(found, [x, y]) : undefined;
    if (at) return at;
    const value = JSON.stringify([x ?? null, y ?? null]);
    throw new OwnDataError(
      `${where}: ${value} are no coordinates of ${projection.name}; give two numbers in metres.`,
      `${where}：${value} 不是 ${projection.name} 的坐标，请给出两个以米为单位的数。`,
    );
  };
}

/** A CGCS2000 3-degree system also in its other way of writing eastings: with the number of the zone before them. */
function withZoneNumber(datum: OwnDatum): readonly string[] {
  const code = Number(/(\d+)$/.exec(datum)?.[1]);
  const other = code >= 4534 && code <= 4554 ? code - 21 : code >= 4513 && code <= 4533 ? code + 21 : null;
  return other !== null && crsDefinition(other) ? [datum, `EPSG:${other}`] : [datum];
}

function degrees(longitude: unknown, latitude: unknown, where: string): readonly [number, number] {
  if (
    typeof longitude === 'number' &&
    typeof latitude === 'number' &&
    Math.abs(longitude) <= 180 &&
    Math.abs(latitude) <= 90
  )
    return [longitude, latitude];
  const value = JSON.stringify([longitude ?? null, latitude ?? null]);
  throw new OwnDataError(
    `${where}: ${value} is no longitude and latitude in degrees; choose the zone or datum that it is in, or correct it.`,
    `${where}：${value} 不是经纬度（度），请选择它所在的分带或坐标系，或改正数值。`,
  );
}
