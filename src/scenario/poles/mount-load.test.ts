import { expect, test } from 'vitest';
import type { Mount } from '../../domain/mount.ts';
import { bears, loadOf } from './mount-load.ts';

const at = (kind: Mount['kind'], told: Partial<Mount> = {}): Mount => ({ kind, height: 5, azimuth: 0, ...told });

test('a surveyed value goes before the typical one of its kind, each for itself', () => {
  const typical = loadOf([at('screen')]);
  expect(loadOf([at('screen', { weight: 65.5 })])).toEqual({ ...typical, kg: 65.5 });
  expect(loadOf([at('screen', { windArea: 0 })])).toEqual({ ...typical, m2: 0 });
  expect(loadOf([at('screen', { weight: 65.5 }), at('screen')]).kg).toBe(65.5 + typical.kg);
});

test('a surveyed weight decides what a pole bears; what stands in its base does not', () => {
  const capacity = { kg: 60, m2: 3, signs: 4 };
  expect(bears(capacity, [at('screen')])).toBe(true);
  expect(bears(capacity, [at('screen', { weight: 61 })])).toBe(false);
  expect(bears(capacity, [at('cabinet', { weight: 300, windArea: 9 })])).toBe(true);
});
