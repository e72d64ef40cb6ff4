import type { TwinPort } from '../state/port.ts';
import { saveFile } from '../ui/save-file.ts';
import { marked } from '../wire/marked-document.ts';
import type { ScenarioDocument } from '../wire/scenario-document.ts';

/** Hands a scenario document to the person as a JSON file, with its marking: 密级, and who took it. */
export async function downloadDocument(document: ScenarioDocument, port: TwinPort): Promise<void> {
  const { fileMarking } = await import('../ui/export/file-marking.ts');
  const text = JSON.stringify(marked(document, await fileMarking(port)), null, 1);
  saveFile(`${document.id}.scenario.json`, new Blob([text], { type: 'application/json' }));
}
