import type { IfcAPI } from 'web-ifc';
import { localFrame, toGeographic } from '../../../src/domain/geo/local-frame.ts';
import { inputError } from '../input-error.ts';
import { projectionOf } from '../project/projection.ts';
import type { ReadOptions } from './collector.ts';

type WebIfc = typeof import('web-ifc');
type Line = Readonly<Record<string, unknown>>;

/** Takes metres of a model's own axes, z up, to longitude, latitude and metres. */
export interface Georeference {
  /** As the catalog names it. */
  readonly name: string;
  toGeographic(x: number, y: number, z: number): readonly [longitude: number, latitude: number, height: number];
}

/** Property sets that stand in for the map conversion in IFC 2x3 (buildingSMART, georeferencing guide). */
const OLD_CONVERSION = /^ePset?_MapConversion$/i;
const OLD_SYSTEM = /^ePset?_ProjectedCRS$/i;

/** Where a model stands. Throws InputError where it says nothing and no `--origin` is given. */
export function georeferenceOf(
  api: IfcAPI,
  ifc: WebIfc,
  model: number,
  file: string,
  options: ReadOptions,
): Georeference {
  const read = reader(api, model);
  if (options.origin) {
    const { longitude, latitude, height, turn } = options.origin;
    return around([longitude, latitude, height], (-turn * Math.PI) / 180, [0, 0, 0], '--origin');
  }
  return mapped(read, ifc, file, options) ?? rigid(read, ifc, file, options) ?? sited(read, ifc) ?? none(file);
}

function none(file: string): never {
  throw inputError(
    file,
    null,
    'has no IfcMapConversion, no IfcRigidOperation and no IfcSite with latitude and longitude',
    'name the place of its origin with --origin LON,LAT[,HEIGHT[,DEGREES]]',
  );
}

/** IfcMapConversion, also the scaled one of 4.3, with the system of IfcProjectedCRS or of `--crs`. */
function mapped(read: Reader, ifc: WebIfc, file: string, options: ReadOptions): Georeference | undefined {
  const conversion =
    read.first(ifc.IFCMAPCONVERSION) ?? read.first(ifc.IFCMAPCONVERSIONSCALED) ?? read.propertySet(ifc, OLD_CONVERSION);
  if (!conversion) return undefined;
  const system = read.first(ifc.IFCPROJECTEDCRS) ?? read.propertySet(ifc, OLD_SYSTEM);
  const crs = options.crs ?? textOf(system?.['Name']);
  if (!crs)
    throw inputError(
      file,
      null,
      'has a map conversion without a coordinate system',
      'name it with --crs, e.g. EPSG:4548',
    );
  const projection = projectionOf(crs, file);
  const unit = read.unitOf(system?.['MapUnit']) ?? 1;
  const [east, north, up] = ['Eastings', 'Northings', 'OrthogonalHeight'].map(
    (key) => (numberOf(conversion[key]) ?? 0) * unit,
  ) as [number, number, number];
  const [c, s] = [numberOf(conversion['XAxisAbscissa']) ?? 1, numberOf(conversion['XAxisOrdinate']) ?? 0];
  const length = Math.hypot(c, s) || 1;
  // A scale of 0.001 only says that the model is in millimetres, which are metres here already.
  const given = numberOf(conversion['Scale']) ?? 1;
  const scale = Math.abs(given - 1) < 0.1 ? given : 1;
  return {
    name: projection.name,
    toGeographic(x, y, z) {
      const [longitude, latitude] = projection.toLonLat(
        east + (scale * (c * x - s * y)) / length,
        north + (scale * (s * x + c * y)) / length,
      );
      return [longitude, latitude, up + z];
    },
  };
}

/** IfcRigidOperation of 4.3: the place of the origin in a geographic or projected system; the axes are its own, unturned. */
function rigid(read: Reader, ifc: WebIfc, file: string, options: ReadOptions): Georeference | undefined {
  const operation = read.first(ifc.IFCRIGIDOPERATION);
  if (!operation) return undefined;
  const system = read.at(operation['TargetCRS']);
  const projection = projectionOf(options.crs ?? textOf(system?.['Name']) ?? 'EPSG:4326', file);
  const [first, second, up] = ['FirstCoordinate', 'SecondCoordinate', 'Height'].map(
    (key) => numberOf(operation[key]) ?? 0,
  ) as [number, number, number];
  if (projection.geographic) return around([...projection.toLonLat(first, second), up], 0, [0, 0, 0], projection.name);
  return {
    name: projection.name,
    toGeographic: (x, y, z) => [...projection.toLonLat(first + x, second + y), up + z],
  };
}

/** Latitude, longitude and elevation of the site, turned by the true north of the model. */
function sited(read: Reader, ifc: WebIfc): Georeference | undefined {
  const site = read.first(ifc.IFCSITE);
  const [latitude, longitude] = [degreesOf(site?.['RefLatitude']), degreesOf(site?.['RefLongitude'])];
  if (!site || latitude === null || longitude === null || (latitude === 0 && longitude === 0)) return undefined;
  const unit = read.lengthUnit(ifc);
  const height = (numberOf(site['RefElevation']) ?? 0) * unit;
  const context = read.all(ifc.IFCGEOMETRICREPRESENTATIONCONTEXT).find((each) => each['TrueNorth']);
  const [nx = 0, ny = 1] = numbersOf(read.at(context?.['TrueNorth'])?.['DirectionRatios']);
  const location = read.at(read.at(read.at(site['ObjectPlacement'])?.['RelativePlacement'])?.['Location']);
  const [x = 0, y = 0, z = 0] = numbersOf(location?.['Coordinates']).map((value) => value * unit);
  return around([longitude, latitude, height], Math.atan2(nx, ny), [x, y, z], 'IfcSite, EPSG:4326');
}

/** A place whose `from` lies at `to` and whose axes are turned by `turn` radians counter-clockwise. */
function around(
  [longitude, latitude, height]: readonly [number, number, number],
  turn: number,
  [x0, y0, z0]: readonly [number, number, number],
  name: string,
): Georeference {
  const frame = localFrame(longitude, latitude);
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  return {
    name,
    toGeographic: (x, y, z) => [
      ...toGeographic(frame, c * (x - x0) - s * (y - y0), s * (x - x0) + c * (y - y0)),
      height + z - z0,
    ],
  };
}

interface Reader {
  all(type: number): Line[];
  first(type: number): Line | undefined;
  /** The line that a reference names. */
  at(reference: unknown): Line | undefined;
  /** The nominal values of a property set by their names. */
  propertySet(ifc: WebIfc, name: RegExp): Line | undefined;
  /** Metres of a unit; undefined where it is none. */
  unitOf(reference: unknown): number | undefined;
  lengthUnit(ifc: WebIfc): number;
}

const PREFIXES: Readonly<Record<string, number>> = { MILLI: 1e-3, CENTI: 1e-2, DECI: 0.1, KILO: 1000 };

function reader(api: IfcAPI, model: number): Reader {
  const all = (type: number): Line[] =>
    [...api.GetLineIDsWithType(model, type)].map((id) => api.GetLine(model, id) as Line);
  const at = (reference: unknown): Line | undefined => {
    const id = (reference as { value?: unknown } | null | undefined)?.value;
    return typeof id === 'number' ? (api.GetLine(model, id) as Line) : undefined;
  };
  const unitOf = (reference: unknown): number | undefined => {
    const unit = at(reference);
    if (!unit) return undefined;
    const factor = at(unit['ConversionFactor']);
    if (factor) return numberOf(factor['ValueComponent']);
    return PREFIXES[textOf(unit['Prefix']) ?? ''] ?? 1;
  };
  return {
    all,
    at,
    unitOf,
    first: (type) => all(type)[0],
    propertySet(ifc, name) {
      const set = all(ifc.IFCPROPERTYSET).find((each) => name.test(textOf(each['Name']) ?? ''));
      if (!set) return undefined;
      const properties = (set['HasProperties'] as readonly unknown[]).map(at);
      return Object.fromEntries(properties.map((each) => [textOf(each?.['Name']) ?? '', each?.['NominalValue']]));
    },
    lengthUnit(ifc) {
      const units = (all(ifc.IFCUNITASSIGNMENT)[0]?.['Units'] ?? []) as readonly unknown[];
      const length = units.find((each) => textOf(at(each)?.['UnitType']) === 'LENGTHUNIT');
      return unitOf(length) ?? 1;
    },
  };
}

function numberOf(value: unknown): number | undefined {
  const bare = typeof value === 'object' && value !== null ? (value as { value?: unknown }).value : value;
  const number = Number(bare);
  return bare === null || bare === undefined || !Number.isFinite(number) ? undefined : number;
}

function numbersOf(values: unknown): number[] {
  return Array.isArray(values) ? values.map((value) => numberOf(value) ?? 0) : [];
}

function textOf(value: unknown): string | undefined {
  const bare = typeof value === 'object' && value !== null ? (value as { value?: unknown }).value : value;
  return typeof bare === 'string' && bare !== '' ? bare : undefined;
}

/** Degrees of an IfcCompoundPlaneAngleMeasure: degrees, minutes, seconds, millionths of a second, all of one sign. */
function degreesOf(value: unknown): number | null {
  const list = numbersOf(Array.isArray(value) ? value : (value as { value?: unknown } | null | undefined)?.value);
  if (list.length < 3) return null;
  const [degrees = 0, minutes = 0, seconds = 0, millionths = 0] = list;
  return degrees + minutes / 60 + (seconds + millionths / 1e6) / 3600;
}
