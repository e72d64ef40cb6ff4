import { crsDefinition } from './crs-table.ts';
import { bd09ToWgs84, gcj02ToWgs84 } from './datum.ts';

/** A coordinate system that has a name: degrees on WGS-84 ≈ CGCS2000, degrees of an offset datum, or metres of a proj4 definition. */
export type NamedCrs =
  | {
      readonly kind: 'geographic';
      readonly name: string;
      readonly toLonLat: (longitude: number, latitude: number) => [longitude: number, latitude: number];
    }
  | { readonly kind: 'projected'; readonly name: string; readonly definition: string };

/**
 * The coordinate system that `text` names: `EPSG:4548`, `4548`, `urn:ogc:def:crs:EPSG::7415`, an opengis.net address,
 * `GCJ-02`, `BD-09`, `WGS-84`, `CGCS2000`. Undefined when it is not known (`KNOWN_CODES` says what is).
 */
export function namedCrs(text: string): NamedCrs | undefined {
  const name = text.trim();
  if (/^gcj-?02$/i.test(name)) return { kind: 'geographic', name: 'GCJ-02', toLonLat: gcj02ToWgs84 };
  if (/^bd-?09$/i.test(name)) return { kind: 'geographic', name: 'BD-09', toLonLat: bd09ToWgs84 };
  if (/^(wgs-?84|cgcs2000|urn:ogc:def:crs:OGC:.*CRS84)$/i.test(name))
    return { kind: 'geographic', name: 'EPSG:4326', toLonLat: same };
  const code = Number(/EPSG[:/]+(?:[\d.]*[:/])?(\d+)$/i.exec(name)?.[1] ?? (/^\d+$/.test(name) ? name : Number.NaN));
  const definition = Number.isFinite(code) ? crsDefinition(code) : undefined;
  if (definition === undefined) return undefined;
  if (definition.startsWith('+proj=longlat')) return { kind: 'geographic', name: `EPSG:${code}`, toLonLat: same };
  return { kind: 'projected', name: `EPSG:${code}`, definition };
}

function same(longitude: number, latitude: number): [number, number] {
  return [longitude, latitude];
}
