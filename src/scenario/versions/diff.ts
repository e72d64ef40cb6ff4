import type { ScenarioDocument } from '../../wire/scenario-document.ts';
import type { Difference } from '../../wire/scenario-version.ts';
import type { ObjectRef } from '../compiled.ts';
import { isSame } from './canonical.ts';
import { type Entries, type Entry, entriesOf, objectsOf } from './entries.ts';
import { changedFields } from './fields.ts';

/**
 * Everything in which two documents differ, in document order, what is gone last. Two documents without a difference
 * say the same; only the order of their lists may be another.
 */
export function diffDocuments(before: ScenarioDocument, after: ScenarioDocument): Difference[] {
  const older = entriesOf(before);
  return diffEntries(older, entriesOf(after, older));
}

export function diffEntries(older: Entries, newer: Entries): Difference[] {
  const differences: Difference[] = [];
  for (const [key, entry] of newer) {
    const was = older.get(key);
    if (!was) differences.push(difference('new', entry, undefined, entry));
    else if (!isSame(was.value, entry.value)) differences.push(difference('changed', entry, was, entry));
  }
  for (const [key, entry] of older) if (!newer.has(key)) differences.push(difference('gone', entry, entry, undefined));
  return differences;
}

/** What an entry is about: alternative, phase and assets, as differences and conflicts name them. */
export function placeOf(entry: Entry): {
  readonly alternative: string | null;
  readonly phase: string | null;
  readonly objects: ObjectRef[];
} {
  switch (entry.thing) {
    case 'alternative':
      return { alternative: entry.value.id, phase: null, objects: [] };
    case 'phase':
      return { alternative: last(entry.value.alternative), phase: entry.value.phase.id, objects: [] };
    case 'operation':
      return {
        alternative: last(entry.value.alternative),
        phase: last(entry.value.phase),
        objects: objectsOf(entry.value.operation).map(({ layer, id }) => ({ layer, id })),
      };
    case 'member':
      return { alternative: null, phase: null, objects: [entry.value] };
    default:
      return { alternative: null, phase: null, objects: [] };
  }
}

function difference(
  change: Difference['change'],
  entry: Entry,
  before: Entry | undefined,
  after: Entry | undefined,
): Difference {
  const fields = before && after ? changedFields(before.value, after.value) : [];
  return {
    kind: kindOf(entry, fields),
    change,
    key: entry.key,
    ...placeOf(entry),
    fields,
    before: before?.value ?? null,
    after: after?.value ?? null,
  };
}

const TIMING = ['phase', 'operation.day', 'operation.days', 'operation.migrated'];
const PLACE = ['operation.asset.position', 'operation.asset.heading', 'operation.to', 'operation.heading'];

function kindOf(entry: Entry, fields: readonly string[]): Difference['kind'] {
  switch (entry.thing) {
    case 'document':
    case 'slice':
      return 'document';
    case 'baseline':
    case 'member':
      return 'baseline';
    case 'assumption':
    case 'alternative':
    case 'phase':
      return entry.thing;
    case 'operation':
      if (fields.length > 0 && fields.every((field) => TIMING.includes(field))) return 'phase';
      if (fields.length > 0 && fields.every((field) => PLACE.includes(field))) return 'moved';
      return operationKind(entry.value.operation.op, fields.length > 0);
  }
}

type OperationName = Extract<Entry, { thing: 'operation' }>['value']['operation']['op'];

function operationKind(op: OperationName, changed: boolean): Difference['kind'] {
  switch (op) {
    case 'add':
      return changed ? 'modified' : 'added';
    case 'remove':
      return 'removed';
    case 'move':
      return 'moved';
    case 'modify':
      return 'modified';
    case 'merge':
      return 'merged';
    case 'close':
      return 'closed';
    case 'light':
      return 'lit';
  }
}

/** The id at the end of an entry's key. */
function last(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}
