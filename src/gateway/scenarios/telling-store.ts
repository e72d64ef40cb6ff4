import type { Audit } from '../people/audit.ts';
import type { ScenarioStore } from './scenario-store.ts';

/** A store of scenarios that says when a version, or what is recorded about one, is another. */
export interface TellingScenarios extends ScenarioStore {
  /** Number of the last such change, as the log counts; it never goes back, not by a restart either. */
  readonly edition: number;
}

export function tellingChanges(store: ScenarioStore, audit: Audit, changed: () => void): TellingScenarios {
  let edition = audit.last;
  async function told<T>(work: Promise<T>): Promise<T> {
    const result = await work;
    edition = audit.last;
    changed();
    return result;
  }
  return {
    ...store,
    get edition() {
      return edition;
    },
    name: (...given) => told(store.name(...given)),
    changeRecord: (...given) => told(store.changeRecord(...given)),
  };
}
