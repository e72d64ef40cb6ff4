import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandContext } from '../command.ts';
import { runCommand } from '../commands.ts';
import { readLink } from '../link.ts';
import { DEFAULT_SESSION } from '../session.ts';
import { createSessionStore } from '../store.ts';

const POLYGON = 'S_INTERSECTS(geometry, POLYGON((116.57 35.4, 116.62 35.39, 116.63 35.45)))';

describe('choosing assets', () => {
  let context: CommandContext;
  const state = () => context.store.getState();
  const run = (id: string, argument?: unknown) => runCommand(context, id, argument);
  beforeEach(() => {
    context = {
      store: createSessionStore(),
      layers: ['lamp', 'pole'],
      alternatives: () => undefined,
      assetLayer: () => undefined,
      basemaps: [],
    };
  });

  it('replaces, adds, takes off, and undoes each step', () => {
    run('selection.area', 'polygon');
    run('selection.set', { where: POLYGON });
    expect([state().selection, state().area]).toEqual([POLYGON, null]);
    run('selection.set', { where: 'power > 100', how: 'add' });
    run('selection.set', { where: "id = 'L-1'", how: 'subtract' });
    expect(state().selection).toBe(`(${POLYGON} OR power > 100) AND NOT id = 'L-1'`);
    run('undo');
    expect(state().selection).toBe(`${POLYGON} OR power > 100`);
    run('undo');
    run('undo');
    expect([state().selection, state().area]).toEqual([null, null]);
    run('redo');
    expect(state().selection).toBe(POLYGON);
    run('selection.clear');
    expect(state().selection).toBeNull();
    run('undo');
    expect(state().selection).toBe(POLYGON);
  });

  it('filters a layer, and opens its table', () => {
    run('layer.filter', { layer: 'lamp', where: "power>100 AND type='post-top'" });
    expect(state().looks).toEqual({ lamp: { filter: "power > 100 AND type = 'post-top'" } });
    expect(() => run('layer.filter', { layer: 'pole', where: 'dim > 1' })).toThrow(/no field "dim"/);
    run('layer.filter', { layer: 'lamp', where: null });
    expect(state().looks).toEqual({});
    run('undo');
    expect(state().looks.lamp?.filter).toContain('power > 100');
    run('table.show', 'pole');
    expect([state().table, state().layers]).toEqual(['pole', ['pole']]);
    run('table.show');
    expect(state().table).toBeNull();
    expect(() => run('table.show', 'nowhere')).toThrow(/expected one of lamp, pole/);
  });

  it('colours a layer by the likeliest method, beside its filter', () => {
    run('layer.filter', { layer: 'lamp', where: 'power > 100' });
    run('layer.color', { layer: 'lamp', color: { field: 'type' } });
    expect(state().looks.lamp).toEqual({ filter: 'power > 100', color: { field: 'type', by: 'kinds', classes: 5 } });
    run('layer.color', { layer: 'lamp', color: { field: 'height', by: 'jenks', classes: 3 } });
    expect(state().looks.lamp?.color).toEqual({ field: 'height', by: 'jenks', classes: 3 });
    expect(() => run('layer.color', { layer: 'lamp', color: { field: 'depth' } })).toThrow(/has no such field/);
    run('layer.color', { layer: 'lamp', color: null });
    expect(state().looks.lamp).toEqual({ filter: 'power > 100' });
  });

  it('brings a layer together in the overview', () => {
    run('density.set', { layer: 'lamp', measure: 'sum', field: 'power' });
    expect(state().density).toEqual({ layer: 'lamp', kind: 'hexagon', measure: 'sum', field: 'power' });
    expect(() => run('density.set', { layer: 'lamp', measure: 'sum', field: 'road' })).toThrow(/has no such number/);
    run('density.set', null);
    expect(state().density).toBeNull();
    run('undo');
    expect(state().density?.layer).toBe('lamp');
  });

  it('refuses what no layer can answer, and what is too long for a link', () => {
    expect(() => run('selection.set', 'depth > 3')).toThrow(/no field "depth" in Street lamps, .*there are id/);
    expect(() => run('selection.set', 7)).toThrow(/expected a CQL2 filter/);
    expect(() => run('selection.set', { where: 'power > 1', how: 'xor' })).toThrow(/replace, add, subtract/);
    const many = `id IN (${Array.from({ length: 250 }, (_, i) => `'L-${i}000'`).join(', ')})`;
    run('selection.set', many);
    expect(() => run('selection.set', { where: many.replaceAll('L-', 'M-'), how: 'add' })).toThrow(/at most 4000/);
    expect(state().selection).toBe(many);
  });

  it('leaves out of a link what it cannot read, and says so', () => {
    const { selection, looks, notices } = readLink('?selection=power+>&filter.lamp=depth>1', context);
    expect([selection, looks]).toEqual([undefined, undefined]);
    expect(notices?.[0]?.text.zh).toContain('selection=power >');
    expect(notices?.[0]?.text.zh).toContain('filter.lamp=depth>1');
  });
});

it('what is near an asset, a line or an area is chosen by its distance', () => {
  const store = createSessionStore({ ...DEFAULT_SESSION, layers: ['lamp'] });
  const near: CommandContext = {
    store,
    layers: ['lamp', 'pole'],
    alternatives: () => undefined,
    assetLayer: () => 'lamp',
    basemaps: [],
    footing: (id) => (id === 'LP-1' ? { path: [[116.59, 35.42]], filled: false } : undefined),
  };
  const run = (argument: unknown) => runCommand(near, 'selection.near', argument);
  run({ of: { asset: 'LP-1' }, metres: 50 });
  expect(store.getState().selection).toBe('DISTANCE(geometry, POINT(116.59 35.42)) <= 50');
  run({
    of: {
      ring: [
        [116.59, 35.42],
        [116.6, 35.42],
        [116.6, 35.43],
      ],
    },
    metres: 0,
    how: 'add',
  });
  expect(store.getState().selection).toBe(
    'DISTANCE(geometry, POINT(116.59 35.42)) <= 50 OR DISTANCE(geometry, POLYGON((116.59 35.42, 116.6 35.42, 116.6 35.43))) <= 0',
  );
  runCommand(near, 'undo', undefined);
  expect(store.getState().selection).toBe('DISTANCE(geometry, POINT(116.59 35.42)) <= 50');
  expect(() => run({ of: { asset: 'LP-2' }, metres: 50 })).toThrow(/"LP-2"/);
  expect(() => run({ of: { asset: 'LP-1' }, metres: -1 })).toThrow(/-1: give 0 to 50000 metres/);
  expect(() => run({ of: { ring: [[116.59, 35.42]] }, metres: 5 })).toThrow(/give \{asset: id\}/);
});
