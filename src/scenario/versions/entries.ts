import { seedOf } from '../../domain/random.ts';
import type { Operation, Phase, ScenarioDocument } from '../../wire/scenario-document.ts';
import type { ObjectRef } from '../compiled.ts';
import { canonicalJson, isSame } from './canonical.ts';

type Alternative = ScenarioDocument['alternatives'][number];

/** One thing of a document that can be compared, kept or dropped for itself. */
export type Entry = { readonly key: string } & (
  | {
      readonly thing: 'document';
      readonly value: Omit<ScenarioDocument, 'slices' | 'baseline' | 'assumptions' | 'alternatives'>;
    }
  | { readonly thing: 'slice'; readonly value: ScenarioDocument['slices'][number] }
  | { readonly thing: 'baseline'; readonly value: { readonly layer: string } }
  | { readonly thing: 'member'; readonly value: ObjectRef }
  | { readonly thing: 'assumption'; readonly value: ScenarioDocument['assumptions'][number] }
  | { readonly thing: 'alternative'; readonly value: Omit<Alternative, 'phases'> }
  | {
      readonly thing: 'phase';
      readonly value: { readonly alternative: string; readonly phase: Omit<Phase, 'operations'> };
    }
  | {
      readonly thing: 'operation';
      /** Keys of its alternative and of its phase inside it. */
      readonly value: { readonly alternative: string; readonly phase: string; readonly operation: Operation };
    }
);

type EntryOf<T extends Entry['thing']> = Extract<Entry, { thing: T }>;

/** A document as a flat list in document order: every thing once, under a key that survives edits elsewhere. */
export type Entries = ReadonlyMap<string, Entry>;

/**
 * Takes a document apart. Operations have no ids, so they are known by what they act on: an asset is built once and falls
 * once in an alternative. Closures and dimmings may repeat; they are matched with those of `like` by content, then in order.
 *
 * @param like the older document that this one is compared with
 */
export function entriesOf(document: ScenarioDocument, like: Entries = new Map()): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const put = (entry: Entry): string => {
    let { key } = entry;
    for (let copy = 2; entries.has(key); copy++) key = `${entry.key}~${copy}`;
    entries.set(key, { ...entry, key });
    return key;
  };
  const { slices, baseline, assumptions, alternatives, ...rest } = document;
  put({ key: 'document', thing: 'document', value: rest });
  for (const value of slices) put({ key: `slice/${value.id}`, thing: 'slice', value });
  for (const { layer, ids } of baseline) {
    if (!entries.has(`baseline/${layer}`)) put({ key: `baseline/${layer}`, thing: 'baseline', value: { layer } });
    for (const id of ids) {
      const key = `member/${layer}/${id}`;
      if (!entries.has(key)) put({ key, thing: 'member', value: { layer, id } });
    }
  }
  for (const value of assumptions) put({ key: `assumption/${value.key}`, thing: 'assumption', value });
  const olderRepeats = repeatsOf(like);
  for (const { phases, ...value } of alternatives) {
    const alternative = put({ key: `alternative/${value.id}`, thing: 'alternative', value });
    const operations: EntryOf<'operation'>[] = [];
    const order: (() => void)[] = [];
    for (const { operations: own, ...phase } of phases) {
      const key = put({ key: `phase/${alternative}/${phase.id}`, thing: 'phase', value: { alternative, phase } });
      for (const operation of own) {
        const at = operations.length;
        operations.push({
          key: `operation/${alternative}/${slotOf(operation)}`,
          thing: 'operation',
          value: { alternative, phase: key, operation },
        });
        order.push(() => put(operations[at]!));
      }
    }
    matchRepeats(operations, olderRepeats);
    for (const each of order) each();
  }
  return entries;
}

/** Puts a document together again. Things whose parent is missing are left out. */
export function documentOf(entries: Iterable<Entry>): ScenarioDocument {
  const all = [...entries];
  const operations = groupBy(only(all, 'operation'), (each) => each.value.phase);
  const phases = groupBy(only(all, 'phase'), (each) => each.value.alternative);
  const members = groupBy(only(all, 'member'), (each) => each.value.layer);
  const head = only(all, 'document')[0];
  if (!head) throw new RangeError('A document without its head cannot be put together.');
  return {
    ...head.value,
    slices: only(all, 'slice').map((each) => each.value),
    baseline: only(all, 'baseline').map(({ value: { layer } }) => ({
      layer,
      ids: (members.get(layer) ?? []).map((each) => each.value.id),
    })),
    assumptions: only(all, 'assumption').map((each) => each.value),
    alternatives: only(all, 'alternative').map((alternative) => ({
      ...alternative.value,
      phases: (phases.get(alternative.key) ?? []).map((phase) => ({
        ...phase.value.phase,
        operations: (operations.get(phase.key) ?? []).map((each) => each.value.operation),
      })),
    })),
  };
}

/** Key of what holds an entry up: its phase, alternative or layer of the baseline. */
export function parentOf(entry: Entry): string | undefined {
  switch (entry.thing) {
    case 'operation':
      return entry.value.phase;
    case 'phase':
      return entry.value.alternative;
    case 'member':
      return `baseline/${entry.value.layer}`;
    default:
      return undefined;
  }
}

/** The assets that an operation is about, its subject first. */
export function objectsOf(operation: Operation): ObjectRef[] {
  switch (operation.op) {
    case 'add':
      return [{ layer: operation.asset.layer, id: operation.asset.id }];
    case 'remove':
    case 'move':
    case 'modify':
      return [operation.target];
    case 'merge':
      return [operation.from, operation.carrier];
    case 'light':
      return operation.targets.map((id) => ({ layer: operation.layer, id }));
    case 'close':
      return [];
  }
}

function only<T extends Entry['thing']>(entries: readonly Entry[], thing: T): EntryOf<T>[] {
  return entries.filter((entry): entry is EntryOf<T> => entry.thing === thing);
}

/** What an operation decides; two operations of one alternative on one slot contradict each other or repeat. */
function slotOf(operation: Operation): string {
  switch (operation.op) {
    case 'add':
      return `add/${operation.asset.layer}/${operation.asset.id}`;
    case 'remove':
    case 'move':
      return `fate/${operation.target.layer}/${operation.target.id}`;
    case 'merge':
      return `fate/${operation.from.layer}/${operation.from.id}`;
    case 'modify':
      return `modify/${operation.target.layer}/${operation.target.id}`;
    case 'close':
      return `close/${operation.road}/${operation.side}/${operation.junction ?? ''}`;
    case 'light':
      return `light/${operation.layer}`;
  }
}

/** Operations of the older document by the slot that they share. */
function repeatsOf(like: Entries): Map<string, EntryOf<'operation'>[]> {
  return groupBy(
    [...like.values()].filter((entry) => entry.thing === 'operation'),
    (entry) => `operation/${entry.value.alternative}/${slotOf(entry.value.operation)}`,
  );
}

/** Gives operations that share a slot their keys: those of the older document first, then one from their content. */
function matchRepeats(operations: EntryOf<'operation'>[], older: ReadonlyMap<string, EntryOf<'operation'>[]>): void {
  const bySlot = groupBy([...operations.keys()], (at) => operations[at]!.key);
  for (const [slot, places] of bySlot) {
    const left = [...(older.get(slot) ?? [])];
    const mayRepeat = /^(close|light)\//.test(slotOf(operations[places[0]!]!.value.operation));
    if (places.length === 1 && left.length <= 1 && !mayRepeat) {
      const match = left[0];
      if (match) operations[places[0]!] = { ...operations[places[0]!]!, key: match.key };
      continue;
    }
    const take = (at: number, index: number) => {
      operations[at] = { ...operations[at]!, key: left[index]!.key };
      left.splice(index, 1);
    };
    const unlike = places.filter((at) => {
      const index = left.findIndex((each) => isSame(each.value, operations[at]!.value));
      if (index >= 0) take(at, index);
      return index < 0;
    });
    for (const [count, at] of unlike.entries()) {
      if (left.length > 0) take(at, 0);
      else if (mayRepeat || count > 0 || older.has(slot))
        operations[at] = {
          ...operations[at]!,
          key: `${slot}~${seedOf(canonicalJson(operations[at]!.value)).toString(16)}`,
        };
    }
  }
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
