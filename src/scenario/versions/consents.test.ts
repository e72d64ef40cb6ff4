import { expect, it } from 'vitest';
import type { Consent } from '../../wire/scenario-version.ts';
import {
  answersByObject,
  askedPoles,
  carriedConsents,
  consentState,
  needLabel,
  ownersAnswer,
  putConsents,
  withConsentsOnly,
} from './consents.ts';
import { editAtRandom } from './random-edit.ts';
import { merging, testDocument } from './test-document.ts';

const [A] = testDocument().alternatives;
if (!A) throw new Error('The test document has no alternative.');
const says = (id: string, answer: Consent['answer'], mount: string | null = null): Consent => ({
  target: { layer: 'pole', id, mount },
  owner: '交警支队',
  answer,
  date: answer === 'unanswered' ? null : '2026-11-20',
  documentNumber: '济公交函〔2026〕12号',
  note: '',
});
const labels = (needs: readonly Parameters<typeof needLabel>[0][]) => needs.map(needLabel);
const everything = ['P-0', 'P-1', 'P-2', 'P-3', 'P-4'].map((id) => says(id, 'agreed'));

it('asks the owners of what falls, moves or carries, and nobody about planned poles and notes', () => {
  expect(labels(consentState(A, []).unanswered)).toEqual(['P-0', 'P-1', 'P-2', 'P-3', 'P-4']);
  const state = consentState(A, [says('P-0', 'agreed'), says('P-1', 'refused'), says('P-1', 'conditional', 'camera')]);
  expect([state.agreed, state.refused, state.conditional, state.unanswered].map(labels)).toEqual([
    ['P-0'],
    ['P-1'],
    ['P-1/camera'],
    ['P-2', 'P-3', 'P-4'],
  ]);
});

it('leaves the whole alternative when all agree, and no falling pole when nobody has answered', () => {
  expect(withConsentsOnly(A, everything)).toEqual({ alternative: A, heldBack: [] });
  const { alternative, heldBack } = withConsentsOnly(A, []);
  const left = alternative.phases.flatMap((phase) => phase.operations.map((each) => each.op));
  expect(left).toEqual(['close', 'close', 'modify', 'light']);
  expect(heldBack.map((each) => [each.phase, each.operation.op])).toEqual([
    ['P2', 'merge'],
    ['P2', 'merge'],
    ['P2', 'merge'],
    ['P2', 'remove'],
    ['P2', 'move'],
  ]);
});

it('does not build a carrier for which nothing is left, and keeps one that still carries', () => {
  const { alternative, heldBack } = withConsentsOnly(A, [
    ...everything.filter((each) => each.target.id !== 'P-2'),
    says('P-1', 'refused', 'camera'),
  ]);
  const built = alternative.phases.flatMap((phase) =>
    phase.operations.flatMap((each) => (each.op === 'add' ? [each.asset.id] : [])),
  );
  expect(built).toEqual(['A-C1']);
  expect(heldBack.map((each) => each.waitsFor.map(({ need, answer }) => `${needLabel(need)} ${answer}`))).toEqual([
    ['P-1/camera refused'],
    ['P-2 unanswered'],
  ]);
});

it('counts 有条件 only when asked to', () => {
  const consents = putConsents(everything, [says('P-3', 'conditional')]);
  expect(withConsentsOnly(A, consents).heldBack).toHaveLength(1);
  expect(withConsentsOnly(A, consents, true).heldBack).toEqual([]);
});

it('never keeps a reference to an asset that is not built, whoever agrees', () => {
  for (let seed = 1; seed <= 100; seed++) {
    const { alternatives } = editAtRandom(testDocument(), seed, 3);
    for (const alternative of alternatives) {
      const agreed = everything.filter((_, i) => (seed >> i) % 2 === 0);
      const planned = new Set(
        alternative.phases.flatMap((p) => p.operations.flatMap((o) => (o.op === 'add' ? [o.asset.id] : []))),
      );
      const { alternative: left } = withConsentsOnly(alternative, agreed);
      const operations = left.phases.flatMap((phase) => phase.operations);
      const built = new Set(operations.flatMap((each) => (each.op === 'add' ? [each.asset.id] : [])));
      for (const each of operations)
        if (each.op === 'merge' && planned.has(each.carrier.id)) expect(built.has(each.carrier.id)).toBe(true);
      const ids = agreed.map((each) => each.target.id);
      for (const each of operations) if (each.op === 'merge') expect(ids).toContain(each.from.id);
    }
  }
});

it('carries an answer over only while the plan does the same to its asset', () => {
  const later = testDocument();
  for (const { phases, id } of later.alternatives) {
    phases[2]!.operations[0] = merging('P-0', `${id}-C2`);
    phases[2]!.operations[1] = { ...merging('P-1', `${id}-C1`, ['camera', 'sign']), day: 49, migrated: 41 };
  }
  const kept = carriedConsents(testDocument(), later, everything);
  expect(kept.map((each) => each.target.id)).toEqual(['P-1', 'P-2', 'P-3', 'P-4']);
});

it('lists the poles that an alternative touches with the mounts that move, once each', () => {
  expect(askedPoles(A).map(({ id, mounts }) => `${id} ${mounts.join()}`)).toEqual([
    'P-0 sign',
    'P-1 camera,sign',
    'P-2 sign',
    'P-3 ',
    'P-4 ',
  ]);
});

it("an owner's answer is to all its objects; an object's own answer stays, and a later one of the owner renews the rest", () => {
  const given = { answer: 'agreed' as const, date: '2026-11-20', documentNumber: '12 号', note: '' };
  const all = askedPoles(A).map(({ layer, id }) => ({ layer, id, mount: null }));
  const own = [says('P-1', 'refused'), says('P-2', 'agreed', 'sign'), says('P-3', 'unanswered')];
  const first = putConsents(own, ownersAnswer('交警支队', all, own, given));
  expect(consentState(A, first).refused.map(needLabel)).toEqual(['P-1']);
  expect(labels(consentState(A, first).agreed)).toEqual(['P-0', 'P-2', 'P-2/sign', 'P-3', 'P-4']);

  const later = { ...given, answer: 'refused' as const, date: '2026-12-01' };
  const second = putConsents(first, ownersAnswer('交警支队', all, first, later));
  expect(labels(consentState(A, second).refused)).toEqual(['P-0', 'P-1', 'P-2', 'P-3', 'P-4']);
  const recorded = answersByObject(second);
  expect(recorded({ layer: 'pole', id: 'P-1', mount: null })?.date).toBe('2026-11-20');
  expect(recorded({ layer: 'pole', id: 'P-2', mount: 'sign' })?.answer).toBe('agreed');
  expect(recorded({ layer: 'pole', id: 'P-9', mount: null })).toBeNull();
});
