import { LAMP_CLASSES, type LampClass } from '../../domain/lamp-class.ts';
import { withPhotometry } from '../../scenario/lighting/own-photometry.ts';
import { parseLuminairePhotometry, parseLuxSurvey } from '../../wire/scenario-document.ts';
import { type Command, type CommandContext, command, option } from '../command.ts';
import { openDocument, showEdition } from '../editions.ts';
import { LIGHT_VIEWS, type LightView } from '../session.ts';

const editable = ({ store, working }: CommandContext) =>
  working !== undefined && store.getState().scenario !== null && store.getState().consents === 'all';

/** How the light of the plan's road is shown on its ground, and the files that it is computed from and held against. */
export const LIGHT_COMMANDS: readonly Command[] = [
  command('light.show', {
    title: { zh: '照度图 / 等照度线', en: 'Illuminance map / isolines' },
    key: 'l',
    palette: true,
    enabled: ({ store }) => store.getState().scenario !== null,
    perform: ({ store }, argument) => {
      const current = store.getState().light;
      const light: LightView =
        argument === undefined ? (current === 'off' ? 'both' : 'off') : option(argument, LIGHT_VIEWS, 'Light');
      store.change((draft) => {
        draft.light = light;
      });
    },
  }),
  command('light.photometry', {
    title: { zh: '更换灯具配光', en: 'Change the photometry of lamps' },
    enabled: editable,
    perform: (context, argument) => {
      const { working, document } = openDocument(context);
      const given = (typeof argument === 'object' ? argument : null) as Readonly<Record<string, unknown>> | null;
      const lamp: LampClass = option(given?.lamp, LAMP_CLASSES, 'Lamp class');
      const file = given?.photometry ?? null;
      const next = withPhotometry(document, lamp, file === null ? null : parseLuminairePhotometry(file));
      showEdition({ ...context, working }, next, shown(context), 'light.photometry');
    },
  }),
  command('light.survey', {
    title: { zh: '导入实测照度', en: 'Bring in measured illuminance' },
    enabled: editable,
    perform: (context, argument) => {
      const { working, document } = openDocument(context);
      const { luxSurvey: _, ...rest } = document;
      const next = argument === null ? rest : { ...rest, luxSurvey: parseLuxSurvey(argument) };
      showEdition({ ...context, working }, next, shown(context), 'light.survey');
    },
  }),
];

function shown({ store }: CommandContext): string {
  return store.getState().scenario?.alternative ?? 'base';
}
