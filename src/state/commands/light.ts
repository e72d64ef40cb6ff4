import { type Command, command, option } from '../command.ts';
import { LIGHT_VIEWS, type LightView } from '../session.ts';

/** How the light of the plan's road is shown on its ground. */
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
];
