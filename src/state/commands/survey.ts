import { surveyEdition, withoutSurvey } from '../../scenario/survey/survey-edition.ts';
import { parseSurvey } from '../../wire/survey.ts';
import { type Command, type CommandContext, command } from '../command.ts';
import { openDocument, showEdition } from '../editions.ts';

const editable = ({ store, working }: CommandContext) =>
  working !== undefined && store.getState().scenario !== null && store.getState().consents === 'all';

/** What the open plan stands on: an accepted survey, or what the city draws. Each is an edition, and can be undone. */
export const SURVEY_COMMANDS: readonly Command[] = [
  command('survey.open', {
    title: { zh: '以探测成果为现状', en: 'Take a survey as today' },
    enabled: editable,
    perform: (context, argument) => {
      const { working, document } = openDocument(context);
      const survey = parseSurvey(argument);
      if (survey.scenario !== document.id)
        throw new RangeError(
          `Survey "${survey.id}" is of scenario "${survey.scenario}"; open that one first, "${document.id}" is open.`,
        );
      const { document: next, leftOut } = surveyEdition(document, survey, working.tables);
      show({ ...context, working }, next, 'survey.open', {
        zh: `以“${survey.title}”为现状；各方案有 ${leftOut} 处操作因杆件未见而略去，请重新编制`,
        en: `“${survey.title}” is today now; ${leftOut} operations of the alternatives went with poles that were not found: plan again`,
      });
    },
  }),
  command('survey.close', {
    title: { zh: '恢复图绘现状', en: 'Back to the drawn poles' },
    palette: true,
    enabled: (context) => editable(context) && hasSurvey(context),
    perform: (context) => {
      const { working, document } = openDocument(context);
      const { document: next, leftOut } = withoutSurvey(document, working.tables);
      show({ ...context, working }, next, 'survey.close', {
        zh: `恢复图绘现状；各方案有 ${leftOut} 处操作只涉及探测杆件，已略去`,
        en: `The drawn poles are today again; ${leftOut} operations on poles that only the survey knows were left out`,
      });
    },
  }),
];

function hasSurvey({ store, working }: CommandContext): boolean {
  const id = store.getState().scenario?.id;
  return id !== undefined && working?.document(id)?.survey !== undefined;
}

function show(
  context: Parameters<typeof showEdition>[0],
  document: Parameters<typeof showEdition>[1],
  label: string,
  text: { readonly zh: string; readonly en: string },
): void {
  const open = context.store.getState().scenario?.alternative ?? 'base';
  const stays = document.alternatives.some(({ id }) => id === open);
  showEdition(context, document, stays ? open : 'base', label, { leftOut: [] });
  // Not part of the step: an undo brings the document back, not what was said about it.
  context.store.change((draft) => {
    draft.select = null;
    draft.highlight = [];
    draft.notices = [...draft.notices.filter(({ key }) => key !== 'survey'), { key: 'survey', tone: 'info', text }];
  });
}
