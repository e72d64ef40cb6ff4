import { parseScenarioDocument, type ScenarioDocument } from '../wire/scenario-document.ts';
import type { CommandContext, WorkingDocuments } from './command.ts';
import type { Session } from './session.ts';

/** The document that commands edit. Throws RangeError when no plan is open or it is still on its way. */
export function openDocument({ store, working }: CommandContext): {
  working: WorkingDocuments;
  document: ScenarioDocument;
} {
  const id = store.getState().scenario?.id;
  const document = working && id !== undefined ? working.document(id) : null;
  if (!working || !document)
    throw new RangeError('No plan is open for editing; run scenario.open first and let it load.');
  return { working, document };
}

/** Shows a further edition of a scenario, as one step. */
export function showEdition(
  { store, working }: CommandContext & { working: WorkingDocuments },
  document: ScenarioDocument,
  alternative: string,
  label: string,
): void {
  const { edition, leftOut } = working.keep(document);
  store.change((draft) => {
    draft.editions = { ...draft.editions, [document.id]: edition };
    draft.scenario = { id: document.id, alternative };
    const beside = draft.compare?.alternative ?? 'base';
    if (beside !== 'base' && !document.alternatives.some((each) => each.id === beside)) draft.compare = null;
    draft.panels = { ...draft.panels, scenario: true };
    if (leftOut.length > 0)
      draft.notices = [...draft.notices.filter(({ key }) => key !== 'left-out'), notKnown(leftOut)];
  }, label);
}

function notKnown(leftOut: readonly string[]): Session['notices'][number] {
  const list = leftOut.slice(0, 5).join('; ') + (leftOut.length > 5 ? ' …' : '');
  return {
    key: 'left-out',
    tone: 'warning',
    text: {
      zh: `方案中 ${leftOut.length} 处引用了本市没有的部件，已略过：${list}`,
      en: `${leftOut.length} places of the plan name assets that the city lacks and were left out: ${list}`,
    },
  };
}

/** Reads a scenario document, as text or as an object. Throws WireError or RangeError with what is wrong where. */
export function importedDocument(input: unknown): ScenarioDocument {
  if (typeof input !== 'string') return parseScenarioDocument(input);
  let object: unknown;
  try {
    object = JSON.parse(input);
  } catch (error) {
    throw new RangeError(`The file is no JSON (${(error as Error).message}); choose one that scenario.export wrote.`);
  }
  return parseScenarioDocument(object);
}
