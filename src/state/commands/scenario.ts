import { parseScenarioDocument } from '../../wire/scenario-document.ts';
import { knownAlternative } from '../alternative-ref.ts';
import { type Command, command, option } from '../command.ts';
import { importedDocument, openDocument, showEdition } from '../editions.ts';
import { CONSENTS_SHOWN } from '../session.ts';

/** Alternatives that the tile build makes; the planner's own take other letters. */
const BUILT: readonly string[] = ['A', 'B', 'C'];

/** Which plan is shown, and its further editions. */
export const SCENARIO_COMMANDS: readonly Command[] = [
  command('scenario.open', {
    title: { zh: '打开情景方案', en: 'Open scenario' },
    perform: (context, argument) => {
      const ref = argument === null ? null : knownAlternative(context, argument);
      context.store.change((draft) => {
        if (ref?.id !== draft.scenario?.id) draft.assume = {};
        draft.scenario = ref;
        if (ref === null) {
          draft.compare = null;
          draft.compareAt = null;
          draft.consents = 'all';
          if (draft.playhead.kind === 'slice') draft.playhead = { kind: 'now' };
        }
        draft.panels = { ...draft.panels, scenario: ref !== null };
      }, 'scenario.open');
    },
  }),
  command('scenario.assume', {
    title: { zh: '更改假设', en: 'Change an assumption' },
    enabled: ({ store }) => store.getState().scenario !== null || store.getState().storm !== null,
    perform: ({ store }, argument) => {
      if (argument === null)
        return store.change((draft) => {
          draft.assume = {};
        }, 'scenario.assume');
      const { key, value } = assumed(argument);
      store.change((draft) => {
        const { [key]: _, ...others } = draft.assume;
        draft.assume = value === null ? others : { ...others, [key]: value };
      }, 'scenario.assume');
    },
  }),
  command('scenario.consents', {
    title: { zh: '仅按已同意', en: 'Only what is agreed' },
    palette: true,
    enabled: ({ store }) => store.getState().scenario !== null,
    perform: ({ store }, argument) => {
      const wanted =
        argument === undefined || argument === null
          ? store.getState().consents === 'all'
            ? 'agreed'
            : 'all'
          : option(argument, CONSENTS_SHOWN, 'Consents');
      store.change((draft) => {
        draft.consents = wanted;
      }, 'scenario.consents');
    },
  }),
  command('scenario.adopt', {
    title: { zh: '采用为方案', en: 'Adopt as alternative' },
    enabled: ({ store, working }) => working !== undefined && store.getState().scenario !== null,
    perform: (context, argument) => {
      const { working, document } = openDocument(context);
      const id = typeof argument === 'object' && argument !== null && 'id' in argument ? String(argument.id) : '';
      if (!/^[A-Z]$/.test(id) || BUILT.includes(id))
        throw new RangeError(
          `Alternative ${JSON.stringify(id)}: give one of the document's format, its id a letter other than ${BUILT.join(', ')}.`,
        );
      const others = document.alternatives.filter((each) => each.id !== id);
      const next = parseScenarioDocument({ ...document, alternatives: [...others, argument] }, `Alternative ${id}`);
      showEdition({ ...context, working }, next, id, 'scenario.adopt');
    },
  }),
  command('scenario.export', {
    title: { zh: '导出方案文件', en: 'Export plan file' },
    palette: true,
    enabled: ({ store, working }) => working !== undefined && store.getState().scenario !== null,
    perform: (context) => {
      const { working, document } = openDocument(context);
      working.download(document);
    },
  }),
  command('scenario.import', {
    title: { zh: '导入方案文件', en: 'Import plan file' },
    enabled: ({ working }) => working !== undefined,
    perform: (context, argument) => {
      const { working } = context;
      if (!working) throw new RangeError('Nothing may be edited here; open the review mode.');
      const foreign = importedDocument(argument);
      const { document } = foreign;
      if (!context.alternatives(document.id))
        throw new RangeError(`The file holds scenario "${document.id}", which this city does not have.`);
      const shown = context.store.getState().scenario;
      const kept = document.alternatives.find((each) => shown?.id === document.id && each.id === shown.alternative);
      const alternative = (kept ?? document.alternatives[0])?.id ?? 'base';
      showEdition({ ...context, working }, document, alternative, 'scenario.import', foreign);
    },
  }),
];

/** Reads `{ key, value }`; a value of null takes the plan's own again. */
function assumed(input: unknown): { readonly key: string; readonly value: number | null } {
  if (typeof input === 'object' && input !== null && 'key' in input && 'value' in input) {
    const { key, value } = input;
    if (typeof key === 'string' && (value === null || (typeof value === 'number' && Number.isFinite(value))))
      return { key, value };
  }
  throw new RangeError(
    `Assumption ${JSON.stringify(input)}: give { key, value } with a finite value, { key, value: null } for the plan's own, or null for all.`,
  );
}
