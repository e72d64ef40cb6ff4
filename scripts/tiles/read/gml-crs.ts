/** What a srsName says: a system that can be looked up, and for a bare name the country it is used in. */
export interface GmlCrs {
  readonly reference: string;
  /** West, south, east, north, degrees; a bare name of a file that lies elsewhere means something else. */
  readonly within?: readonly [number, number, number, number];
}

/** German references (GeoInfoDok), which name no EPSG code: `urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH`, `DE_DHDN_3GK3`. */
const GERMAN: readonly (readonly [RegExp, (zone: number) => number])[] = [
  [/ETRS89[_/]UTM(\d{2})/i, (zone) => 25_800 + zone],
  [/DHDN_\dGK(\d)/i, (zone) => 31_464 + zone],
];
/** Bare names of the Swiss systems, as the 3D City Database exports them. */
const SWISS: readonly (readonly [RegExp, number])[] = [
  [/^CH1903\s*\+/i, 2056],
  [/^CH1903(\s*[/_]\s*LV03)?$/i, 21_781],
];
const SWITZERLAND = [5.5, 45.5, 11, 48.2] as const;

/** The horizontal system of a srsName: an EPSG code anywhere in it, or a national name; else the text itself. */
export function crsOf(srs: string): GmlCrs {
  const code = /EPSG(?:::|\/0\/|:[\d.]*:|[:#/])(\d{4,6})/i.exec(srs)?.[1];
  if (code !== undefined) return { reference: `EPSG:${code}` };
  for (const [pattern, codeOf] of GERMAN) {
    const zone = pattern.exec(srs)?.[1];
    if (zone !== undefined) return { reference: `EPSG:${codeOf(Number(zone))}` };
  }
  const swiss = SWISS.find(([pattern]) => pattern.test(srs.trim()))?.[1];
  return swiss === undefined ? { reference: srs } : { reference: `EPSG:${swiss}`, within: SWITZERLAND };
}
