import type { PanelId } from '../state/session.ts';
import { usePort, useSay } from './desk-context.ts';

/** Opens a panel of the mode; its name is that of the command. */
export function PanelButton({ panel }: { readonly panel: PanelId }) {
  const port = usePort();
  const say = useSay();
  const command = port.commands.find((each) => each.id === `panel.${panel}`);
  return command ? (
    <button type="button" aria-haspopup="dialog" onClick={() => port.run(command.id, true)}>
      {say(command.title)}
    </button>
  ) : null;
}
