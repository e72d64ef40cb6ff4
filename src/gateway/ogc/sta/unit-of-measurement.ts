/** Unit as printed on our screens → its name and its code in UCUM (https://ucum.org), case sensitive. */
const UNITS: Readonly<Record<string, readonly [name: string, code: string]>> = {
  '%': ['percent', '%'],
  '1': ['unity', '1'],
  '°': ['degree', 'deg'],
  '℃': ['degree Celsius', 'Cel'],
  cm: ['centimetre', 'cm'],
  'cm/s²': ['centimetre per second squared', 'cm/s2'],
  d: ['day', 'd'],
  Hz: ['hertz', 'Hz'],
  kN: ['kilonewton', 'kN'],
  kW: ['kilowatt', 'kW'],
  m: ['metre', 'm'],
  'm/s': ['metre per second', 'm/s'],
  'm³/s': ['cubic metre per second', 'm3/s'],
  mm: ['millimetre', 'mm'],
  'mm/h': ['millimetre per hour', 'mm/h'],
  t: ['tonne', 't'],
  W: ['watt', 'W'],
  με: ['microstrain', 'um/m'],
  '人/h': ['persons per hour', '{person}/h'],
};

/** `unitOfMeasurement` of a Datastream (18-088, table 10); name and definition are null where UCUM has no code that we know. */
export function unitOfMeasurement(unit: string): { name: string | null; symbol: string; definition: string | null } {
  const known = UNITS[unit];
  if (!known) return { name: null, symbol: unit, definition: null };
  const [name, code] = known;
  return { name, symbol: unit, definition: `http://www.opengis.net/def/uom/UCUM/0/${encodeURIComponent(code)}` };
}
