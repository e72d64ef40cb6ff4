import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type NamedCrs, namedCrs } from '../../../src/domain/geo/named-crs.ts';
import { geographicBelow, shiftedText, withShift } from './datum-shift.ts';

/**
 * Esri's names of systems whose datum shift a .prj does not carry: their own definition would be off by 100 m and more.
 */
const ESRI_NAMES: Readonly<Record<string, number>> = {
  RD_New: 28992,
  British_National_Grid: 27700,
  Belge_Lambert_1972: 31370,
  'CH1903+_LV95': 2056,
  Hong_Kong_1980_Grid: 2326,
  GCS_China_Geodetic_Coordinate_System_2000: 4490,
  GCS_WGS_1984: 4326,
  GCS_ETRS_1989: 4258,
};

/** Whether a text is a definition itself, WKT 1 or 2 or proj4, and no name. */
export function isDefinition(text: string): boolean {
  return /^(PROJCS|GEOGCS|PROJCRS|GEOGCRS|GEODCRS|COMPD_?CS|COMPOUNDCRS|BOUNDCRS)\s*\[|^\+(proj|init)=/i.test(text);
}

/** A definition by its own authority's code or Esri's name where the register has that, else as it is written. */
export function ofDefinition(text: string): NamedCrs | undefined {
  const name = /\[\s*"([^"]+)"/.exec(text)?.[1];
  // The authority of the whole stands last.
  const code = /(?:AUTHORITY|ID)\s*\[\s*"EPSG"\s*,\s*"?(\d+)"?\s*\]\s*\]\s*$/i.exec(text)?.[1];
  const known = code ?? ESRI_NAMES[name ?? ''];
  if (known !== undefined) {
    const registered = namedCrs(`EPSG:${known}`) ?? ofRegister(`EPSG:${known}`);
    if (registered) return registered;
  }
  const own = horizontal(text);
  const below = geographicBelow(own);
  const shift = below === undefined ? undefined : ofRegister(`EPSG:${below}`);
  const definition = shift?.kind === 'projected' ? shiftedText(own, shift.definition) : own;
  return { kind: 'projected', name: name ?? text, definition };
}

/** proj4 reads no compound systems: their horizontal part. */
function horizontal(text: string): string {
  if (!/^COMP/i.test(text)) return text;
  const start = text.search(/(PROJCS|GEOGCS|PROJCRS|GEOGCRS)\s*\[/i);
  if (start < 0) return text;
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    if (text[i] === '[') depth++;
    else if (text[i] === ']' && --depth === 0) return text.slice(start, i + 1);
  }
  return text;
}

/** Any code of the EPSG register (package epsg-index), by a name such as `EPSG:2451` or an address that ends in it. */
export function ofRegister(text: string): NamedCrs | undefined {
  const code = /^(?:.*EPSG[:/]+(?:[\d.]*[:/])?)?(\d{4,6})$/i.exec(text)?.[1];
  if (code === undefined) return undefined;
  try {
    const file = createRequire(import.meta.url).resolve(`epsg-index/s/${code}.json`);
    const { proj4: definition, wkt } = JSON.parse(readFileSync(file, 'utf8')) as {
      proj4: string | null;
      wkt: string | null;
    };
    if (!definition) return undefined;
    const datum = /DATUM\s*\[\s*"([^"]+)"/.exec(wkt ?? '')?.[1];
    return { kind: 'projected', name: `EPSG:${code}`, definition: withShift(definition, datum) };
  } catch {
    return undefined;
  }
}
