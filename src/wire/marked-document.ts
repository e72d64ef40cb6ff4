import type { ScenarioDocument } from './scenario-document.ts';

/** The document as a file that leaves: `marking` is its 密级 and who took it when. It is no part of the plan. */
export function marked(document: ScenarioDocument, marking: string): ScenarioDocument & { readonly marking: string } {
  return { ...document, marking };
}

/** What was read from a file, without the marking that it left with: another one takes it up. */
export function unmarked(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  const { marking: _, ...document } = input as Readonly<Record<string, unknown>>;
  return document;
}
