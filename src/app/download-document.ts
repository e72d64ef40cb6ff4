import type { ScenarioDocument } from '../wire/scenario-document.ts';

/** Hands a scenario document to the person as a JSON file. */
export function downloadDocument(document: ScenarioDocument): void {
  const address = URL.createObjectURL(new Blob([JSON.stringify(document, null, 1)], { type: 'application/json' }));
  const link = globalThis.document.createElement('a');
  link.href = address;
  link.download = `${document.id}.scenario.json`;
  link.click();
  // The download has read the blob's address by the next turn.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
