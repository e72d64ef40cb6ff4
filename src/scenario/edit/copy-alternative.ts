import type { Words } from '../../domain/words.ts';
import type { Operation, Ref, ScenarioDocument } from '../../wire/scenario-document.ts';
import { followTwins } from './twins.ts';

type Alternative = ScenarioDocument['alternatives'][number];

/** Alternatives that the tile build makes: they are copied before they are edited. */
const BUILT: readonly string[] = ['A', 'B', 'C'];
/** The optimiser's, and `base` is today. */
const TAKEN: readonly string[] = [...BUILT, 'P'];

/** Whether an alternative may be edited as it is; one that was built, computed, or is today is copied first. */
export function isOwn(alternative: string): boolean {
  return alternative !== 'base' && !TAKEN.includes(alternative);
}

/**
 * The document with a copy of an alternative under the next free letter, its planned assets under ids of their own. A copy
 * of `base` has the phases of the first alternative and does nothing yet.
 *
 * @throws RangeError when there is no such alternative, or no letter is left
 */
export function copyAlternative(
  document: ScenarioDocument,
  source: string,
): {
  readonly document: ScenarioDocument;
  readonly alternative: string;
  /** Id in the copy of a planned asset of the original; other ids stay. */
  idOf(id: string): string;
} {
  const letter = freeLetter(document);
  const original = source === 'base' ? baseOf(document) : document.alternatives.find(({ id }) => id === source);
  if (!original)
    throw new RangeError(
      `Scenario "${document.id}" has no alternative "${source}" to copy; it has ${['base', ...document.alternatives.map(({ id }) => id)].join(', ')}.`,
    );
  const ids = new Map(
    original.phases.flatMap(({ operations }) =>
      operations.flatMap((each) => (each.op === 'add' ? [[each.asset.id, ownId(each.asset.id, letter)] as const] : [])),
    ),
  );
  const idOf = (id: string) => ids.get(id) ?? id;
  const copy: Alternative = {
    id: letter,
    title: titleOf(original),
    summary: original.summary,
    copyOf: source,
    phases: original.phases.map((phase) => ({
      ...phase,
      operations: phase.operations.map((each) => renamed(each, idOf)),
    })),
  };
  // Moves to the same places have the same twins.
  return {
    document: followTwins(document, { ...document, alternatives: [...document.alternatives, copy] }),
    alternative: letter,
    idOf,
  };
}

function freeLetter({ id, alternatives }: ScenarioDocument): string {
  for (const letter of 'DEFGHIJKLMNOPQRSTUVWXYZ')
    if (!TAKEN.includes(letter) && !alternatives.some((each) => each.id === letter)) return letter;
  throw new RangeError(`Scenario "${id}" has an alternative for every letter; take one out before copying another.`);
}

function baseOf({ alternatives }: ScenarioDocument): Alternative | undefined {
  const first = alternatives[0];
  return (
    first && {
      id: 'base',
      title: { zh: '现状', en: 'today' },
      summary: { zh: '从现状起手工编制', en: 'Made by hand, from today' },
      phases: first.phases.map((phase) => ({ ...phase, operations: [] })),
    }
  );
}

function titleOf({ id }: Alternative): Words {
  return id === 'base' ? { zh: '现状的修改', en: 'Edit of today' } : { zh: `${id} 的修改`, en: `Edit of ${id}` };
}

/** `MF-GUANGHE-S003` in alternative D is `MF-GUANGHE-S003.D`. */
function ownId(id: string, letter: string): string {
  return `${id.replace(/\.[A-Z]$/, '')}.${letter}`;
}

function renamed(operation: Operation, idOf: (id: string) => string): Operation {
  const ref = (each: Ref): Ref => ({ ...each, id: idOf(each.id) });
  switch (operation.op) {
    case 'add':
      return { ...operation, asset: { ...operation.asset, id: idOf(operation.asset.id) } };
    case 'remove':
    case 'move':
    case 'modify':
      return { ...operation, target: ref(operation.target) };
    case 'merge':
      return { ...operation, from: ref(operation.from), carrier: ref(operation.carrier) };
    case 'light':
      return { ...operation, targets: operation.targets.map(idOf) };
    case 'close':
      return operation;
  }
}
