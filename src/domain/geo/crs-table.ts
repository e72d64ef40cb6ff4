/**
 * Definitions of the coordinate systems that the build knows, for proj4. Parameters are those of the EPSG Geodetic
 * Parameter Dataset (epsg.org), re-entered by hand. CGCS2000's ellipsoid differs from GRS 80 by 0.1 mm, and CGCS2000,
 * ETRS89 and WGS-84 are taken as one datum (they differ by less than a metre). Amersfoort's seven parameters are EPSG
 * transformation 15934's, good to about 0.3 m.
 */
const GEOGRAPHIC = '+proj=longlat +datum=WGS84 +no_defs';

function transverseMercator(centralMeridian: number, falseEasting: number): string {
  return `+proj=tmerc +lat_0=0 +lon_0=${centralMeridian} +k=1 +x_0=${falseEasting} +y_0=0 +ellps=GRS80 +units=m +no_defs`;
}

const FIXED: Readonly<Record<number, string>> = {
  4326: GEOGRAPHIC,
  4979: GEOGRAPHIC,
  4490: GEOGRAPHIC,
  4258: GEOGRAPHIC,
  3857: '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +wktext +no_defs',
  28992:
    '+proj=sterea +lat_0=52.1561605555556 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000 +ellps=bessel +towgs84=565.4171,50.3319,465.5524,-0.398957388243134,0.343987817378283,-1.87740163998045,4.0725 +units=m +no_defs',
  2154: '+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +towgs84=0,0,0 +units=m +no_defs',
  31370:
    '+proj=lcc +lat_0=90 +lon_0=4.36748666666667 +lat_1=51.1666672333333 +lat_2=49.8333339 +x_0=150000.013 +y_0=5400088.438 +ellps=intl +towgs84=-106.8686,52.2978,-103.7239,0.3366,-0.457,1.8422,-1.2747 +units=m +no_defs',
  2056: '+proj=somerc +lat_0=46.9524055555556 +lon_0=7.43958333333333 +k_0=1 +x_0=2600000 +y_0=1200000 +ellps=bessel +towgs84=674.374,15.056,405.346 +units=m +no_defs',
  2326: '+proj=tmerc +lat_0=22.3121333333333 +lon_0=114.178555555556 +k=1 +x_0=836694.05 +y_0=819069.8 +ellps=intl +towgs84=-162.619,-276.959,-161.764,0.067753,-2.243648,-1.158828,-1.094246 +units=m +no_defs',
  27700:
    '+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy +towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m +no_defs',
};

/** Compound systems by their horizontal part; the heights of the vertical part (NAP, DHHN, Kronstadt…) are used as given. */
const COMPOUND: Readonly<Record<number, number>> = { 7415: 28992, 5555: 25832, 5556: 25833, 5554: 25831, 6190: 31370 };

/** The proj4 definition of an EPSG code, or undefined. */
export function crsDefinition(code: number): string | undefined {
  const horizontal = COMPOUND[code] ?? code;
  if (FIXED[horizontal]) return FIXED[horizontal];
  // CGCS2000 / 3-degree Gauss-Kruger by central meridian, 75°E … 135°E, and by zone 25 … 45 (zone number before the easting).
  if (horizontal >= 4534 && horizontal <= 4554) return transverseMercator(75 + 3 * (horizontal - 4534), 500_000);
  if (horizontal >= 4513 && horizontal <= 4533) {
    const zone = 25 + horizontal - 4513;
    return transverseMercator(3 * zone, zone * 1_000_000 + 500_000);
  }
  // CGCS2000 / 6-degree Gauss-Kruger by zone 13 … 23 and by central meridian.
  if (horizontal >= 4491 && horizontal <= 4501) {
    const zone = 13 + horizontal - 4491;
    return transverseMercator(6 * zone - 3, zone * 1_000_000 + 500_000);
  }
  if (horizontal >= 4502 && horizontal <= 4512) return transverseMercator(75 + 6 * (horizontal - 4502), 500_000);
  // WGS 84 / UTM and ETRS89 / UTM.
  if (horizontal >= 32601 && horizontal <= 32660) return `+proj=utm +zone=${horizontal - 32600} +datum=WGS84 +no_defs`;
  if (horizontal >= 32701 && horizontal <= 32760)
    return `+proj=utm +zone=${horizontal - 32700} +south +datum=WGS84 +no_defs`;
  if (horizontal >= 25828 && horizontal <= 25838)
    return `+proj=utm +zone=${horizontal - 25800} +ellps=GRS80 +towgs84=0,0,0 +units=m +no_defs`;
  return undefined;
}

/** What to say when a code is unknown. */
export const KNOWN_CODES =
  '4326, 4490, 4258, 3857, CGCS2000 Gauss-Kruger 4491–4554, UTM 32601–32760 and 25828–25838, 28992, 7415, 2154, 31370, 2056, 2326, 27700, GCJ-02, BD-09';
