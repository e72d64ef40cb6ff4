import { usePort, useSay } from './desk-context.ts';

/** Opens the versions of the open scenario. */
export function VersionsButton() {
  const port = usePort();
  const say = useSay();
  const command = port.commands.find((each) => each.id === 'panel.versions');
  return command ? (
    <button type="button" aria-haspopup="dialog" onClick={() => port.run(command.id, true)}>
      {say(command.title)}
    </button>
  ) : null;
}
