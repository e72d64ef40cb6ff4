import type { TwinPort } from '../../state/port.ts';
import { sayIn } from '../desk-context.ts';
import { markingOf } from './stamp-text.ts';

/** The marking of a file that is handed out now; the gateway is asked who takes it where that is not known yet. */
export async function fileMarking(port: TwinPort): Promise<string> {
  const people = await port.people();
  if (people.getState() === null) await people.refresh();
  return markingOf(port, people.getState(), sayIn(port.store.getState().language));
}
