import proj4 from 'proj4';
import { bd09ToWgs84, gcj02ToWgs84 } from '../../../src/domain/geo/datum.ts';
import { inputError } from '../input-error.ts';
import { crsDefinition, KNOWN_CODES } from './crs-table.ts';

/** Takes a file's coordinates to WGS-84 longitude and latitude in degrees. */
export interface Projection {
  /** As the catalog names it: `EPSG:4548`, `GCJ-02`. */
  readonly name: string;
  /** Whether the input is already in degrees. */
  readonly geographic: boolean;
  toLonLat(x: number, y: number): [longitude: number, latitude: number];
}

export const WGS84: Projection = { name: 'EPSG:4326', geographic: true, toLonLat: (x, y) => [x, y] };

/**
 * The projection that `crs` names: `EPSG:4548`, `urn:ogc:def:crs:EPSG::7415`, an opengis.net address, `GCJ-02`, `BD-09`.
 * Throws InputError for `file` when the code is not known.
 */
export function projectionOf(crs: string, file: string): Projection {
  const text = crs.trim();
  if (/^gcj-?02$/i.test(text)) return { name: 'GCJ-02', geographic: true, toLonLat: gcj02ToWgs84 };
  if (/^bd-?09$/i.test(text)) return { name: 'BD-09', geographic: true, toLonLat: bd09ToWgs84 };
  if (/^(wgs-?84|cgcs2000|urn:ogc:def:crs:OGC:.*CRS84)$/i.test(text)) return WGS84;
  const code = Number(/EPSG[:/]+(?:[\d.]*[:/])?(\d+)$/i.exec(text)?.[1] ?? (/^\d+$/.test(text) ? text : Number.NaN));
  const definition = Number.isFinite(code) ? crsDefinition(code) : undefined;
  if (definition === undefined)
    throw inputError(file, null, `unknown coordinate system "${text}"`, `give --crs one of ${KNOWN_CODES}`);
  if (definition.startsWith('+proj=longlat'))
    return { name: `EPSG:${code}`, geographic: true, toLonLat: WGS84.toLonLat };
  const converter = proj4(definition, '+proj=longlat +datum=WGS84 +no_defs');
  return {
    name: `EPSG:${code}`,
    geographic: false,
    toLonLat(x, y) {
      const [longitude, latitude] = converter.forward([x, y]);
      return [longitude as number, latitude as number];
    },
  };
}

/** Throws InputError when `record` of `file` does not fall on the Earth: the usual sign of a missing or wrong `--crs`. */
export function checkLonLat(file: string, record: string, longitude: number, latitude: number, name: string): void {
  if (Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90) return;
  throw inputError(
    file,
    record,
    `${longitude}, ${latitude} is no longitude and latitude when read as ${name}`,
    'name the coordinate system with --crs, e.g. --crs EPSG:4548',
  );
}
