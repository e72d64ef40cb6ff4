/**
 * A length in metres from what a file holds: a number, or a text such as `12.5`, `12,5 m`, `40 ft` or `12'6"`. Null when it
 * is none.
 */
export function metresOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string') return null;
  const feet = /^\s*(\d+(?:\.\d+)?)'(?:(\d+(?:\.\d+)?)")?\s*$/.exec(value);
  if (feet) return (Number(feet[1]) + Number(feet[2] ?? 0) / 12) * 0.3048;
  const match = /^\s*([-+]?\d+(?:[.,]\d+)?)\s*(m|metres?|meters?|ft|feet|km)?\.?\s*$/i.exec(value);
  if (!match) return null;
  const number = Number((match[1] as string).replace(',', '.'));
  const unit = (match[2] ?? 'm').toLowerCase();
  if (unit.startsWith('f')) return number * 0.3048;
  return unit === 'km' ? number * 1000 : number;
}

/** The first of `keys` that holds a length, with its value; null when none does. */
export function firstMetres(record: Readonly<Record<string, unknown>>, keys: readonly string[]): number | null {
  for (const key of keys) {
    const metres = metresOf(record[key]);
    if (metres !== null) return metres;
  }
  return null;
}
