import { arcPlaces } from './arcs.ts';
import type { RawGeometry } from './geojson-feature.ts';

const NAMES = [
  '',
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection',
  'CircularString',
  'CompoundCurve',
  'CurvePolygon',
  'MultiCurve',
  'MultiSurface',
] as const;

type Position = number[];

/**
 * A well-known binary geometry (ISO 13249-3 or PostGIS's EWKB, with or without Z and M) as GeoJSON; M is dropped, arcs are
 * drawn in steps. Surfaces of patches and the rest come with their number as type and no coordinates. Throws RangeError at its end.
 */
export function readWkb(bytes: Uint8Array): RawGeometry {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  function geometry(): RawGeometry {
    const little = view.getUint8(at++) === 1;
    const integer = (): number => {
      at += 4;
      return view.getUint32(at - 4, little);
    };
    const double = (): number => {
      at += 8;
      return view.getFloat64(at - 8, little);
    };
    const code = integer();
    const plain = code & 0x0fff_ffff;
    const [hasZ, hasM] = [
      (code & 0x8000_0000) !== 0 || (plain >= 1000 && plain < 2000) || plain >= 3000,
      (code & 0x4000_0000) !== 0 || plain >= 2000,
    ];
    if ((code & 0x2000_0000) !== 0) integer();
    const name = NAMES[plain % 1000];
    const position = (): Position => {
      const place = [double(), double()];
      if (hasZ) place.push(double());
      if (hasM) double();
      return place;
    };
    const list = <T>(read: () => T): T[] => {
      const count = integer();
      // Every entry has four bytes at least: a count beyond that is a broken one.
      if (count * 4 > view.byteLength - at) throw new RangeError('ends early');
      return Array.from({ length: count }, read);
    };
    switch (name) {
      case 'Point':
        return { type: name, coordinates: position() };
      case 'LineString':
        return { type: name, coordinates: list(position) };
      case 'Polygon':
        return { type: name, coordinates: list(() => list(position)) };
      case 'MultiPoint':
      case 'MultiLineString':
      case 'MultiPolygon':
        return { type: name, coordinates: list(() => geometry().coordinates) };
      case 'CircularString':
        return { type: 'LineString', coordinates: along(list(position)) };
      case 'CompoundCurve':
        return { type: 'LineString', coordinates: joined(list(() => geometry().coordinates as Position[])) };
      case 'CurvePolygon':
        return { type: 'Polygon', coordinates: list(() => geometry().coordinates) };
      case 'MultiCurve':
        return { type: 'MultiLineString', coordinates: list(() => geometry().coordinates) };
      case 'MultiSurface':
        return { type: 'MultiPolygon', coordinates: list(() => geometry().coordinates) };
      case 'GeometryCollection':
        return { type: name, geometries: list(geometry) };
      default:
        return { type: name || `WKB ${plain % 1000}`, coordinates: null };
    }
  }
  return geometry();
}

/** Places along the arcs through each three positions. */
function along(positions: readonly Position[]): Position[] {
  const flat = arcPlaces(positions.flatMap(([x = 0, y = 0, z = 0]) => [x, y, z]));
  return Array.from({ length: flat.length / 3 }, (_, i) => flat.slice(3 * i, 3 * i + 3));
}

/** The pieces of a curve as one, each from where the last ended. */
function joined(pieces: readonly Position[][]): Position[] {
  return pieces.flatMap((piece, i) => (i === 0 ? piece : piece.slice(1)));
}
