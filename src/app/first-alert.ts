import type { CommandContext } from '../state/command.ts';
import type { TwinPort } from '../state/port.ts';
import { liveEntries, toldQueue } from '../ui/alerts-view.ts';
import { overlook } from '../ui/look-at.ts';

/** Where the camera is, and from where the first alert of the live queue is seen; null when there is none. */
export function firstAlert(port: TwinPort): ReturnType<NonNullable<CommandContext['firstAlert']>> {
  const [first] = liveEntries(toldQueue(port), port.fleet());
  const view = first ? overlook(port, first.head.asset) : null;
  const from = port.view();
  return view && from ? { from, view } : null;
}
