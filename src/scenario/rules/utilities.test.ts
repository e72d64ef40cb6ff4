import { expect, test } from 'vitest';
import { parseInstant } from '../../domain/clock.ts';
import { distance } from '../../domain/geo/local-frame.ts';
import type { PlannedAsset } from '../../wire/scenario-document.ts';
import { compileScenario } from '../compile.ts';
import { shortStreetDocument, shortStreetTables } from '../fixture/short-street.ts';
import { gatherEvidence } from './evidence.ts';
import { UTILITY_RULES } from './utilities.ts';

const plain = compileScenario(
  shortStreetDocument([], []),
  shortStreetTables(),
  parseInstant('2026-05-01T00:00:00+08:00'),
  480,
);
/** A gas pipe along the poles, so far north of them. */
const gas = (north: number): PlannedAsset => ({
  layer: 'underground-line',
  id: 'G',
  position: [116.56, 35.4199 + north, 0],
  heading: 0,
  attributes: { kind: 'gas' },
  shape: [
    [116.55, 35.4199 + north],
    [116.57, 35.4199 + north],
  ],
});

function leastGap(drawn: number | null, surveyed: number | null): number {
  const { survey: _, ...document } = plain.document;
  const survey = { id: 'a', title: '探测', dates: null, fresh: [], unseen: [], before: {} as never };
  const compiled =
    surveyed === null ? plain : { ...plain, document: { ...document, survey: { ...survey, assets: [gas(surveyed)] } } };
  const utilities = drawn === null ? [] : [{ kind: 'gas' as const, path: gas(drawn).shape ?? [] }];
  const found = UTILITY_RULES[0]?.measure(gatherEvidence(compiled, 'base', { utilities }));
  return found?.kind === 'measured' ? Math.min(...found.values.map(({ value }) => value)) : Number.NaN;
}

test('pipes of a survey take the place of the drawn ones', () => {
  const metres = (north: number) => distance([116.56, 35.4199], [116.56, 35.4199 + north]);
  expect(leastGap(0.00001, null)).toBeCloseTo(metres(0.00001), 2);
  expect(leastGap(0.00001, 0.00003)).toBeCloseTo(metres(0.00003), 2);
  expect(leastGap(null, 0.00002)).toBeCloseTo(metres(0.00002), 2);
});
