import { expect, test } from 'vitest';
import { type Choices, NO_CHOICES, refusedPoles, wishesOf } from './chosen-wishes.ts';

const poles = [
  { id: 'TG-1', class: 'TG' as const },
  { id: 'TG-2', class: 'TG' as const },
  { id: 'CC-1', class: 'CC' as const },
];

test('a pole that was picked goes before its class; refusals and stretches reach the planner as they are', () => {
  const zone = { name: '门前', side: 'south' as const, from: 120, to: 140 };
  const choices: Choices = {
    ...NO_CHOICES,
    classes: { TG: 'merge' },
    picked: { 'TG-2': 'keep' },
    refusals: ['铁塔公司'],
    keepClear: [zone],
  };
  expect(wishesOf(choices, poles)).toMatchObject({
    mustMerge: ['TG-1'],
    keep: ['TG-2'],
    refusals: ['铁塔公司'],
    keepClear: [zone],
  });
  expect(wishesOf(NO_CHOICES, poles)).toMatchObject({ mustMerge: [], keep: [], refusals: [], keepClear: [] });
});

test('who has refused, the pole or a mount on it, stays; another answer binds nothing', () => {
  const answer = (id: string, mount: string | null, given: 'refused' | 'agreed') => ({
    target: { layer: 'pole', id, mount },
    answer: given,
  });
  const given = [answer('A', null, 'refused'), answer('B', 'camera:6:0', 'refused'), answer('C', null, 'agreed')];
  expect(refusedPoles(given, [{ id: 'C' }, { id: 'B' }, { id: 'A' }, { id: 'D' }])).toEqual(['B', 'A']);
});
