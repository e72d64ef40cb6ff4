import { isSame } from './canonical.ts';

type JsonRecord = { readonly [key: string]: unknown };

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Paths of the fields that differ between two values; `['']` when they differ as a whole. Lists are compared as a whole. */
export function changedFields(before: unknown, after: unknown, path = ''): string[] {
  if (isSame(before, after)) return [];
  if (!isRecord(before) || !isRecord(after)) return [path];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    changedFields(before[key], after[key], path === '' ? key : `${path}.${key}`),
  );
}

/** The result of merging two changes of one value; `fields` are the paths where both changed it, each in its own way. */
export interface MergedValue {
  readonly value: unknown;
  readonly fields: readonly string[];
}

/**
 * Merges two changes of one value field by field; where both changed a field, `ours` stays and the path is listed.
 *
 * @param together sets of paths that mean one thing: two changes inside one set are a conflict, and `ours` is kept whole
 */
export function mergeFields(
  base: unknown,
  ours: unknown,
  theirs: unknown,
  together: readonly (readonly string[])[],
): MergedValue {
  const ourChanges = changedFields(base, ours);
  const theirChanges = changedFields(base, theirs);
  const groups = together.filter(
    (group) => touches(ourChanges, group) && touches(theirChanges, group) && !agree(ours, theirs, group),
  );
  const held = groups.flat();
  const conflicts = new Set<string>();
  const value = merge(base, ours, theirs, '');
  for (const group of groups)
    for (const path of [...ourChanges, ...theirChanges]) if (touches([path], group)) conflicts.add(path);
  return { value, fields: [...conflicts].sort() };

  function merge(was: unknown, a: unknown, b: unknown, path: string): unknown {
    if (held.some((each) => path === each || path.startsWith(`${each}.`))) return a;
    if (isSame(a, b) || isSame(was, b)) return a;
    const inside = held.some((each) => each.startsWith(path === '' ? '' : `${path}.`));
    if (isSame(was, a) && !inside) return b;
    if (isRecord(was) && isRecord(a) && isRecord(b)) {
      const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
      const merged: Record<string, unknown> = {};
      for (const key of keys) {
        const each = merge(was[key], a[key], b[key], path === '' ? key : `${path}.${key}`);
        if (each !== undefined) merged[key] = each;
      }
      return merged;
    }
    conflicts.add(path);
    return a;
  }
}

function touches(changes: readonly string[], group: readonly string[]): boolean {
  return changes.some((path) => group.some((each) => path === each || path.startsWith(`${each}.`) || path === ''));
}

function agree(a: unknown, b: unknown, group: readonly string[]): boolean {
  return group.every((path) => isSame(at(a, path), at(b, path)));
}

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
}
