import type { GroundHeight } from '../../domain/geo/height-field.ts';
import { measureArea, measurePath, type Place } from '../../domain/geo/measure.ts';
import { csvText } from '../../domain/review/csv.ts';
import type { Measuring } from '../../state/measuring.ts';
import type { Say } from '../desk-context.ts';
import { M } from './measure-words.ts';

const millimetre = (metres: number) => String(Number(metres.toFixed(3)));
const degrees = (value: number) => String(Number(value.toFixed(8)));

/**
 * The measurement as a table: one row a leg, or the corners of an area, the figures of the whole below, and its marking (密级, who took
 * it) last.
 */
export function measureCsv({ kind, points }: Measuring, ground: GroundHeight, say: Say, marking: string): string {
  const place = ([longitude, latitude, height]: Place) => [degrees(longitude), degrees(latitude), millimetre(height)];
  const places = (prefix: string) => [
    `${prefix}${say(M.longitude)} (°)`,
    `${prefix}${say(M.latitude)} (°)`,
    `${prefix}${say(M.above)} (m)`,
  ];
  if (kind === 'area') {
    const { plan, surface, perimeter } = measureArea(points, ground);
    return csvText([
      places(''),
      ...points.map(place),
      [`${say(M.plan)} (m²)`, millimetre(plan)],
      [`${say(M.surface)} (m²)`, millimetre(surface)],
      [`${say(M.perimeter)} (m)`, millimetre(perimeter)],
      [marking],
    ]);
  }
  const { legs, total } = measurePath(points, ground);
  const figures = (leg: { horizontal: number; slope: number; rise: number }) => [
    millimetre(leg.horizontal),
    millimetre(leg.slope),
    millimetre(leg.rise),
  ];
  return csvText([
    [
      '#',
      ...places(`${say(M.from)} `),
      ...places(`${say(M.to)} `),
      `${say(M.horizontal)} (m)`,
      `${say(M.slope)} (m)`,
      `${say(M.rise)} (m)`,
    ],
    ...legs.map((leg, index) => [
      String(index + 1),
      ...place(points[index] as Place),
      ...place(points[index + 1] as Place),
      ...figures(leg),
    ]),
    [say(M.total), '', '', '', '', '', '', ...figures(total)],
    [marking],
  ]);
}

/** The measurement as GeoJSON (RFC 7946): longitude, latitude, metres above the ellipsoid; its figures are properties. */
export function measureGeoJson({ kind, points }: Measuring, ground: GroundHeight, marking: string): string {
  const coordinates = points.map(([longitude, latitude, height]) => [
    Number(degrees(longitude)),
    Number(degrees(latitude)),
    Number(millimetre(height + ground(longitude, latitude))),
  ]);
  const { legs, total } = measurePath(points, ground);
  const feature =
    kind === 'area'
      ? {
          geometry: { type: 'Polygon', coordinates: [counterClockwise(coordinates)] },
          properties: { kind, unit: 'm, m²', ...measureArea(points, ground) },
        }
      : { geometry: { type: 'LineString', coordinates }, properties: { kind, unit: 'm', ...total, legs } };
  return JSON.stringify({ type: 'FeatureCollection', marking, features: [{ type: 'Feature', ...feature }] });
}

function counterClockwise(ring: readonly number[][]): number[][] {
  const doubled = ring.reduce((sum, [x = 0, y = 0], index) => {
    const [nextX = 0, nextY = 0] = ring[(index + 1) % ring.length] ?? [];
    return sum + x * nextY - nextX * y;
  }, 0);
  const ordered = doubled < 0 ? [...ring].reverse() : [...ring];
  return ordered[0] ? [...ordered, ordered[0]] : [];
}
