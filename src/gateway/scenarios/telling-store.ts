import type { Edition } from '../edition.ts';
import type { ScenarioStore } from './scenario-store.ts';

/** The store, which tells when a version, or what is recorded about one, is another. */
export function tellingChanges(store: ScenarioStore, { told }: Edition): ScenarioStore {
  return {
    ...store,
    name: (...given) => told(store.name(...given)),
    changeRecord: (...given) => told(store.changeRecord(...given)),
  };
}
