/** A place inside a JSON document. */
export type FieldPath = readonly (string | number)[];

/** Paths of the fields of `input` that `kept`, which was read from it, lacks; what is inside a lost field is not listed. */
export function lostFields(input: unknown, kept: unknown, path: FieldPath = []): FieldPath[] {
  if (typeof input !== 'object' || input === null) return [];
  if (typeof kept !== 'object' || kept === null) return [path];
  const isList = Array.isArray(input);
  return Object.entries(input).flatMap(([key, value]) => {
    const inside = [...path, isList ? Number(key) : key];
    return Object.hasOwn(kept, key) ? lostFields(value, (kept as Record<string, unknown>)[key], inside) : [inside];
  });
}
