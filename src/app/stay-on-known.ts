import type { SessionStore } from '../state/store.ts';
import { type Notices, noAlternative } from './notices.ts';

/**
 * A link may name an alternative that the draft does not hold any more: the session goes to the base then, and says so.
 *
 * @param alternatives those of a scenario; undefined while it is not known
 */
export function stayOnKnown(
  store: SessionStore,
  alternatives: (scenario: string) => readonly string[] | undefined,
  notices: Notices,
): void {
  const { scenario, compare } = store.getState();
  const known = scenario && alternatives(scenario.id);
  if (!scenario || !known) return;
  if (compare && !known.includes(compare.alternative))
    store.change((draft) => {
      draft.compare = null;
      draft.compareAt = null;
    });
  if (known.includes(scenario.alternative)) return;
  store.change((draft) => {
    draft.scenario = { id: scenario.id, alternative: 'base' };
  });
  notices.show(noAlternative(scenario.alternative));
}
