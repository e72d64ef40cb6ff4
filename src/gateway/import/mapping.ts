import { conversion, isUnit, rounded, UnitError } from './units.ts';

/** Where a value comes from: a column, and what turns its numbers into the wanted unit. */
interface ValueColumn {
  readonly property: string;
  readonly column: string;
  readonly convert: (value: number) => number;
}

/** What the columns of a file mean. */
export interface Mapping {
  /** Column of asset ids, or one asset for the whole file. */
  readonly asset: { readonly column: string } | { readonly id: string };
  /** Column of times, and one of what is to be added to them, in ms by `scale`. */
  readonly time: {
    readonly column: string;
    readonly offset: { readonly column: string; readonly scale: number } | null;
  };
  readonly quality: string | null;
  readonly values: readonly ValueColumn[];
}

/** A mapping that cannot be used: one line with the remedy. */
export class MappingError extends Error {
  override readonly name = 'MappingError';
}

/**
 * Reads assignments such as `asset=sensor_id`, `time=start+seconds:s`, `depth=depth_inches:in`, `quality=flag`. A value column says
 * its unit behind the last colon, or in its own header: `FRC-01 [kN]`, `Air (°C)`. `linear(a,b)` is a × value + b in the layer's unit.
 *
 * @param asset the one asset of a file without a column of them
 * @param columns of the file; @param units unit of each property of the layer
 */
export function readMapping(
  assignments: readonly string[],
  asset: string | undefined,
  columns: readonly string[],
  units: ReadonlyMap<string, string>,
): Mapping {
  const given = new Map<string, string>();
  for (const each of assignments) {
    const at = each.indexOf('=');
    if (at < 1) throw new MappingError(`--map "${each}": write NAME=COLUMN, such as time=timestamp or depth=level:cm.`);
    const name = each.slice(0, at).trim();
    if (given.has(name)) throw new MappingError(`--map "${name}" is given twice.`);
    given.set(name, each.slice(at + 1).trim());
  }
  const known = (column: string, name: string): string => {
    if (columns.includes(column)) return column;
    throw new MappingError(`--map ${name}: there is no column "${column}"; the file has ${columns.join(', ')}.`);
  };

  const time = given.get('time');
  if (time === undefined) throw new MappingError('--map time=COLUMN is missing: which column holds the times?');
  const assets = given.get('asset');
  if (assets === undefined && asset === undefined)
    throw new MappingError('--map asset=COLUMN is missing; or name the one asset of the file by --asset ID.');
  const quality = given.get('quality');

  const values = [...given]
    .filter(([name]) => !['asset', 'time', 'quality'].includes(name))
    .map(([property, text]): ValueColumn => {
      const to = units.get(property);
      if (to === undefined)
        throw new MappingError(
          `--map ${property}: the layer has no such property; it has ${[...units.keys()].join(', ')}.`,
        );
      const { column, unit } = columnAndUnit(text, columns);
      known(column, property);
      if (unit === null)
        throw new MappingError(
          `--map ${property}=${column}: say the unit behind a colon, such as ${property}=${column}:${to}.`,
        );
      return { property, column, convert: converter(unit, to, property) };
    });
  if (values.length === 0)
    throw new MappingError(`--map: no property is mapped; the layer has ${[...units.keys()].join(', ')}.`);
  return {
    asset: assets === undefined ? { id: asset as string } : { column: known(assets, 'asset') },
    time: timeColumn(time, columns, known),
    quality: quality === undefined ? null : known(quality, 'quality'),
    values,
  };
}

function timeColumn(
  text: string,
  columns: readonly string[],
  known: (column: string, name: string) => string,
): Mapping['time'] {
  if (columns.includes(text)) return { column: text, offset: null };
  const plus = text.indexOf('+');
  if (plus < 0) return { column: known(text, 'time'), offset: null };
  const { column, unit } = columnAndUnit(text.slice(plus + 1).trim(), columns);
  if (unit === null)
    throw new MappingError(`--map time: say the unit of "${column}" behind a colon: s, ms, min, h or d.`);
  return {
    column: known(text.slice(0, plus).trim(), 'time'),
    offset: { column: known(column, 'time'), scale: converter(unit, 'ms', 'time')(1) },
  };
}

/** The unit behind the last colon, else the one in brackets at the end of the header. */
function columnAndUnit(text: string, columns: readonly string[]): { column: string; unit: string | null } {
  const colon = text.lastIndexOf(':');
  if (!columns.includes(text) && colon > 0)
    return { column: text.slice(0, colon).trim(), unit: text.slice(colon + 1).trim() };
  const inHeader = /[[(]([^\])]+)[\])]\s*$/.exec(text)?.[1]?.trim();
  return { column: text, unit: inHeader !== undefined && isUnit(inHeader) ? inHeader : null };
}

function converter(unit: string, to: string, property: string): (value: number) => number {
  const linear = /^linear\(\s*([-+0-9.eE]+)\s*,\s*([-+0-9.eE]+)\s*\)$/.exec(unit);
  if (linear) {
    const [a, b] = [Number(linear[1]), Number(linear[2])];
    if (Number.isFinite(a) && Number.isFinite(b)) return (value) => rounded(a * value + b);
  }
  try {
    return conversion(unit, to);
  } catch (error) {
    if (error instanceof UnitError) throw new MappingError(`--map ${property}: ${error.message}`);
    throw error;
  }
}
