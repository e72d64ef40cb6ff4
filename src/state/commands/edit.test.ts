import { beforeEach, describe, expect, test } from 'vitest';
import { slotOf } from '../../domain/asset.ts';
import { compileScenario } from '../../scenario/compile.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { greedyPlan } from '../../scenario/fixture/greedy-plan.ts';
import { syntheticStreet } from '../../scenario/fixture/synthetic-street.ts';
import type { CommandContext } from '../command.ts';
import { runCommand } from '../commands.ts';
import { createSessionStore } from '../store.ts';

const street = syntheticStreet(300);
const built = greedyPlan(street);
const CARRIER = 'MF-GUANGHE-S002';

describe('editing by hand', () => {
  let context: CommandContext;
  let editions: CompiledScenario[];
  const compile = (document: typeof built) => compileScenario(document, street.tables, Date.UTC(2026, 6, 15), 480);
  const state = () => context.store.getState();
  const shown = () => editions[state().editions[built.id] ?? 0] as CompiledScenario;
  const run = (id: string, argument?: unknown) => runCommand(context, id, argument);
  const placeOf = (id: string) => {
    const table = shown().assets.get('pole');
    const slot = table && slotOf(table, id);
    return slot === undefined ? undefined : [...(table?.positions.slice(3 * slot, 3 * slot + 2) ?? [])];
  };

  beforeEach(() => {
    editions = [compile(built)];
    context = {
      store: createSessionStore(),
      layers: [],
      alternatives: () => shown().alternatives.map(({ id }) => id),
      assetLayer: (id) => [...shown().assets].find(([, table]) => slotOf(table, id) !== undefined)?.[0],
      basemaps: [],
      working: {
        document: () => shown().document,
        keep: (document) => ({ edition: editions.push(compile(document)) - 1, leftOut: [] }),
        tables: street.tables,
        download: () => undefined,
      },
    };
    run('scenario.open', `${built.id}.B`);
    run('plan.edit', true);
  });

  test('of a built alternative goes on in a copy, in one step that undo takes back whole', () => {
    const before = placeOf(CARRIER);
    run('plan.choose', [CARRIER]);
    run('plan.move', { ids: [CARRIER], along: 3 });
    expect(state().scenario?.alternative).toBe('D');
    expect(state().editing).toEqual([`${CARRIER}.D`]);
    expect(state().notices.map(({ key }) => key)).toContain('plan.copied');
    expect(placeOf(`${CARRIER}.D`)).not.toEqual(before);
    expect(placeOf(CARRIER)).toEqual(before);
    run('undo');
    expect(state().scenario?.alternative).toBe('B');
    expect(state().editing).toEqual([CARRIER]);
    expect(shown().alternatives.map(({ id }) => id)).not.toContain('D');
    run('redo');
    expect(state().scenario?.alternative).toBe('D');
  });

  test('arrow keys move what is chosen, and further edits stay in the copy', () => {
    expect(() => run('plan.nudge.right')).toThrow(/not available/);
    run('plan.choose', [CARRIER]);
    run('plan.nudge.right');
    run('plan.nudge.left');
    expect(state().scenario?.alternative).toBe('D');
    const [x, y] = placeOf(CARRIER) as [number, number];
    const [u, v] = placeOf(`${CARRIER}.D`) as [number, number];
    expect(u).toBeCloseTo(x, 6);
    expect(v).toBeCloseTo(y, 6);
  });

  test('a refusal changes nothing and is said', () => {
    const before = state();
    expect(() => run('plan.remove', { ids: [CARRIER] })).toThrow(/takes over/);
    expect(() => run('plan.move', { ids: ['nobody'], along: 1 })).toThrow(/Unknown pole "nobody"/);
    expect(state()).toBe(before);
    run('plan.remove', { ids: [CARRIER], mounts: 'give-back' });
    expect(placeOf(`${CARRIER}.D`)).toBeUndefined();
  });
});
