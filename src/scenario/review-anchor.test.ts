import { expect, test } from 'vitest';
import { parseInstant } from '../domain/clock.ts';
import type { ReviewAnchor } from '../domain/review/review.ts';
import type { Operation } from '../wire/scenario-document.ts';
import { compileScenario } from './compile.ts';
import { addCarrier, mergeInto, shortStreetDocument, shortStreetTables } from './fixture/short-street.ts';
import { anchorState } from './review-anchor.ts';

const NOW = parseInstant('2026-05-01T12:00:00+08:00');
const TABLES = shortStreetTables();
const planOf = (p1: Operation[], p5: Operation[]) => compileScenario(shortStreetDocument(p1, p5), TABLES, NOW, 480);

const BUILT = planOf(
  [addCarrier('MF1', 'luminaire:10:0', 8)],
  [mergeInto('MF1', 'lamp', 'L1', ['luminaire:10:0'], { migrated: 12, day: 15 })],
);
const WITHOUT = planOf([], []);

function anchor(layer: string, id: string, change: Partial<ReviewAnchor> = {}): ReviewAnchor {
  const table = BUILT.assets.get(layer);
  const slot = table?.ids.indexOf(id) ?? -1;
  return {
    place: [table?.positions[3 * slot] ?? 0, table?.positions[3 * slot + 1] ?? 0, 8],
    object: { layer, id },
    moment: { kind: 'slice', slice: 'T6' },
    plan: { id: BUILT.id, alternative: 'X', version: 1, edition: null },
    compare: null,
    view: [0, 0, 0, 0, 0, 0],
    ...change,
  };
}
const state = (each: ReviewAnchor, plan: typeof BUILT | null) => anchorState(each, (layer) => TABLES.get(layer), plan);

test('a planned pole that a later version does not build is removed', () => {
  expect(state(anchor('pole', 'MF1'), BUILT)).toBe('stands');
  expect(state(anchor('pole', 'MF1'), WITHOUT)).toBe('removed');
});

test('a pole that a later version takes down is removed at that moment, not before it and not where it is compared with today', () => {
  const lamp = anchor('lamp', 'L1');
  expect(state(lamp, WITHOUT)).toBe('stands');
  expect(state(lamp, BUILT)).toBe('removed');
  expect(state({ ...lamp, moment: { kind: 'now' } }, BUILT)).toBe('stands');
  const compare = { alternative: 'base', moment: null, view: 'swipe', split: 0.5 };
  expect(state({ ...lamp, compare }, BUILT)).toBe('stands');
});

test('an object that stands elsewhere, or has a moved twin, has moved', () => {
  const lamp = anchor('lamp', 'L2');
  expect(state({ ...lamp, place: [116.56041, 35.4199, 8] }, BUILT)).toBe('moved');
  const moved = planOf([{ op: 'move', target: { layer: 'lamp', id: 'L2' }, to: [116.56045, 35.4199], heading: 0 }], []);
  expect(state(lamp, moved)).toBe('moved');
});

test('a bare place names nothing; of a plan that is not open only what stands today is known', () => {
  expect(state({ ...anchor('lamp', 'L1'), object: null }, null)).toBe('bare');
  expect(state(anchor('lamp', 'L1'), null)).toBe('stands');
  expect(state(anchor('pole', 'MF1'), null)).toBe('unknown');
  expect(state(anchor('pole', 'NOBODY', { plan: null }), null)).toBe('removed');
});
