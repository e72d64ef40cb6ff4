import type { GlbDraft } from './glb.ts';

/** Numeric columns of a content's features. */
export interface PropertyTable {
  /** Class of the schema, e.g. `building`. */
  readonly class: string;
  readonly count: number;
  readonly columns: Readonly<Record<string, readonly number[]>>;
}

/** What the properties of a tileset mean: told once in its `tileset.json`, not in every content. */
export type PropertyDescriptions = Readonly<Record<string, string>>;

interface Column {
  readonly property: Readonly<Record<string, unknown>>;
  /** Values as they are stored; null when the schema's default says them. */
  readonly bytes: Uint8Array | null;
}

/** All columns as FLOAT32, which reach a shader as `float` (integers are exact to 2²⁴). */
export function structuralMetadata(
  glb: GlbDraft,
  table: PropertyTable,
  descriptions: PropertyDescriptions,
): Record<string, unknown> {
  return metadataOf(glb, table, descriptions, (values) => floatColumn(values));
}

/**
 * The same numbers in as few bytes as hold them: one value of all is the schema's default, whole numbers are 8 or 16 bits
 * wide, metres come to the centimetre, or to the decimetre where they are whole ones.
 */
export function leanMetadata(
  glb: GlbDraft,
  table: PropertyTable,
  descriptions: PropertyDescriptions,
): Record<string, unknown> {
  // A table has one column at least.
  const kept = Object.keys(descriptions).at(-1);
  return metadataOf(glb, table, descriptions, (values, key) => leanColumn(values, key === kept));
}

function metadataOf(
  glb: GlbDraft,
  { class: name, count, columns }: PropertyTable,
  descriptions: PropertyDescriptions,
  columnOf: (values: readonly number[], key: string) => Column,
): Record<string, unknown> {
  const made = Object.keys(descriptions).map((key) => {
    const values = columns[key] ?? [];
    if (values.length !== count)
      throw new RangeError(`Property "${key}" has ${values.length} values for ${count} features.`);
    const { property, bytes } = columnOf(values, key);
    return { key, property: { type: 'SCALAR', ...property }, bytes };
  });
  return {
    schema: {
      id: `chengjing_${name}`,
      classes: { [name]: { properties: Object.fromEntries(made.map(({ key, property }) => [key, property])) } },
    },
    propertyTables: [
      {
        class: name,
        count,
        properties: Object.fromEntries(
          made.flatMap(({ key, bytes }) => (bytes ? [[key, { values: glb.addPlain(bytes) }]] : [])),
        ),
      },
    ],
  };
}

function floatColumn(values: readonly number[]): Column {
  return { property: { componentType: 'FLOAT32' }, bytes: new Uint8Array(Float32Array.from(values).buffer) };
}

const MOST_STEPS = 65_535;
/** Steps of a metre: tenths where all values are such, else hundredths. */
const TENTHS = 10;
const HUNDREDTHS = 100;

function leanColumn(values: readonly number[], kept: boolean): Column {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low === high && !kept)
    return { property: { componentType: 'FLOAT32', required: false, default: Math.fround(low) }, bytes: null };
  if (low >= 0 && values.every(Number.isInteger)) {
    if (high <= 255) return { property: { componentType: 'UINT8' }, bytes: Uint8Array.from(values) };
    if (high <= 65_535)
      return { property: { componentType: 'UINT16' }, bytes: new Uint8Array(Uint16Array.from(values).buffer) };
  }
  const offset = Math.floor(low);
  const perMetre = values.every((value) => Math.abs(value * TENTHS - Math.round(value * TENTHS)) < 1e-6)
    ? TENTHS
    : HUNDREDTHS;
  if (high - offset > MOST_STEPS / perMetre) return floatColumn(values);
  const steps = new Uint16Array(values.length);
  for (let i = 0; i < steps.length; i++) steps[i] = Math.round(((values[i] as number) - offset) * perMetre);
  return {
    property: { componentType: 'UINT16', normalized: true, offset, scale: MOST_STEPS / perMetre },
    bytes: new Uint8Array(steps.buffer),
  };
}
