import proj4 from 'proj4';
import { KNOWN_CODES } from '../../../src/domain/geo/crs-table.ts';
import { type NamedCrs, namedCrs } from '../../../src/domain/geo/named-crs.ts';
import { inputError } from '../input-error.ts';
import { ofRegister } from '../project/definitions.ts';

/** GeoKeys of a GeoTIFF (OGC 19-008r4) by their names. */
export type GeoKeys = Readonly<Record<string, number | string | undefined>>;

const PROJECTED = 1;
const USER_DEFINED = 32_767;
const METRE = 9001;

/**
 * Takes longitude and latitude to the coordinates of a raster: in the system that is `given` for it, else in that of its
 * keys, an EPSG code or a projection told by its parameters. Throws InputError where neither says one that is read.
 */
export function geoTiffCrs(
  keys: GeoKeys,
  file: string,
  given: string | null,
): { name: string; forward: (longitude: number, latitude: number) => [number, number] } {
  const text = given ?? codeOf(keys);
  const own = text === null ? ownSystem(keys) : undefined;
  if (text === null && !own)
    throw inputError(
      file,
      null,
      keys.GTModelTypeGeoKey === PROJECTED
        ? `is in a projected system of its own, "${keys.GTCitationGeoKey ?? 'without a name'}"`
        : 'names no coordinate system',
      'name it with --terrain-crs, e.g. --terrain-crs EPSG:4548',
    );
  const named = own ?? (text === null ? undefined : (namedCrs(text) ?? ofRegister(text)));
  if (!named || (named.kind === 'geographic' && !named.name.startsWith('EPSG')))
    throw inputError(
      file,
      null,
      `${named ? `elevation models are not read in ${named.name}` : `unknown coordinate system "${text}"`}`,
      `reproject it to one of ${KNOWN_CODES.replace(/, GCJ.*$/, '')}`,
    );
  if (named.kind === 'geographic') return { name: named.name, forward: (x, y) => [x, y] };
  const converter = proj4('+proj=longlat +datum=WGS84 +no_defs', named.definition);
  return { name: named.name, forward: (x, y) => converter.forward([x, y]) as [number, number] };
}

/** The EPSG code of a raster; the geographic system below a projected one is not its own. */
function codeOf(keys: GeoKeys): string | null {
  const projected = keys.GTModelTypeGeoKey === PROJECTED;
  const codes = projected ? [keys.ProjectedCSTypeGeoKey] : [keys.ProjectedCSTypeGeoKey, keys.GeographicTypeGeoKey];
  const code = codes.find((each) => typeof each === 'number' && each > 0 && each < USER_DEFINED);
  return code === undefined ? null : `EPSG:${code}`;
}

/** A user-defined projection in metres by its parameters; undefined for a method that is not among these four. */
function ownSystem(keys: GeoKeys): NamedCrs | undefined {
  if (keys.GTModelTypeGeoKey !== PROJECTED || (keys.ProjLinearUnitsGeoKey ?? METRE) !== METRE) return undefined;
  const first = (...names: string[]): number | undefined => {
    const value = names.map((name) => keys[name]).find((each) => typeof each === 'number');
    return typeof value === 'number' ? value : undefined;
  };
  const origin = `+lat_0=${first('ProjNatOriginLatGeoKey', 'ProjCenterLatGeoKey', 'ProjFalseOriginLatGeoKey') ?? 0} +lon_0=${first('ProjNatOriginLongGeoKey', 'ProjCenterLongGeoKey', 'ProjFalseOriginLongGeoKey') ?? 0} +x_0=${first('ProjFalseEastingGeoKey', 'ProjFalseOriginEastingGeoKey', 'ProjCenterEastingGeoKey') ?? 0} +y_0=${first('ProjFalseNorthingGeoKey', 'ProjFalseOriginNorthingGeoKey', 'ProjCenterNorthingGeoKey') ?? 0}`;
  const parallels = `+lat_1=${first('ProjStdParallel1GeoKey') ?? 0} +lat_2=${first('ProjStdParallel2GeoKey') ?? 0}`;
  const methods: Readonly<Record<number, string>> = {
    1: `+proj=tmerc ${origin} +k=${first('ProjScaleAtNatOriginGeoKey') ?? 1}`,
    8: `+proj=lcc ${origin} ${parallels}`,
    10: `+proj=laea ${origin}`,
    11: `+proj=aea ${origin} ${parallels}`,
  };
  const method = methods[Number(keys.ProjCoordTransGeoKey)];
  const below = ofRegister(`EPSG:${keys.GeographicTypeGeoKey}`);
  const shift = below?.kind === 'projected' ? /\+towgs84=\S+/.exec(below.definition)?.[0] : undefined;
  const [axis, flattening] = [first('GeogSemiMajorAxisGeoKey'), first('GeogInvFlatteningGeoKey')];
  const spheroid =
    axis !== undefined && flattening !== undefined
      ? `+a=${axis} +rf=${flattening}`
      : below?.kind === 'projected'
        ? /\+ellps=\S+/.exec(below.definition)?.[0]
        : undefined;
  if (method === undefined || spheroid === undefined) return undefined;
  return {
    kind: 'projected',
    name: String(keys.GTCitationGeoKey ?? keys.PCSCitationGeoKey ?? 'a projection of its own'),
    definition: `${method} ${spheroid} ${shift ?? '+towgs84=0,0,0'} +units=m +no_defs`,
  };
}
