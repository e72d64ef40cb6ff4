import proj4 from 'proj4';
import { KNOWN_CODES } from '../../../src/domain/geo/crs-table.ts';
import { namedCrs } from '../../../src/domain/geo/named-crs.ts';
import { inputError } from '../input-error.ts';
import { isDefinition, ofDefinition, ofRegister } from './definitions.ts';

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
 * The projection that `crs` names: any EPSG code (`EPSG:4548`, `urn:ogc:def:crs:EPSG::7415`, an opengis.net address),
 * `GCJ-02`, `BD-09`, or the text of a definition (WKT of a .prj, proj4). Throws InputError for `file` when it is not known.
 */
export function projectionOf(crs: string, file: string): Projection {
  const text = crs.trim();
  const named = namedCrs(text) ?? (isDefinition(text) ? ofDefinition(text) : ofRegister(text));
  if (named === undefined)
    throw inputError(
      file,
      null,
      `unknown coordinate system "${text.slice(0, 80)}"`,
      `give --crs one of ${KNOWN_CODES}, or another code of the EPSG register`,
    );
  if (named.kind === 'geographic') return { name: named.name, geographic: true, toLonLat: named.toLonLat };
  const converter = converterOf(named.name, named.definition, file);
  return {
    name: named.name,
    geographic: /^\+proj=longlat|^GEOG/i.test(named.definition),
    toLonLat(x, y) {
      const [longitude, latitude] = converter.forward([x, y]);
      return [longitude as number, latitude as number];
    },
  };
}

function converterOf(name: string, definition: string, file: string) {
  // proj4 takes the degrees of any other meridian for those of Greenwich.
  const meridian = /PRIMEM\s*\[\s*"([^"]*)"\s*,\s*([-\d.]+)/i.exec(definition);
  if (meridian && Number(meridian[2]) !== 0)
    throw inputError(
      file,
      null,
      `coordinate system ${name} counts from the meridian of ${meridian[1]}`,
      'name its code with --crs, e.g. --crs EPSG:27572',
    );
  const grid = /\+nadgrids=(?!@)(\S+)/.exec(definition)?.[1];
  if (grid !== undefined)
    throw inputError(
      file,
      null,
      `coordinate system ${name} needs the grid of shifts ${grid}, which is not here`,
      'export it in EPSG:4326',
    );
  try {
    return proj4(definition, '+proj=longlat +datum=WGS84 +no_defs');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw inputError(file, null, `coordinate system ${name} cannot be used (${why})`, 'name another with --crs');
  }
}

/** Whether a place has a longitude and a latitude that there are. */
export function onEarth([longitude, latitude]: readonly [number, number]): boolean {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
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
