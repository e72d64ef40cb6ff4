import type { Instant } from '../domain/clock.ts';
import type { LeftOut } from '../domain/left-out.ts';
import type { Gateway } from '../feeds/request.ts';
import { compileScenario } from '../scenario/compile.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { withKnownAssets } from '../scenario/known-assets.ts';
import { compilePossible, type Possible } from '../scenario/possible.ts';
import type { Surroundings } from '../scenario/rules/surroundings.ts';
import { parseScenarioDocument, type ScenarioDocument } from '../wire/scenario-document.ts';
import { parseSurroundings } from '../wire/surroundings.ts';
import { type City, json } from './load-city.ts';

/** The scenarios of a city: which there are, and each one compiled when it is first opened, with every later edition. */
export interface Scenarios {
  /** Alternatives of a scenario, `base` first; undefined when the city has no such scenario. */
  alternatives(id: string): readonly string[] | undefined;
  /** The edition that the session shows, or null while the scenario is on its way. */
  get(id: string): CompiledScenario | null;
  /** Loads and compiles once: the draft where one was saved, else the built document. Rejects with what is wrong. */
  load(id: string): Promise<CompiledScenario>;
  /** Compiles a part of a plan, which is never kept. */
  part(document: ScenarioDocument): CompiledScenario;
  /** Compiles a further edition of a document; see `WorkingDocuments`. Throws ScenarioError. */
  keep(
    document: ScenarioDocument,
    foreign?: boolean,
  ): { readonly edition: number; readonly leftOut: readonly LeftOut[] };
}

interface Sources {
  readonly city: City;
  readonly gateway: Gateway;
  readonly now: () => Instant;
  /** Number of the edition that the session shows; 0 is the one that was loaded. */
  readonly edition: (id: string) => number;
  /** A saved draft, compiled with `use`; null when there is none or it cannot be used. */
  readonly draft: (
    id: string,
    use: (document: ScenarioDocument) => CompiledScenario,
  ) => Promise<CompiledScenario | null>;
  /** Parts of a saved draft that cannot be any more: the city was rebuilt, or its start has passed. */
  readonly onLeftOut: (leftOut: readonly LeftOut[]) => void;
}

/** What a planner's own alternatives are called before their draft is loaded: a link may name one. */
const OWN = 'P';

export function createScenarios({ city, gateway, now, edition, draft, onLeftOut }: Sources): Scenarios {
  const loading = new Map<string, Promise<CompiledScenario>>();
  /** By scenario; the number of an edition is its place in the list. */
  const ready = new Map<string, CompiledScenario[]>();
  /** What stands around the road of each scenario; every edition of it is judged by the same. */
  const around = new Map<string, Surroundings>();
  const compile = (document: ScenarioDocument) =>
    compileScenario(document, city.assets, now(), city.catalog.city.utcOffset, around.get(document.id));
  function known(document: ScenarioDocument): Possible {
    const { document: rest, leftOut } = withKnownAssets(document, city.assets);
    return { compiled: compile(rest), leftOut };
  }
  /** As far as it goes: what is unknown here, impossible or contradictory is left out and named. */
  function possible(document: ScenarioDocument): Possible {
    const { document: rest, leftOut } = withKnownAssets(document, city.assets);
    const made = compilePossible(rest, city.assets, now(), city.catalog.city.utcOffset, around.get(rest.id));
    return { compiled: made.compiled, leftOut: [...leftOut, ...made.leftOut] };
  }
  const get = (id: string) => ready.get(id)?.[edition(id)] ?? null;

  function fromDraft(document: ScenarioDocument): CompiledScenario {
    const { compiled, leftOut } = possible(document);
    if (leftOut.length > 0) onLeftOut(leftOut);
    return compiled;
  }

  async function open({ id, url, surroundings }: City['catalog']['scenarios'][number]): Promise<CompiledScenario> {
    if (surroundings) around.set(id, parseSurroundings(await json(gateway, `/city/${surroundings}`), surroundings));
    const compiled =
      (await draft(id, fromDraft)) ?? compile(parseScenarioDocument(await json(gateway, `/city/${url}`), url));
    ready.set(id, [compiled]);
    return compiled;
  }
  return {
    alternatives(id) {
      const compiled = get(id);
      if (compiled) return compiled.alternatives.map((each) => each.id);
      const entry = city.catalog.scenarios.find((each) => each.id === id);
      if (!entry) return undefined;
      const own = gateway.role === 'public' ? [] : [OWN];
      return ['base', ...entry.alternatives.map((alternative) => alternative.id), ...own];
    },
    get,
    load(id) {
      const entry = city.catalog.scenarios.find((each) => each.id === id);
      if (!entry) return Promise.reject(new RangeError(`Unknown scenario "${id}".`));
      let promise = loading.get(id);
      if (!promise) {
        promise = open(entry).catch((error: unknown) => {
          loading.delete(id);
          throw error;
        });
        loading.set(id, promise);
      }
      return promise;
    },
    part: compile,
    keep(document, foreign = false) {
      const editions = ready.get(document.id);
      if (!editions) throw new RangeError(`Scenario "${document.id}" is not open; run scenario.open first.`);
      const { compiled, leftOut } = foreign ? possible(document) : known(document);
      editions.push(compiled);
      return { edition: editions.length - 1, leftOut };
    },
  };
}
