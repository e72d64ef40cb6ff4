import type { Session } from '../../state/session.ts';
import { usePort, useSay, useSession } from '../desk-context.ts';
import { Icon, type IconId } from '../Icon.tsx';

/** Tools by their command, in the order of the bar. */
const TOOLS: readonly {
  readonly command: string;
  readonly icon: IconId;
  readonly on: (session: Session) => boolean;
}[] = [
  { command: 'measure.distance', icon: 'ruler', on: ({ measure }) => measure?.kind === 'distance' },
  { command: 'measure.area', icon: 'area', on: ({ measure }) => measure?.kind === 'area' },
  { command: 'measure.height', icon: 'height', on: ({ measure }) => measure?.kind === 'height' },
  { command: 'panel.buffer', icon: 'buffer', on: ({ panels }) => panels.buffer },
  { command: 'walk.toggle', icon: 'walk', on: ({ walking }) => walking },
  { command: 'panel.bookmarks', icon: 'bookmark', on: ({ panels }) => panels.bookmarks },
  { command: 'panel.own', icon: 'own', on: ({ panels }) => panels.own },
  { command: 'clip.box', icon: 'clip', on: ({ clip }) => clip !== null },
];

/** One picture a tool; name and key are its title. */
export function ToolButtons() {
  return TOOLS.map(({ command, icon, on }) => <ToolButton key={command} command={command} icon={icon} on={on} />);
}

function ToolButton({ command, icon, on }: (typeof TOOLS)[number]) {
  const port = usePort();
  const say = useSay();
  const pressed = useSession(on);
  const found = port.commands.find((each) => each.id === command);
  if (!found) return null;
  return (
    <button
      type="button"
      className="quiet"
      aria-pressed={pressed}
      aria-label={say(found.title)}
      title={`${say(found.title)} (${(found.key ?? '').toUpperCase()})`}
      onClick={(event) => {
        // The keyboard goes on to the tool, or its Enter would press the button again.
        event.currentTarget.blur();
        port.run(command);
      }}
    >
      <Icon id={icon} />
    </button>
  );
}
