import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandContext } from '../command.ts';
import { runCommand } from '../commands.ts';
import { createSessionStore } from '../store.ts';

describe('commands of the comparison', () => {
  let context: CommandContext;
  const state = () => context.store.getState();
  const run = (id: string, argument?: unknown) => runCommand(context, id, argument);
  beforeEach(() => {
    context = {
      store: createSessionStore(),
      layers: [],
      alternatives: () => ['base', 'A', 'B'],
      assetLayer: () => undefined,
      basemaps: [],
    };
    run('scenario.open', 'guanghe-poles.B');
  });

  it('a view compares with today, unless something else is compared already', () => {
    run('compare.view', 'onion');
    expect(state().compare).toEqual({ id: 'guanghe-poles', alternative: 'base' });
    run('compare.set', 'guanghe-poles.A');
    run('compare.view', 'side-by-side');
    expect(state().compare?.alternative).toBe('A');
    expect(() => run('compare.view', 'mirror')).toThrow(/swipe/);
  });

  it('its key begins with the view that is set and goes round from there', () => {
    const seen: string[] = [];
    for (let i = 0; i < 4; i++) {
      run('compare.view');
      seen.push(state().compareView);
    }
    expect(seen).toEqual(['swipe', 'side-by-side', 'onion', 'swipe']);
  });

  it('a time of its own is kept while the playhead goes on, and given up again', () => {
    run('time.set', 'T2');
    run('compare.time');
    run('time.set', 'T5');
    expect(state().compareAt).toEqual({ kind: 'slice', slice: 'T2' });
    // Nothing else was compared: it is the same plan at two times.
    expect(state().compare).toEqual({ id: 'guanghe-poles', alternative: 'B' });
    run('compare.time');
    expect(state().compareAt).toBeNull();
    run('compare.time', 'T1');
    run('compare.set', null);
    expect(state().compareAt).toBeNull();
  });

  it('is undone step by step', () => {
    run('compare.time', 'T1');
    run('compare.view', 'onion');
    run('undo');
    expect([state().compareView, state().compareAt]).toEqual(['swipe', { kind: 'slice', slice: 'T1' }]);
    run('undo');
    expect([state().compare, state().compareAt]).toEqual([null, null]);
  });

  it('ends with the plan', () => {
    run('compare.time', 'T1');
    run('scenario.open', null);
    expect([state().compare, state().compareAt]).toEqual([null, null]);
    expect(() => run('compare.view', 'onion')).toThrow(/not available/);
  });
});
