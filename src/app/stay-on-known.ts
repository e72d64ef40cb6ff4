import type { SessionStore } from '../state/store.ts';
import { type Notices, noAlternative, noAsset } from './notices.ts';

/**
 * A link may name an alternative that the draft does not hold any more: the session goes to the base then, and says so.
 *
 * @param alternatives those of a scenario; undefined while it is not known
 * @param exists whether there is such an asset, planned ones included
 */
export function stayOnKnown(
  store: SessionStore,
  alternatives: (scenario: string) => readonly string[] | undefined,
  exists: (asset: string) => boolean,
  notices: Notices,
): void {
  const { scenario, compare, select } = store.getState();
  if (select !== null && !exists(select)) {
    store.change((draft) => {
      draft.select = null;
    });
    notices.show(noAsset(select));
  }
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
