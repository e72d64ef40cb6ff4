import type { LeftOut } from '../domain/left-out.ts';
import { type ForeignScenario, readForeignScenario } from '../wire/foreign-scenario.ts';
import type { ScenarioDocument } from '../wire/scenario-document.ts';
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

/**
 * Shows a further edition of a scenario, as one step.
 *
 * @param foreign the document came from outside, with what its reader left out already
 * @param also what else the step changes
 */
export function showEdition(
  { store, working }: CommandContext & { working: WorkingDocuments },
  document: ScenarioDocument,
  alternative: string,
  label: string,
  foreign?: Pick<ForeignScenario, 'leftOut'>,
  also?: (draft: Parameters<Parameters<CommandContext['store']['change']>[0]>[0]) => void,
): void {
  const kept = working.keep(document, foreign !== undefined);
  const leftOut = [...(foreign?.leftOut ?? []), ...kept.leftOut];
  store.change((draft) => {
    draft.editions = { ...draft.editions, [document.id]: kept.edition };
    draft.scenario = { id: document.id, alternative };
    const beside = draft.compare?.alternative ?? 'base';
    if (beside !== 'base' && !document.alternatives.some((each) => each.id === beside)) {
      draft.compare = null;
      draft.compareAt = null;
    }
    draft.panels = { ...draft.panels, scenario: true };
    if (leftOut.length > 0 || foreign)
      draft.notices = [
        ...draft.notices.filter(({ key }) => key !== LEFT_OUT),
        ...(leftOut.length > 0 ? [leftOutNotice(leftOut)] : []),
      ];
    also?.(draft);
  }, label);
}

const COPIED = 'plan.copied';

/** Says that a built alternative stays as it is and its copy takes the edits. */
export function tellCopy(draft: { notices: Session['notices'] }, source: string, letter: string): void {
  const notice: Session['notices'][number] = {
    key: COPIED,
    tone: 'info',
    text: {
      zh: `方案 ${source === 'base' ? '现状' : source} 不改动：已复制为方案 ${letter}，修改写在方案 ${letter} 中`,
      en: `${source === 'base' ? 'Today' : `Alternative ${source}`} stays as it is: it was copied to alternative ${letter}, which takes the edits`,
    },
  };
  draft.notices = [...draft.notices.filter(({ key }) => key !== COPIED), notice];
}

const LEFT_OUT = 'left-out';

/** Names the first parts of a plan that could not be taken; the whole list is with it. */
export function leftOutNotice(leftOut: readonly LeftOut[]): Session['notices'][number] {
  const first = leftOut.slice(0, 2);
  const n = leftOut.length;
  const more = n > first.length;
  const list = (language: 'zh' | 'en', colon: string, between: string) =>
    first.map(({ place, reason }) => [place[language], reason[language]].filter(Boolean).join(colon)).join(between);
  return {
    key: LEFT_OUT,
    tone: 'warning',
    text: {
      zh: `方案有 ${n} 处无法采用，已略去，其余保留：${list('zh', '：', '；')}${more ? '…' : ''}`,
      en: `${n} part${n === 1 ? '' : 's'} of the plan could not be taken and ${n === 1 ? 'was' : 'were'} left out, the rest is kept: ${list('en', ': ', '; ')}${more ? ' …' : ''}`,
    },
    details: leftOut,
  };
}

/**
 * Reads a scenario document from outside, as text or as an object, as far as it can be read. Throws WireError or RangeError
 * with what is wrong where.
 */
export function importedDocument(input: unknown): ForeignScenario {
  if (typeof input !== 'string') return readForeignScenario(input, FILE);
  let object: unknown;
  try {
    object = JSON.parse(input);
  } catch (error) {
    throw new RangeError(`The file is no JSON (${(error as Error).message}); choose one that scenario.export wrote.`);
  }
  return readForeignScenario(object, FILE);
}

const FILE = 'Scenario document';
