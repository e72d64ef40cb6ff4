import { beforeEach, expect, test } from 'vitest';
import { MINUTE } from '../../domain/clock.ts';
import { LAYERS } from '../../domain/layers/table.ts';
import type { ScenarioDocument } from '../../wire/scenario-document.ts';
import type { CommandContext } from '../command.ts';
import { runCommand } from '../commands.ts';
import { createSessionStore } from '../store.ts';

const START = Date.UTC(2027, 5, 1);
const words = { zh: '计划', en: 'Plan' };
const built = {
  id: 'works',
  assumptions: [],
  alternatives: [
    { id: 'A', title: words, summary: words, phases: [{ id: 'P1', title: words, from: 0, to: 9, operations: [] }] },
  ],
} as unknown as ScenarioDocument;
let editions: ScenarioDocument[];
let context: CommandContext;
const state = () => context.store.getState();
const run = (id: string, argument?: unknown) => runCommand(context, id, argument);
const shown = () => editions[state().editions.works ?? 0] as ScenarioDocument;
const works = () =>
  shown()
    .alternatives.find(({ id }) => id === state().scenario?.alternative)
    ?.phases.flatMap(({ operations }) => operations.flatMap((each) => (each.op === 'add' ? [each.asset] : [])));

beforeEach(() => {
  editions = [built];
  context = {
    store: createSessionStore(),
    layers: LAYERS.map(({ id }) => id),
    alternatives: () => shown().alternatives.map(({ id }) => id),
    assetLayer: (id) => (id.startsWith('WL-') ? 'waterlogging' : undefined),
    basemaps: [],
    working: {
      document: () => shown(),
      keep: (document) => ({ edition: editions.push(document) - 1, leftOut: [] }),
      tables: new Map(),
      download: () => undefined,
    },
  };
  run('scenario.open', 'works.A');
});

test('a storm stands on the clock: its minute is an instant', () => {
  run('storm.show', { site: 'WL-01', start: START });
  expect(state().storm).toEqual({ site: 'WL-01', years: 30, minutes: 120, peak: 0.4, start: START });
  expect(state().panels.storm).toBe(true);
  expect(state().layers).toContain('drain');
  run('storm.show', { years: 100 });
  expect(state().storm).toMatchObject({ site: 'WL-01', years: 100, start: START });
  run('storm.minute', 48);
  expect(state().playhead).toEqual({ kind: 'instant', at: START + 48 * MINUTE });
  run('storm.show', null);
  expect(state().storm).toBeNull();
});

test('what cannot be is refused with its value', () => {
  expect(() => run('storm.show', { site: 'LP-1', start: START })).toThrow(/"LP-1"/);
  expect(() => run('storm.show', { site: 'WL-01', start: START, years: 0 })).toThrow(/years = 0/);
  expect(() => run('storm.show', { site: 'WL-01' })).toThrow(/Start/);
  expect(() => run('drain.add', { kind: 'moat', point: 'WL-01', at: [116, 35] })).toThrow(/moat/);
});

test('works go into a copy of a built alternative, and undo takes them back', () => {
  run('drain.add', { kind: 'tank', point: 'WL-01', at: [116.6, 35.4], sizes: { volume: 800 } });
  expect(state().scenario?.alternative).toBe('D');
  expect(works()?.map(({ attributes }) => attributes.volume)).toEqual([800]);
  const id = works()?.[0]?.id;
  run('drain.change', { id, sizes: { volume: 900 } });
  expect(works()?.map(({ attributes }) => attributes.volume)).toEqual([900]);
  run('drain.remove', id);
  expect(works()).toEqual([]);
  run('undo');
  expect(works()).toHaveLength(1);
  run('undo');
  run('undo');
  expect(state().scenario?.alternative).toBe('A');
  run('redo');
  expect(works()?.[0]?.attributes.volume).toBe(800);
});

test('the city’s own formula goes into the plan, ends what was tried on the old one, and is undone as a step', () => {
  run('storm.show', { site: 'WL-01', start: START });
  run('scenario.assume', { key: 'stormLead', value: 5000 });
  run('scenario.assume', { key: 'riverLevel', value: 1 });
  run('storm.formula', { lead: 3200, c: 0.8, b: 12, n: 0.75, source: '某建发〔2025〕12号' });
  expect(shown().assumptions.find(({ key }) => key === 'stormLead')).toMatchObject({
    value: 3200,
    source: '某建发〔2025〕12号',
  });
  expect(state().assume).toEqual({ riverLevel: 1 });
  expect(() => run('storm.formula', { lead: 3200, c: 0.8, b: 12, n: 0.75 })).toThrow(/Source ""/);
  run('undo');
  expect(shown().assumptions ?? []).toEqual(built.assumptions ?? []);
  expect(state().assume).toEqual({ stormLead: 5000, riverLevel: 1 });
});
