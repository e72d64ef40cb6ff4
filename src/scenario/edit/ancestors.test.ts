import { expect, test } from 'vitest';
import type { ScenarioDocument } from '../../wire/scenario-document.ts';
import { ancestorsOf } from './ancestors.ts';
import { copyAlternative } from './copy-alternative.ts';

const words = { zh: '方案', en: 'Plan' };
const document = (...of: readonly (readonly [id: string, copyOf?: string])[]) =>
  ({
    id: 'plan',
    alternatives: of.map(([id, copyOf]) => ({
      id,
      title: words,
      summary: words,
      phases: [],
      ...(copyOf === undefined ? {} : { copyOf }),
    })),
  }) as unknown as ScenarioDocument;

test('a copy knows what it was copied from, and what that was copied from', () => {
  const once = copyAlternative(document(['B']), 'B');
  const twice = copyAlternative(once.document, once.alternative);
  expect([once.alternative, twice.alternative]).toEqual(['D', 'E']);
  expect(ancestorsOf(twice.document, 'E')).toEqual(['D', 'B']);
  expect(ancestorsOf(twice.document, 'B')).toEqual([]);
});

test('today is no ancestor, nor is what is gone or goes round in a circle', () => {
  expect(ancestorsOf(document(['D', 'base']), 'D')).toEqual([]);
  expect(ancestorsOf(document(['D', 'B']), 'D')).toEqual([]);
  expect(ancestorsOf(document(['D', 'E'], ['E', 'D']), 'D')).toEqual(['E']);
});
