import type { GlbDraft } from './glb.ts';

/** Numeric columns of a content's features; all FLOAT32, which reach a shader as `float` (integers are exact to 2²⁴). */
export interface PropertyTable {
  /** Class of the schema, e.g. `building`. */
  readonly class: string;
  readonly count: number;
  readonly columns: Readonly<Record<string, readonly number[]>>;
}

/** What a property means, for the schema. */
export type PropertyDescriptions = Readonly<Record<string, string>>;

/** The schema of one class with FLOAT32 properties. */
function schemaOf(name: string, properties: PropertyDescriptions): Record<string, unknown> {
  return {
    id: `chengjing_${name}`,
    classes: {
      [name]: {
        properties: Object.fromEntries(
          Object.entries(properties).map(([key, description]) => [
            key,
            { type: 'SCALAR', componentType: 'FLOAT32', description },
          ]),
        ),
      },
    },
  };
}

/** The `EXT_structural_metadata` object of a content with one property table. */
export function structuralMetadata(
  glb: GlbDraft,
  table: PropertyTable,
  descriptions: PropertyDescriptions,
): Record<string, unknown> {
  const properties = Object.fromEntries(
    Object.keys(descriptions).map((key) => {
      const column = Float32Array.from(table.columns[key] ?? []);
      if (column.length !== table.count)
        throw new RangeError(`Property "${key}" has ${column.length} values for ${table.count} features.`);
      return [key, { values: glb.addPlain(new Uint8Array(column.buffer)) }];
    }),
  );
  return {
    schema: schemaOf(table.class, descriptions),
    propertyTables: [{ class: table.class, count: table.count, properties }],
  };
}
