import type { Instant } from '../domain/clock.ts';
import type { Gateway } from '../feeds/request.ts';
import { compileScenario } from '../scenario/compile.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { parseScenarioDocument } from '../wire/scenario-document.ts';
import { type City, json } from './load-city.ts';

/** The scenarios of a city: which there are, and each one compiled when it is first opened. */
export interface Scenarios {
  /** Alternatives of a scenario, `base` first; undefined when the city has no such scenario. */
  alternatives(id: string): readonly string[] | undefined;
  /** The compiled scenario, or null while it is on its way. */
  get(id: string): CompiledScenario | null;
  /** Loads and compiles once. Rejects with what is wrong with the document. */
  load(id: string): Promise<CompiledScenario>;
}

export function createScenarios(city: City, gateway: Gateway, now: () => Instant): Scenarios {
  const loading = new Map<string, Promise<CompiledScenario>>();
  const ready = new Map<string, CompiledScenario>();
  return {
    alternatives(id) {
      const entry = city.catalog.scenarios.find((each) => each.id === id);
      return entry && ['base', ...entry.alternatives.map((alternative) => alternative.id)];
    },
    get: (id) => ready.get(id) ?? null,
    load(id) {
      const entry = city.catalog.scenarios.find((each) => each.id === id);
      if (!entry) return Promise.reject(new RangeError(`Unknown scenario "${id}".`));
      let promise = loading.get(id);
      if (!promise) {
        promise = json(gateway, `/city/${entry.url}`)
          .then((input) => {
            const document = parseScenarioDocument(input, entry.url);
            const compiled = compileScenario(document, city.assets, now(), city.catalog.city.utcOffset);
            ready.set(id, compiled);
            return compiled;
          })
          .catch((error: unknown) => {
            loading.delete(id);
            throw error;
          });
        loading.set(id, promise);
      }
      return promise;
    },
  };
}
