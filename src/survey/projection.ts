import proj4 from 'proj4';
import { namedCrs } from '../domain/geo/named-crs.ts';
import { applyPlaneFrame, applySpatialFrame, ELLIPSOIDS, type PlaneFrame, type SpatialFrame } from './city-frame.ts';

/**
 * How a survey's coordinates are to be read: a named system (`EPSG:4548`, `GCJ-02`, `BD-09`), a city's own plane by four
 * parameters to a named one, or another datum's Gauss–Krüger plane by seven parameters to CGCS2000.
 */
export type SurveyCrs =
  | string
  | { readonly kind: 'plane'; readonly frame: PlaneFrame; readonly target: string }
  | {
      readonly kind: 'spatial';
      readonly frame: SpatialFrame;
      readonly ellipsoid: keyof typeof ELLIPSOIDS;
      /** Degrees. */
      readonly centralMeridian: number;
      /** Metres: 500000, or 39500000 with a zone number before it. */
      readonly falseEasting: number;
    };

/** Takes east, north (or longitude, latitude) of a survey to WGS-84 ≈ CGCS2000 degrees. */
export interface SurveyProjection {
  readonly name: string;
  readonly geographic: boolean;
  toLonLat(east: number, north: number): [longitude: number, latitude: number];
}

const DEGREES = '+proj=longlat +datum=WGS84 +no_defs';

/** The projection of `crs`, which may also be the WKT of a .prj file; undefined when it is not known. */
export function surveyProjection(crs: SurveyCrs): SurveyProjection | undefined {
  if (typeof crs === 'string') return named(crs);
  if (crs.kind === 'plane') {
    const target = named(crs.target);
    return (
      target && {
        name: `四参数 → ${target.name}`,
        geographic: false,
        toLonLat: (east, north) => target.toLonLat(...applyPlaneFrame(crs.frame, [east, north])),
      }
    );
  }
  const { a, rf } = ELLIPSOIDS[crs.ellipsoid];
  const plane = proj4(
    `+proj=tmerc +lat_0=0 +lon_0=${crs.centralMeridian} +k=1 +x_0=${crs.falseEasting} +y_0=0 +a=${a} +rf=${rf} +units=m +no_defs`,
    `+proj=longlat +a=${a} +rf=${rf} +no_defs`,
  );
  return {
    name: `七参数 → EPSG:4490`,
    geographic: false,
    toLonLat(east, north) {
      const [longitude, latitude] = plane.forward([east, north]) as [number, number];
      return applySpatialFrame(crs.frame, ELLIPSOIDS[crs.ellipsoid], longitude, latitude);
    },
  };
}

/** Whether `crs`, as a file states it, is on 北京54 or 西安80, whose shift to CGCS2000 each city keeps to itself. */
export function isOldDatum(crs: string): boolean {
  return /beijing|bj_?54|xian|xi'an|西安|北京/i.test(crs) && !/2000/.test(crs);
}

function named(crs: string): SurveyProjection | undefined {
  const known = namedCrs(crs);
  if (known?.kind === 'geographic') return { name: known.name, geographic: true, toLonLat: known.toLonLat };
  const definition =
    known?.definition ?? (/^(PROJCS|GEOGCS|PROJCRS|GEOGCRS)\s*\[/i.test(crs.trim()) ? crs.trim() : null);
  if (definition === null) return undefined;
  try {
    const converter = proj4(definition, DEGREES);
    const geographic = /^GEOG/i.test(definition);
    return {
      name: known?.name ?? /"([^"]+)"/.exec(definition)?.[1] ?? 'WKT',
      geographic,
      toLonLat(east, north) {
        if (geographic) return [east, north];
        const [longitude, latitude] = converter.forward([east, north]);
        return [longitude as number, latitude as number];
      },
    };
  } catch {
    return undefined;
  }
}
