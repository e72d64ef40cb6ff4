import { expect, test } from 'vitest';
import { parseInstant } from '../../domain/clock.ts';
import { compileScenario } from '../compile.ts';
import { shortStreetDocument, shortStreetTables } from '../fixture/short-street.ts';
import { gatherEvidence } from './evidence.ts';
import { obstaclesOf } from './obstacles.ts';

/** Metres that the shaft of TG1 reaches as an obstacle when its height is on record as `height`. */
function reachOf(height: number | null): number {
  const tables = new Map(shortStreetTables());
  const pole = tables.get('pole');
  if (!pole) return expect.unreachable();
  tables.set('pole', { ...pole, columns: { ...pole.columns, height: pole.ids.map(() => height) } });
  const compiled = compileScenario(shortStreetDocument([], []), tables, parseInstant('2026-05-01T00:00:00+08:00'), 480);
  const shafts = obstaclesOf(gatherEvidence(compiled, 'base'), 'poles')?.flatMap(({ body, pole: own }) =>
    own?.ref.id === 'TG1' && body.kind === 'cylinder' ? [body.top] : [],
  );
  return shafts?.[0] ?? expect.unreachable();
}

test('a shaft reaches as high as it is; one that nobody measured is in the way of every sight line', () => {
  expect(reachOf(4)).toBe(4);
  expect(reachOf(null)).toBe(20);
  expect(reachOf(0)).toBe(20);
});
