import type { Words } from '../domain/words.ts';
import { type Command, type CommandContext, command } from './command.ts';
import { BOOKMARK_COMMANDS } from './commands/bookmarks.ts';
import { CLIP_COMMANDS } from './commands/clip.ts';
import { COMPARE_COMMANDS } from './commands/compare.ts';
import { EDIT_COMMANDS } from './commands/edit.ts';
import { LIGHT_COMMANDS } from './commands/light.ts';
import { MEASURE_COMMANDS } from './commands/measure.ts';
import { OWN_COMMANDS } from './commands/own.ts';
import { PANEL_COMMANDS } from './commands/panels.ts';
import { REVIEW_COMMANDS } from './commands/review.ts';
import { RULE_COMMANDS } from './commands/rules.ts';
import { SCENARIO_COMMANDS } from './commands/scenario.ts';
import { SELECT_COMMANDS } from './commands/select.ts';
import { STORM_COMMANDS } from './commands/storm.ts';
import { SURVEY_COMMANDS } from './commands/survey.ts';
import { TIME_COMMANDS } from './commands/time.ts';
import { VIEW_COMMANDS } from './commands/view.ts';
import { WALK_COMMANDS } from './commands/walk.ts';
import type { SessionStore } from './store.ts';

/** Back and forth through the steps of the others. */
const STEP_COMMANDS: readonly Command[] = [
  command('undo', {
    title: { zh: '撤销', en: 'Undo' },
    key: 'Mod+z',
    palette: true,
    enabled: ({ store }) => store.canUndo(),
    perform: ({ store }) => tellStep(store, store.undo(), { zh: '已撤销', en: 'Undone' }),
  }),
  command('redo', {
    title: { zh: '重做', en: 'Redo' },
    key: 'Mod+Shift+z',
    palette: true,
    enabled: ({ store }) => store.canRedo(),
    perform: ({ store }) => tellStep(store, store.redo(), { zh: '已重做', en: 'Redone' }),
  }),
];

/** Every command of the product. The ones of the embedding contract keep their ids for ever. */
export const COMMANDS: readonly Command[] = [
  ...TIME_COMMANDS,
  ...SCENARIO_COMMANDS,
  ...COMPARE_COMMANDS,
  ...VIEW_COMMANDS,
  ...SELECT_COMMANDS,
  ...MEASURE_COMMANDS,
  ...CLIP_COMMANDS,
  ...BOOKMARK_COMMANDS,
  ...WALK_COMMANDS,
  ...OWN_COMMANDS,
  ...EDIT_COMMANDS,
  ...LIGHT_COMMANDS,
  ...STORM_COMMANDS,
  ...SURVEY_COMMANDS,
  ...RULE_COMMANDS,
  ...REVIEW_COMMANDS,
  ...STEP_COMMANDS,
  ...PANEL_COMMANDS,
];

/** Runs command `id`. Throws RangeError when there is none or when it is not enabled now. */
export function runCommand(context: CommandContext, id: string, argument: unknown): void {
  const found = COMMANDS.find((each) => each.id === id);
  if (!found) throw new RangeError(`Unknown command "${id}"; there are ${COMMANDS.map((each) => each.id).join(', ')}.`);
  if (!found.enabled(context)) {
    if (id === 'undo' || id === 'redo' || id === 'selection.clear') return;
    throw new RangeError(`Command "${id}" is not available now.`);
  }
  found.perform(context, argument);
}

/** Says once which step was undone or done again; steps are labelled with the id of their command. */
function tellStep(store: SessionStore, label: string | undefined, did: Words): void {
  const title = COMMANDS.find((each) => each.id === label)?.title;
  if (!title) return;
  store.change((draft) => {
    draft.notices = [
      ...draft.notices.filter((notice) => notice.key !== 'step'),
      { key: 'step', tone: 'info', text: { zh: `${did.zh}：${title.zh}`, en: `${did.en}: ${title.en}` } },
    ];
  });
}
