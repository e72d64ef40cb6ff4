import { parseScenarioDocument, type ScenarioDocument } from '../../wire/scenario-document.ts';
import type { Conflict, Difference } from '../../wire/scenario-version.ts';
import { isSame } from './canonical.ts';
import { diffEntries, placeOf } from './diff.ts';
import { documentOf, type Entries, type Entry, entriesOf, parentOf } from './entries.ts';
import { mergeFields } from './fields.ts';
import { mergeOrder } from './merge-order.ts';

export interface Merge {
  /** Both edits together; where they conflict, ours, and nothing that either side built on is missing. */
  readonly document: ScenarioDocument;
  readonly conflicts: readonly Conflict[];
  /** What each side changed since the base. */
  readonly ourChanges: readonly Difference[];
  readonly theirChanges: readonly Difference[];
}

/** Fields that mean one thing: a change of one by us and of another by them is a conflict. */
const TOGETHER: Readonly<Partial<Record<Entry['thing'], readonly (readonly string[])[]>>> = {
  phase: [['phase.from', 'phase.to']],
  assumption: [['value', 'unit', 'range']],
  operation: [
    ['phase', 'operation.day', 'operation.days', 'operation.migrated'],
    ['operation.to', 'operation.heading'],
    ['operation.asset.position', 'operation.asset.heading'],
    ['operation.carrier', 'operation.mounts'],
  ],
};

/**
 * Merges two edits of one document. Changes of different things, and of different fields of one thing, are both kept;
 * what both changed, what one deleted and the other changed, and what needs something that the other took away, is a
 * conflict for the planner.
 *
 * @param base what both edits began from
 */
export function merge3(base: ScenarioDocument, ours: ScenarioDocument, theirs: ScenarioDocument): Merge {
  const was = entriesOf(base);
  const a = entriesOf(ours, was);
  const b = entriesOf(theirs, was);
  const conflicts: Conflict[] = [];
  const conflict = (kind: Conflict['kind'], entry: Entry, fields: readonly string[] = []) => {
    if (conflicts.some((each) => each.key === entry.key)) return;
    const { alternative, objects } = placeOf(entry);
    const value = (side: Entries) => side.get(entry.key)?.value ?? null;
    const { key } = entry;
    conflicts.push({
      kind,
      key,
      alternative,
      objects,
      fields: [...fields],
      base: value(was),
      ours: value(a),
      theirs: value(b),
    });
  };

  const merged = new Map<string, Entry>();
  for (const key of mergeOrder([...was.keys()], [...a.keys()], [...b.keys()])) {
    const entry = mergeEntry(was.get(key), a.get(key), b.get(key), conflict);
    if (entry) merged.set(key, entry);
  }
  const find = (key: string) => a.get(key) ?? b.get(key) ?? was.get(key);
  restoreParents(merged, [a, b], conflict);
  restoreCarriers(merged, [a, b], find, conflict);
  restoreParents(merged, [a, b], conflict);

  const order = mergeOrder([...was.keys()], [...a.keys()], [...b.keys()]);
  const document = documentOf(order.flatMap((key) => merged.get(key) ?? []));
  return {
    document: parseScenarioDocument(document, 'Merged document'),
    conflicts,
    ourChanges: diffEntries(was, a),
    theirChanges: diffEntries(was, b),
  };
}

type Report = (kind: Conflict['kind'], entry: Entry, fields?: readonly string[]) => void;

function mergeEntry(
  was: Entry | undefined,
  a: Entry | undefined,
  b: Entry | undefined,
  conflict: Report,
): Entry | undefined {
  if (a && b) {
    if (isSame(a.value, b.value) || (was && isSame(was.value, b.value))) return a;
    if (was && isSame(was.value, a.value)) return b;
    if (!was || !isOneKind(was, a, b)) {
      conflict('both', a);
      return a;
    }
    const { value, fields } = mergeFields(was.value, a.value, b.value, TOGETHER[a.thing] ?? []);
    if (fields.length > 0) conflict('both', a, fields);
    // Every field is one of the three values' own, so the thing keeps its shape; merge3 parses the whole once more.
    return { ...a, value } as Entry;
  }
  const kept = a ?? b;
  if (!kept || !was) return kept;
  if (isSame(was.value, kept.value)) return undefined;
  conflict('deleted', kept);
  return kept;
}

/** An operation that became another one is changed as a whole: half a removal and half a merge is neither. */
function isOneKind(...entries: readonly Entry[]): boolean {
  return new Set(entries.map((each) => (each.thing === 'operation' ? each.value.operation.op : each.thing))).size === 1;
}

/**
 * What stays needs its phase and alternative: one side deleted them while the other worked inside. They come back with
 * all that the other has in them; half an alternative would be no plan.
 */
function restoreParents(merged: Map<string, Entry>, sides: readonly Entries[], conflict: Report): void {
  for (const entry of [...merged.values()]) {
    for (let key = parentOf(entry); key !== undefined && !merged.has(key); ) {
      const side = sides.find((each) => key !== undefined && each.has(key));
      const parent = side?.get(key);
      if (!side || !parent) break;
      merged.set(key, parent);
      conflict('deleted', parent);
      restoreInside(key, side, merged);
      key = parentOf(parent);
    }
  }
}

function restoreInside(key: string, side: Entries, merged: Map<string, Entry>): void {
  for (const entry of side.values()) {
    if (parentOf(entry) !== key || merged.has(entry.key)) continue;
    merged.set(entry.key, entry);
    restoreInside(entry.key, side, merged);
  }
}

/**
 * An operation of one side may need an asset that the other side no longer builds, or now takes down. The asset is built
 * again; of what falls, only the conflict is told.
 */
function restoreCarriers(
  merged: Map<string, Entry>,
  sides: readonly Entries[],
  find: (key: string) => Entry | undefined,
  conflict: Report,
): void {
  for (const entry of [...merged.values()]) {
    if (entry.thing !== 'operation') continue;
    const { alternative, operation } = entry.value;
    if (operation.op === 'add') continue;
    for (const { layer, id } of placeOf(entry).objects) {
      const built = `operation/${alternative}/add/${layer}/${id}`;
      const builder = find(built);
      // A side that keeps the operation without what it needs was contradictory before any merge.
      const users = sides.filter((side) => side.has(entry.key));
      if (builder && !merged.has(built) && users.length > 0 && users.every((side) => side.has(built))) {
        merged.set(built, builder);
        conflict('dangling', entry);
      }
    }
    if (operation.op !== 'merge') continue;
    const falls = `operation/${alternative}/fate/${operation.carrier.layer}/${operation.carrier.id}`;
    const known = sides.some((side) => side.has(falls) && isSame(side.get(entry.key)?.value, entry.value));
    if (merged.has(falls) && !known) conflict('dangling', entry);
  }
}
