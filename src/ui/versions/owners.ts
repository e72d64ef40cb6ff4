import { type ConsentNeed, consentState } from '../../scenario/versions/consents.ts';
import type { Opinion, SavedVersion } from '../../state/versions-port.ts';

/** One owner of what an alternative touches, and where the owner's answers stand. */
export interface OwnerRow {
  readonly owner: string;
  readonly needs: Readonly<Record<Opinion['answer'], readonly ConsentNeed[]>>;
  readonly total: number;
  /** The answer with the latest date; null while there is none. */
  readonly latest: Opinion | null;
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
  const opinions = new Map(consents.map((each) => [keyOf(each.target), each]));
  const rows = new Map<string, { needs: Record<Opinion['answer'], ConsentNeed[]>; latest: Opinion | null }>();
  const state = consentState(alternative, consents);
  for (const answer of ['agreed', 'conditional', 'refused', 'unanswered'] as const)
    for (const need of state[answer]) {
      const opinion = opinions.get(keyOf(need));
      const owner = opinion?.owner ?? ownerOf(need.layer, need.id);
      let row = rows.get(owner);
      if (!row) {
        row = { needs: { agreed: [], conditional: [], refused: [], unanswered: [] }, latest: null };
        rows.set(owner, row);
      }
      row.needs[answer].push(need);
      if (opinion?.date && opinion.date >= (row.latest?.date ?? '')) row.latest = opinion;
    }
  return [...rows]
    .map(([owner, { needs, latest }]) => ({
      owner,
      needs,
      latest,
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

/** One answer of an owner as the answers to every question that the owner was asked. */
export function answersOf(
  row: OwnerRow,
  given: Pick<Opinion, 'answer' | 'date' | 'documentNumber' | 'note'>,
): Opinion[] {
  return Object.values(row.needs)
    .flat()
    .map(({ layer, id, mount }) => ({ target: { layer, id, mount }, owner: row.owner, ...given }));
}

function keyOf({ layer, id, mount }: ConsentNeed): string {
  return JSON.stringify([layer, id, mount]);
}
