import { expect, test } from 'vitest';
import type { ScenarioDocument } from '../../wire/scenario-document.ts';
import { DRAINAGE_ASSUMPTIONS } from './assumptions.ts';
import { withStormFormula } from './city-formula.ts';
import { stormFormulaOf } from './storm.ts';

const document = { id: 'works', assumptions: [...DRAINAGE_ASSUMPTIONS] } as unknown as ScenarioDocument;
const city = { lead: 3200, c: 0.8, b: 12, n: 0.75, source: '某市暴雨强度公式（某建发〔2025〕12号，2025-06-01）' };

test('a formula that a city has published takes the place of the borrowed one, with its source', () => {
  const next = withStormFormula(document, city);
  expect(stormFormulaOf(next.assumptions)).toMatchObject({ ...city, borrowed: false, confidence: 'V' });
  expect(next.assumptions).toHaveLength(document.assumptions.length);
  expect(stormFormulaOf(document.assumptions).borrowed).toBe(true);
  const again = withStormFormula(next, null);
  expect(stormFormulaOf(again.assumptions)).toEqual(stormFormulaOf(document.assumptions));
});

test('one that names another city as its source stays borrowed', () => {
  const next = withStormFormula(document, { ...city, source: '借用邻市公式，2025 年' });
  expect(stormFormulaOf(next.assumptions).borrowed).toBe(true);
});

test('a formula without a source, or with a parameter that cannot be, is refused with its value', () => {
  expect(() => withStormFormula(document, { ...city, source: ' ' })).toThrow(/Source "" of the formula/);
  expect(() => withStormFormula(document, { ...city, n: 1.4 })).toThrow(/n = 1\.4/);
  expect(() => withStormFormula(document, { ...city, lead: Number.NaN })).toThrow(/167 A₁ = NaN/);
});
