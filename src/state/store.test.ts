import { describe, expect, it } from 'vitest';
import { seededRandom } from '../domain/random.ts';
import type { CommandContext } from './command.ts';
import { runCommand } from './commands.ts';
import { createSessionStore } from './store.ts';

function desk(): CommandContext {
  return {
    store: createSessionStore(),
    layers: ['bridge', 'lamp', 'pole'],
    alternatives: (id) => (id === 'guanghe-poles' ? ['base', 'B'] : undefined),
    assetLayer: (id) => (id === 'LP-1' ? 'lamp' : undefined),
    basemaps: ['aerial'],
  };
}

describe('session store and commands', () => {
  it('undoes any sequence of undoable commands back to the start, and redoes it to the end', () => {
    const context = desk();
    const random = seededRandom(3);
    const steps: [string, unknown][] = [
      ['layer.toggle', 'lamp'],
      ['layer.toggle', { id: 'pole', shown: true }],
      ['scenario.open', 'guanghe-poles.B'],
      ['scenario.open', null],
      ['compare.set', 'guanghe-poles.base'],
      ['asset.select', 'LP-1'],
      ['asset.select', null],
      ['mode.set', 'hall'],
      ['mode.set', 'review'],
      ['style.set', 'white'],
      ['style.set', undefined],
    ];
    const start = context.store.getState();
    for (let i = 0; i < 200; i++) {
      const [id, argument] = steps[Math.floor(random() * steps.length)] as [string, unknown];
      runCommand(context, id, argument);
    }
    const end = context.store.getState();
    expect(end).not.toEqual(start);
    while (context.store.canUndo()) runCommand(context, 'undo', undefined);
    expect({ ...context.store.getState(), notices: [] }).toEqual(start);
    expect(context.store.getState().notices.map((notice) => notice.key)).toEqual(['step']);
    while (context.store.canRedo()) runCommand(context, 'redo', undefined);
    expect({ ...context.store.getState(), notices: [] }).toEqual(end);
  });

  it('keeps layers in catalog order however they are toggled', () => {
    const context = desk();
    for (const id of ['pole', 'bridge', 'lamp']) runCommand(context, 'layer.toggle', id);
    expect(context.store.getState().layers).toEqual(['bridge', 'lamp', 'pole']);
  });

  it('refuses unknown names with the value and what exists', () => {
    const context = desk();
    expect(() => runCommand(context, 'layer.toggle', 'trams')).toThrow(/trams.*bridge, lamp, pole/);
    expect(() => runCommand(context, 'scenario.open', 'guanghe-poles.Z')).toThrow(/"Z".*base, B/);
    expect(() => runCommand(context, 'time.set', 'T3')).toThrow(/scenario/);
    expect(() => runCommand(context, 'time.set', 'soon')).toThrow(/RFC 3339/);
    expect(() => runCommand(context, 'style.set', 'neon')).toThrow(/"neon".*natural, white, status, translucent/);
    expect(() => runCommand(context, 'camera.set', [1, 2, 3])).toThrow(/heading/);
    expect(() => runCommand(context, 'nonsense', 1)).toThrow(/time\.set/);
  });
});
