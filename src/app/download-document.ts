import { saveFile } from '../ui/save-file.ts';
import type { ScenarioDocument } from '../wire/scenario-document.ts';

/** Hands a scenario document to the person as a JSON file. */
export function downloadDocument(document: ScenarioDocument): void {
  saveFile(`${document.id}.scenario.json`, new Blob([JSON.stringify(document, null, 1)], { type: 'application/json' }));
}
