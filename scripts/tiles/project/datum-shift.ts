/** Seven parameters of a Helmert transformation to WGS-84 as proj4 has them: metres, arc seconds (position vector), parts per million. */
type Shift = string;

/**
 * What stands in for a grid of shifts, which is a file that is not here; EPSG transformations 1777 (3 m), 1173 (10 m in the
 * contiguous United States, 20 m in Canada), 1564 (4 m), 1314 (2 m) and 1236 (5 m).
 */
const INSTEAD_OF_GRID: Readonly<Record<string, Shift>> = {
  'BETA2007.gsb': '598.1,73.7,418.2,0.202,0.045,-2.455,6.7',
  'NTv2_0.gsb': '-8,160,176',
  'nzgd2kgrid0005.gsb': '59.47,-5.04,187.44,0.47,-0.1,1.024,-4.5993',
  'OSTN15_NTv2_OSGBtoETRS.gsb': '446.448,-125.157,542.06,0.15,0.247,0.842,-20.489',
  '"National 84 (02.07.01).gsb"': '-116,-50.47,141.69,0.23,0.39,0.344,0.0983',
};

/**
 * Datums whose rotations the register's package has in the coordinate frame convention (EPSG method 9607) where proj4 reads
 * position vectors (9606): their signs are turned. Unturned they are up to 900 m off.
 */
const COORDINATE_FRAME = new Set([
  'Pulkovo_1942',
  'Pulkovo_1995',
  'Pulkovo_1942_58',
  'Vietnam_2000',
  'Indonesian_Datum_1974',
  'Australian_Geodetic_Datum_1966',
  'Kartastokoordinaattijarjestelma_1966',
  'Rikets_koordinatsystem_1990',
  'Philippine_Reference_System_1992',
  'Deutsche_Bahn_Reference_System',
  'Datum_73',
  'Reseau_National_Belge_1972',
  'System_of_the_Unified_Trigonometrical_Cadastral_Network_JTSK03',
  'System_of_the_Unified_Trigonometrical_Cadastral_Network_05',
  'Israel_1993',
  'Hong_Kong_1980',
  'Jamaica_1969',
  'Albanian_1987',
  'Porto_Santo_1995',
  'Azores_Oriental_Islands_1995',
  'Azores_Central_Islands_1995',
  'Kuwait_Utility',
  'Bermuda_1957',
  'Lisbon_1937',
  'Lisbon_1890',
  'Chatham_Islands_Datum_1979',
  'Grand_Cayman_Geodetic_Datum_1959',
  'Sister_Islands_Geodetic_Datum_1961',
  'Sri_Lanka_Datum_1999',
  'Hungarian_Datum_1909',
  'Cyprus_Geodetic_Reference_System_1993',
  'Camacupa_2015',
]);

/**
 * Datums whose parameters in the package are in other units, of another method or missing: EPSG transformations 15934 (in
 * arc seconds), 5486, 1148, 1516, 9383 (in milli-arc-seconds, which is nothing) and 1618.
 */
const OWN: Readonly<Record<string, Shift>> = {
  Amersfoort: '565.4171,50.3319,465.5524,-0.398957388243134,0.343987817378283,-1.87740163998045,4.0725',
  Luxembourg_Reference_Frame: '-189.6806,18.3463,-42.7695,-0.33746,-3.09264,2.53861,0.4598',
  Egypt_1907: '-130,110,-13',
  La_Canoa: '-273.5,110.6,-357.9',
  Kingdom_of_Saudi_Arabia_Geodetic_Reference_Frame_2017: '0,0,0',
  'Militar-Geographische_Institut': '577.326,90.129,463.919,5.137,1.474,5.297,2.4232',
};
/** Nouvelle Triangulation Française by the meridian of Paris, of which the package tells no datum; EPSG 1193, 2 m. */
const NTF: Shift = '-168,-60,320';

/** The proj4 definition of the register with the shift to WGS-84 that its `datum` needs. */
export function withShift(definition: string, datum: string | undefined): string {
  const grid = /\+nadgrids=(?!@)("[^"]*"|\S+)/.exec(definition);
  const instead = grid && INSTEAD_OF_GRID[grid[1] as string];
  if (grid && instead !== undefined && instead !== null) return definition.replace(grid[0], `+towgs84=${instead}`);
  const own =
    OWN[datum ?? ''] ?? (/\+pm=paris\b/.test(definition) && /clrk80ign|6378249\.2/.test(definition) ? NTF : undefined);
  const given = /\+towgs84=(\S+)/.exec(definition);
  if (own !== undefined)
    return given ? definition.replace(given[0], `+towgs84=${own}`) : `${definition} +towgs84=${own}`;
  if (!given || !COORDINATE_FRAME.has(datum ?? '')) return definition;
  const turned = (given[1] as string).split(',').map((each, i) => (i >= 3 && i <= 5 ? String(-Number(each)) : each));
  return definition.replace(given[0], `+towgs84=${turned.join(',')}`);
}

/** Esri's and the OGC's names of datums that a .prj has no shift for → their geographic system in the register. */
const GEOGRAPHIC: Readonly<Record<string, number>> = {
  North_American_1927: 4267,
  North_American_Datum_1927: 4267,
  OSGB_1936: 4277,
  Deutsches_Hauptdreiecksnetz: 4314,
  MGI: 4312,
  European_1950: 4230,
  Amersfoort: 4289,
  Belge_1972: 4313,
  CH1903: 4149,
  'CH1903+': 4150,
  NTF: 4275,
  Beijing_1954: 4214,
  Pulkovo_1942: 4284,
  New_Zealand_1949: 4272,
  Hong_Kong_1980: 4611,
  Tokyo: 4301,
  S_JTSK: 4156,
  TM65: 4299,
  Monte_Mario: 4265,
  RT_1990: 4124,
  KKJ: 4123,
  Israel: 4141,
  Datum_73: 4274,
  Korean_Datum_1985: 4162,
  South_American_1969: 4618,
  Indian_1975: 4240,
  GGRS_1987: 4121,
};

/** The geographic system of the register below a WKT 1 text that has no shift of its own: by its code, else by its datum. */
export function geographicBelow(text: string): number | undefined {
  if (!/^(PROJCS|GEOGCS)/i.test(text) || /TOWGS84/i.test(text)) return undefined;
  const code =
    /GEOGCS\s*\[.*UNIT\s*\[[^[\]]*(?:\[[^\]]*\])?[^[\]]*\]\s*,\s*AUTHORITY\s*\[\s*"EPSG"\s*,\s*"?(\d{4,5})/is.exec(
      /^(?:.*?)(?=,\s*PROJECTION)/is.exec(text)?.[0] ?? text,
    )?.[1];
  if (code !== undefined) return Number(code);
  const datum = /DATUM\s*\[\s*"(?:D_)?([^"]+)"/i.exec(text)?.[1];
  return GEOGRAPHIC[datum ?? ''];
}

/** A WKT 1 text with the shift of a proj4 definition put where it belongs: behind the spheroid. */
export function shiftedText(text: string, definition: string): string {
  const shift = /\+towgs84=(\S+)/.exec(definition)?.[1];
  if (shift === undefined) return text;
  const seven = [...shift.split(','), '0', '0', '0', '0'].slice(0, 7).join(',');
  return text.replace(/SPHEROID\s*\[[^[\]]*(?:\[[^\]]*\][^[\]]*)*\]/i, (spheroid) => `${spheroid},TOWGS84[${seven}]`);
}
