import { expect, test } from 'vitest';
import { parseInstant } from '../../domain/clock.ts';
import type { Operation } from '../../wire/scenario-document.ts';
import { compileScenario } from '../compile.ts';
import { mergeInto, shortStreetDocument, shortStreetTables } from '../fixture/short-street.ts';
import { sightInputs } from '../sight/assumptions.ts';
import { gatherEvidence } from './evidence.ts';
import { signalViewsOf } from './signal-views.ts';
import type { Surroundings } from './surroundings.ts';

const INPUTS = sightInputs();
/** `x` metres east of 116.56°, `y` metres north of the street at 35.42° N. */
const at = (x: number, y: number): [number, number] => [116.56 + x / 90_870, 35.42 + y / 110_950];

function carrier(id: string, x: number, mounts: string): Operation {
  const attributes = { class: 'MF', mounts, district: '任城区', height: 7 };
  return { op: 'add', asset: { layer: 'pole', id, position: [...at(x, -9), 0], heading: 0, attributes }, day: 8 };
}

/** A head at 60 m that faces west, and what drivers see of it who come from the west to a stop line at 35 m. */
function views(surroundings: Surroundings, operations: Operation[] = []) {
  const document = shortStreetDocument(
    [carrier('MF1', 60, 'vehicle-signal:6:270'), ...operations],
    [mergeInto('MF1', 'pole', 'TG1', ['sign:2.6:90', 'sign:3.4:90'])],
  );
  const compiled = compileScenario(document, shortStreetTables(), parseInstant('2026-05-01T00:00:00+08:00'), 480);
  return signalViewsOf(gatherEvidence(compiled, 'X', surroundings), 50, INPUTS);
}

const approaches = [{ stopLine: at(35, -5), bearing: 90 }];
const clear = { approaches, trees: [], buildings: [] };

test('without stop lines there is no approach to look along; without trees and houses that is said', () => {
  expect(views({})).toBeNull();
  expect(views({ approaches })?.unknown).toEqual(['trees', 'buildings']);
  expect(views(clear)?.unknown).toEqual([]);
});

test('the head that faces the approach is seen from its stopping sight on, and its own pole hides nothing', () => {
  const found = views(clear)?.approaches[0]?.heads ?? [];
  expect(found.map(({ pole }) => pole.id)).toEqual(['MF1']);
  expect(found[0]?.view.hidden).toEqual([]);
  expect(found[0]?.view.continuousFrom).toBeCloseTo(50 / 3 + (1.2 * 2500) / 101.6 + 5, 6);
  expect(views({ ...clear, approaches: [{ stopLine: at(85, -5), bearing: 270 }] })?.approaches[0]?.heads).toEqual([]);
});

test('what hides it is named: the tree by its place in the list, the house, and a pole by its id', () => {
  const trees = [
    { position: at(200, 0), height: 9, crown: 6 },
    { position: at(45, -6), height: 7, crown: 6 },
  ];
  const ring = [at(20, -40), at(40, -40), at(40, 10), at(20, 10)];
  const by = (surroundings: Surroundings, operations?: Operation[]) => [
    ...new Set(
      views(surroundings, operations)?.approaches[0]?.heads.flatMap(({ view }) =>
        view.hidden.flatMap((each) => each.by),
      ),
    ),
  ];
  expect(by({ ...clear, trees })).toEqual(['tree#2']);
  expect(by({ ...clear, buildings: [{ ring, height: 15 }] })).toEqual(['building#1']);
  const panels = 'guide-sign:3:270|guide-sign:4:270|guide-sign:5:270';
  expect(by(clear, [carrier('MF2', 55, panels)])).toContain('MF2');
});
