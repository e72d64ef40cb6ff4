import { describe, expect, test } from 'vitest';
import { compileScenario } from '../scenario/compile.ts';
import { greedyPlan } from '../scenario/fixture/greedy-plan.ts';
import { syntheticStreet } from '../scenario/fixture/synthetic-street.ts';
import { polesStanding } from '../scenario/poles-standing.ts';
import type { CommandContext } from '../state/command.ts';
import { runCommand } from '../state/commands.ts';
import { createSessionStore } from '../state/store.ts';
import type { ScenarioDocument } from '../wire/scenario-document.ts';
import type { City } from './load-city.ts';
import { createScenarios } from './scenarios.ts';

const NOW = Date.UTC(2026, 10, 23);
const street = syntheticStreet(600, 1);
const built = greedyPlan(street);
/** The planner's own: the full merge under another letter, its carriers under their own ids. */
const own = JSON.parse(
  JSON.stringify({ ...built.alternatives[1], id: 'P' }).replaceAll('-MF-', '-PMF-'),
) as ScenarioDocument['alternatives'][number];

async function opened(draft: ScenarioDocument | null = null) {
  const store = createSessionStore();
  const fetched: string[] = [];
  const scenarios = createScenarios({
    city: {
      assets: street.tables,
      catalog: {
        city: { utcOffset: 480 },
        scenarios: [
          { id: built.id, url: 'scenarios/x.json', alternatives: built.alternatives.map(({ id }) => ({ id })) },
        ],
      },
    } as unknown as City,
    gateway: {
      origin: '',
      role: 'operator',
      fetch: async (url) => {
        fetched.push(String(url));
        return Response.json(built);
      },
    },
    now: () => NOW,
    edition: (id) => store.getState().editions[id] ?? 0,
    draft: async (_id, use) => draft && use(draft),
    onLeftOut: () => undefined,
  });
  const downloads: ScenarioDocument[] = [];
  const context: CommandContext = {
    store,
    layers: [],
    alternatives: scenarios.alternatives,
    assetLayer: () => undefined,
    basemaps: [],
    working: {
      document: (id) => scenarios.get(id)?.document ?? null,
      keep: scenarios.keep,
      tables: street.tables,
      download: (document) => void downloads.push(document),
    },
  };
  await scenarios.load(built.id);
  runCommand(context, 'scenario.open', `${built.id}.B`);
  return { store, scenarios, context, fetched, downloads };
}

describe('a working document', () => {
  test('takes a plan as alternative P, judged like the others; undo takes it back, redo brings it again', async () => {
    const { store, scenarios, context } = await opened();
    expect(scenarios.alternatives(built.id)).toEqual(['base', 'A', 'B', 'C']);
    runCommand(context, 'scenario.adopt', own);
    expect(scenarios.alternatives(built.id)).toEqual(['base', 'A', 'B', 'C', 'P']);
    expect(store.getState().scenario).toEqual({ id: built.id, alternative: 'P' });
    const compiled = scenarios.get(built.id);
    if (!compiled) throw new Error('the plan is open');
    expect(polesStanding(compiled, 'P', compiled.end)).toBe(polesStanding(compiled, 'B', compiled.end));
    runCommand(context, 'compare.set', `${built.id}.B`);
    runCommand(context, 'undo', undefined);
    runCommand(context, 'undo', undefined);
    expect(scenarios.alternatives(built.id)).toEqual(['base', 'A', 'B', 'C']);
    expect(store.getState().scenario?.alternative).toBe('B');
    runCommand(context, 'redo', undefined);
    expect(scenarios.get(built.id)).toBe(compiled);
  });

  test('another plan takes the place of the one before', async () => {
    const { scenarios, context } = await opened();
    runCommand(context, 'scenario.adopt', own);
    runCommand(context, 'scenario.adopt', { ...own, title: { zh: '又一稿', en: 'Another' } });
    expect(
      scenarios
        .get(built.id)
        ?.document.alternatives.map(({ id, title }) => `${id} ${title.en}`)
        .at(-1),
    ).toBe('P Another');
    expect(scenarios.alternatives(built.id)?.filter((id) => id === 'P')).toHaveLength(1);
  });

  test('what is no alternative, or would replace a built one, is refused and changes nothing', async () => {
    const { store, context } = await opened();
    const before = store.getState();
    for (const bad of [null, 'P', { ...own, id: 'B' }, { ...own, id: 'base' }, { ...own, phases: [{ id: 'P0' }] }])
      expect(() => runCommand(context, 'scenario.adopt', bad)).toThrow(/Alternative/);
    expect(store.getState()).toBe(before);
  });

  test('leaves as a file and comes back from it', async () => {
    const first = await opened();
    runCommand(first.context, 'scenario.adopt', own);
    runCommand(first.context, 'scenario.export', undefined);
    const second = await opened();
    runCommand(second.context, 'scenario.import', JSON.stringify(first.downloads[0]));
    expect(second.scenarios.get(built.id)?.document).toEqual(first.scenarios.get(built.id)?.document);
    runCommand(second.context, 'undo', undefined);
    expect(second.scenarios.get(built.id)?.document).toEqual(built);
  });

  test('a file that does not fit is named and changes nothing; unknown assets are named and left out', async () => {
    const { store, scenarios, context } = await opened();
    const before = store.getState();
    for (const [file, words] of [
      ['{', /no JSON/],
      [JSON.stringify({ ...built, slices: 3 }), /slices/],
      [JSON.stringify({ ...built, id: 'elsewhere' }), /elsewhere/],
    ] as const)
      expect(() => runCommand(context, 'scenario.import', file)).toThrow(words);
    expect(store.getState()).toBe(before);
    const baseline = [...built.baseline, { layer: 'lamp', ids: ['LP-GONE'] }];
    runCommand(context, 'scenario.import', { ...built, baseline });
    expect(store.getState().notices.at(-1)?.text.en).toContain('LP-GONE');
    expect(scenarios.get(built.id)?.document.baseline).toEqual(built.baseline);
  });

  test('a saved draft is opened instead of the built document, which is then not fetched', async () => {
    const saved = { ...built, alternatives: [...built.alternatives, own] };
    const { scenarios, fetched } = await opened(saved);
    expect(scenarios.get(built.id)).toEqual(compileScenario(saved, street.tables, NOW, 480));
    expect(fetched).toEqual([]);
  });
});
