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
] as const;

/**
 * A well-known binary geometry (ISO 13249-3 or PostGIS's EWKB, with or without Z and M) as GeoJSON; M is dropped. Curves,
 * surfaces of patches and the rest come with their number as type and no coordinates. Throws RangeError at its end.
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
    const position = (): number[] => {
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
      case 'GeometryCollection':
        return { type: name, geometries: list(geometry) };
      default:
        return { type: name || `WKB ${plain % 1000}`, coordinates: null };
    }
  }
  return geometry();
}
