import type { ScenarioDocument } from '../../wire/scenario-document.ts';

/** The alternatives that one was copied from, the nearest first; neither today's city nor one that is gone is among them. */
export function ancestorsOf({ alternatives }: Pick<ScenarioDocument, 'alternatives'>, alternative: string): string[] {
  const found: string[] = [];
  const parent = (of: string) => alternatives.find(({ id }) => id === of)?.copyOf;
  // A document by another hand may go round in a circle.
  for (let at = parent(alternative); at !== undefined && at !== alternative && !found.includes(at); at = parent(at))
    if (alternatives.some(({ id }) => id === at)) found.push(at);
  return found;
}
