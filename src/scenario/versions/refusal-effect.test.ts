import { expect, it } from 'vitest';
import type { Kpi } from '../compiled.ts';
import type { Finding, Verdict } from '../findings.ts';
import { consentState } from './consents.ts';
import { figureChanges, findingChanges, refusalEffect } from './refusal-effect.ts';
import { testDocument } from './test-document.ts';

const [A] = testDocument().alternatives;
if (!A) throw new Error('The test document has no alternative.');
const NEEDS = consentState(A, []).unanswered;
const refusing = (...ids: string[]) =>
  refusalEffect(
    A,
    NEEDS,
    NEEDS.filter(({ id }) => ids.includes(id)),
  );
const ids = (refs: readonly { readonly id: string }[]) => refs.map(({ id }) => id);

it('keeps what the owner has, with its mounts, and builds no carrier that nothing joins', () => {
  const effect = refusing('P-0', 'P-1');
  expect([ids(effect.stays), ids(effect.notBuilt), effect.mountsKept]).toEqual([['P-0', 'P-1'], ['A-C1'], 3]);
  const one = refusing('P-1');
  expect([ids(one.stays), ids(one.notBuilt), one.mountsKept, one.heldBack]).toEqual([['P-1'], [], 2, 1]);
});

it('holds back removals and moves too, and changes nothing where nobody refuses', () => {
  expect(ids(refusing('P-3', 'P-4').stays)).toEqual(['P-3']);
  expect(refusing('P-3', 'P-4').heldBack).toBe(2);
  expect(refusing()).toEqual({ alternative: A, stays: [], notBuilt: [], mountsKept: 0, heldBack: 0 });
});

it('names figures that differ on screen and rules that say something else, the gravest first', () => {
  const words = { zh: '数', en: 'n' };
  const kpi = (key: string, value: number, district?: string): Kpi => ({
    key,
    title: words,
    value,
    unit: '根',
    decimals: 1,
    objects: [],
    assumptions: [],
    formula: words,
    ...(district ? { district } : {}),
  });
  const changes = figureChanges(
    [kpi('poles', 40), kpi('cost', 1.04), kpi('poles', 20, '任城区')],
    [kpi('poles', 42), kpi('cost', 1.01), kpi('poles', 22, '任城区')],
  );
  expect(changes.map(({ key, before, after }) => [key, before, after])).toEqual([['poles', 40, 42]]);

  const finding = (rule: string, verdict: Verdict, value = 1) =>
    ({ rule, verdict, value, title: words, words, objects: [] }) as unknown as Finding;
  const told = findingChanges(
    [finding('R1', 'pass'), finding('R2', 'hint'), finding('R3', 'pass'), finding('R9', 'hint')],
    [finding('R1', 'pass'), finding('R2', 'pass'), finding('R3', 'breach')],
  );
  expect(told.map(({ rule, before, after }) => [rule, before, after])).toEqual([
    ['R3', 'pass', 'breach'],
    ['R2', 'hint', 'pass'],
    ['R9', 'hint', null],
  ]);
});
