import { answersByObject, askedPoles, type ConsentNeed, consentState } from '../../scenario/versions/consents.ts';
import type { Opinion, SavedVersion } from '../../state/versions-port.ts';

/** One owner of what an alternative touches, and where the owner's answers stand. */
export interface OwnerRow {
  readonly owner: string;
  readonly needs: Readonly<Record<Opinion['answer'], readonly ConsentNeed[]>>;
  readonly total: number;
  /** The answer with the latest date; null while there is none. */
  readonly latest: Opinion | null;
  /** Its poles and mounts, in order of the document: a mount follows its pole. */
  readonly objects: readonly AskedObject[];
}

/** A pole, or a mount that moves, and what is recorded for it. */
export interface AskedObject {
  readonly need: ConsentNeed;
  /** Its own answer, or its owner's to all objects; null: there is none, and for a mount that of its pole holds. */
  readonly opinion: Opinion | null;
}

/** How many objects have each answer. */
export type AnswerCounts = Readonly<Record<Opinion['answer'], number>>;

/**
 * The owners whose answers an alternative needs, those with most to answer first.
 *
 * @param ownerOf the surveyed owner of an asset; an answer that names another one prevails
 */
export function ownersOf(
  alternative: SavedVersion['document']['alternatives'][number],
  consents: readonly Opinion[],
  ownerOf: (layer: string, id: string) => string,
): OwnerRow[] {
  const recorded = answersByObject(consents);
  const rows = new Map<
    string,
    { needs: Record<Opinion['answer'], ConsentNeed[]>; latest: Opinion | null; objects: AskedObject[] }
  >();
  const state = consentState(alternative, consents);
  for (const answer of ['agreed', 'conditional', 'refused', 'unanswered'] as const)
    for (const need of state[answer]) {
      const opinion = recorded(need);
      const owner = opinion?.owner ?? ownerOf(need.layer, need.id);
      let row = rows.get(owner);
      if (!row) {
        row = { needs: { agreed: [], conditional: [], refused: [], unanswered: [] }, latest: null, objects: [] };
        rows.set(owner, row);
      }
      row.needs[answer].push(need);
      if (opinion?.date && opinion.date >= (row.latest?.date ?? '')) row.latest = opinion;
    }
  for (const { layer, id, mounts } of askedPoles(alternative))
    for (const mount of [null, ...mounts]) {
      const need = { layer, id, mount };
      const opinion = recorded(need);
      rows.get(opinion?.owner ?? recorded({ layer, id, mount: null })?.owner ?? ownerOf(layer, id))?.objects.push({
        need,
        opinion,
      });
    }
  return [...rows]
    .map(([owner, { needs, latest, objects }]) => ({
      owner,
      needs,
      latest,
      objects,
      total: Object.values(needs).reduce((sum, each) => sum + each.length, 0),
    }))
    .sort((a, b) => b.total - a.total || (a.owner < b.owner ? -1 : 1));
}

/** The sum over all owners. */
export function countsOf(rows: readonly OwnerRow[]): AnswerCounts {
  const count = (answer: Opinion['answer']) => rows.reduce((sum, row) => sum + row.needs[answer].length, 0);
  return {
    agreed: count('agreed'),
    conditional: count('conditional'),
    refused: count('refused'),
    unanswered: count('unanswered'),
  };
}

/** What is said of single objects, whatever their owner says of all; `owner` is whose answer it is. */
export function answersOf(
  objects: readonly ConsentNeed[],
  owner: string,
  given: Pick<Opinion, 'answer' | 'date' | 'documentNumber' | 'note' | 'by'>,
): Opinion[] {
  return objects.map(({ layer, id, mount }) => ({ target: { layer, id, mount }, owner, ...given }));
}

/** Everything that an owner was asked. */
export function questionsOf({ needs }: OwnerRow): ConsentNeed[] {
  return Object.values(needs).flat();
}
