/** A unit as a multiple of its dimension's own, with an offset: own = value × factor + offset. */
interface Unit {
  readonly dimension: string;
  readonly factor: number;
  readonly offset: number;
}

const scales = (dimension: string, units: Readonly<Record<string, number>>): [string, Unit][] =>
  Object.entries(units).map(([name, factor]) => [name, { dimension, factor, offset: 0 }]);

/** Names as data files and our layers print them. Factors are exact by definition (SI Brochure; NIST SP 811, appendix B). */
const UNITS: ReadonlyMap<string, Unit> = new Map<string, Unit>([
  ...scales('length', {
    mm: 0.001,
    cm: 0.01,
    m: 1,
    km: 1000,
    in: 0.0254,
    inch: 0.0254,
    inches: 0.0254,
    ft: 0.3048,
    metre: 1,
  }),
  ...scales('speed', { 'm/s': 1, 'km/h': 1 / 3.6, mph: 0.44704, kn: 1852 / 3600, 'ft/s': 0.3048 }),
  ...scales('rain', { 'mm/h': 1, 'mm/min': 60, 'cm/h': 10, 'in/h': 25.4 }),
  ...scales('acceleration', {
    'm/s²': 1,
    'm/s2': 1,
    'cm/s²': 0.01,
    'cm/s2': 0.01,
    'mm/s²': 0.001,
    g: 9.80665,
    gal: 0.01,
  }),
  ...scales('flow', { 'm³/s': 1, 'm3/s': 1, 'l/s': 0.001, 'L/s': 0.001, 'm³/h': 1 / 3600, 'm3/h': 1 / 3600 }),
  ...scales('pressure', { Pa: 1, hPa: 100, kPa: 1000, mbar: 100, bar: 100_000 }),
  ...scales('force', { N: 1, kN: 1000, MN: 1_000_000, kgf: 9.80665 }),
  ...scales('mass', { kg: 1, t: 1000, lb: 0.45359237 }),
  ...scales('power', { W: 1, kW: 1000 }),
  ...scales('strain', { με: 1, µε: 1, microstrain: 1, 'um/m': 1, 'mm/m': 1000 }),
  ...scales('angle', { deg: 1, '°': 1, rad: 180 / Math.PI, mrad: 0.18 / Math.PI }),
  ...scales('frequency', { Hz: 1, kHz: 1000, '1/min': 1 / 60 }),
  ...scales('share', { '1': 1, '%': 0.01, '‰': 0.001 }),
  ...scales('time', { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 }),
  ...['℃', '°C', 'C', 'degC'].map((name): [string, Unit] => [name, { dimension: 'temperature', factor: 1, offset: 0 }]),
  ...['℉', '°F', 'F', 'degF'].map((name): [string, Unit] => [
    name,
    { dimension: 'temperature', factor: 5 / 9, offset: -160 / 9 },
  ]),
  ['K', { dimension: 'temperature', factor: 1, offset: -273.15 }],
]);

/** A unit that cannot become the wanted one. */
export class UnitError extends Error {
  override readonly name = 'UnitError';
}

export function isUnit(text: string): boolean {
  return UNITS.has(text);
}

/**
 * What turns a value in `from` into one in `to`; rounded to twelve digits, so that 17.72 in are 45.0088 cm.
 *
 * @throws UnitError that names both and what would do
 */
export function conversion(from: string, to: string): (value: number) => number {
  if (from === to) return (value) => value;
  const [source, target] = [UNITS.get(from), UNITS.get(to)];
  if (!source || !target || source.dimension !== target.dimension) {
    const fit = [...UNITS].filter(([, unit]) => unit.dimension === target?.dimension).map(([name]) => name);
    throw new UnitError(
      `Unit "${from}" cannot become "${to}"; declare one of ${(fit.length > 0 ? fit : [to]).join(', ')}, or linear(a,b) for a × value + b.`,
    );
  }
  return (value) => rounded((value * source.factor + source.offset - target.offset) / target.factor);
}

/** Twelve digits: what binary fractions add behind them was not measured. */
export function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
