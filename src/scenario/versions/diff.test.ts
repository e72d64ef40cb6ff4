import { describe, expect, it } from 'vitest';
import type { ScenarioDocument } from '../../wire/scenario-document.ts';
import { diffDocuments } from './diff.ts';
import { documentOf, entriesOf } from './entries.ts';
import { editAtRandom } from './random-edit.ts';
import { carrier, merging, testDocument } from './test-document.ts';

/** Changes a copy of the test document. */
function edited(change: (document: ScenarioDocument) => void): ScenarioDocument {
  const copy = testDocument();
  change(copy);
  return copy;
}
const brief = (before: ScenarioDocument, after: ScenarioDocument) =>
  diffDocuments(before, after).map(({ kind, change, alternative, phase, objects, fields }) => ({
    what: `${change} ${kind}`,
    where: `${alternative ?? '-'}/${phase ?? '-'}`,
    ids: objects.map((each) => each.id),
    fields,
  }));

/** A document as text, whatever the order of its operations. */
const unordered = (document: ScenarioDocument) =>
  JSON.stringify(document, (key, value) =>
    key === 'operations' ? value.map((each: unknown) => JSON.stringify(each)).sort() : value,
  );

describe('the difference of two documents', () => {
  it.each<[string, (document: ScenarioDocument) => void, object]>([
    [
      'a carrier more',
      (d) => d.alternatives[0]!.phases[1]!.operations.unshift(carrier('A-C9')),
      { what: 'new added', where: 'A/P1', ids: ['A-C9'], fields: [] },
    ],
    [
      'a pole that is kept after all',
      (d) => d.alternatives[1]!.phases[2]!.operations.splice(3, 1),
      { what: 'gone removed', where: 'B/P2', ids: ['P-3'], fields: [] },
    ],
    [
      'a carrier dragged to another place',
      (d) => {
        d.alternatives[0]!.phases[1]!.operations[0] = carrier('A-C1', 116.59);
      },
      { what: 'changed moved', where: 'A/P1', ids: ['A-C1'], fields: ['operation.asset.position'] },
    ],
    [
      'a pole merged into another carrier',
      (d) => {
        d.alternatives[0]!.phases[2]!.operations[0] = merging('P-0', 'A-C2');
      },
      { what: 'changed merged', where: 'A/P2', ids: ['P-0', 'A-C2'], fields: ['operation.carrier.id'] },
    ],
    [
      'a pole merged that was to be removed',
      (d) => {
        d.alternatives[0]!.phases[2]!.operations[3] = merging('P-3', 'A-C2');
      },
      { what: 'changed merged', where: 'A/P2', ids: ['P-3', 'A-C2'] },
    ],
    [
      'another attribute',
      (d) => {
        const modify = d.alternatives[0]!.phases[2]!.operations[5]!;
        if (modify.op === 'modify') modify.attributes.height = 7;
      },
      { what: 'changed modified', where: 'A/P2', ids: ['P-5'], fields: ['operation.attributes.height'] },
    ],
    [
      'an operation in another phase',
      (d) => {
        const [first] = d.alternatives[0]!.phases[2]!.operations.splice(0, 1);
        d.alternatives[0]!.phases[1]!.operations.push(first!);
      },
      { what: 'changed phase', where: 'A/P1', ids: ['P-0', 'A-C1'], fields: ['phase'] },
    ],
    [
      'a phase of other dates',
      (d) => {
        d.alternatives[1]!.phases[2]!.to = 60;
      },
      { what: 'changed phase', where: 'B/P2', ids: [], fields: ['phase.to'] },
    ],
    [
      'another value assumed',
      (d) => {
        d.assumptions[0]!.value = 120;
      },
      { what: 'changed assumption', where: '-/-', ids: [], fields: ['value'] },
    ],
    [
      'one closure of two alike gone',
      (d) => d.alternatives[0]!.phases[1]!.operations.splice(2, 1),
      { what: 'gone closed', where: 'A/P1', ids: [], fields: [] },
    ],
    [
      'a pole no longer counted',
      (d) => d.baseline[0]!.ids.pop(),
      { what: 'gone baseline', where: '-/-', ids: ['P-9'], fields: [] },
    ],
    [
      'another start',
      (d) => {
        d.start = null;
      },
      { what: 'changed document', where: '-/-', ids: [], fields: ['start'] },
    ],
  ])('names %s, and nothing else', (_, change, expected) => {
    const found = brief(testDocument(), edited(change));
    expect(found).toMatchObject([expected]);
  });

  it('is empty for the same document and for the same things in another order', () => {
    expect(diffDocuments(testDocument(), testDocument())).toEqual([]);
    const turned = edited((d) => {
      d.alternatives.reverse();
      d.baseline[0]!.ids.reverse();
      for (const { phases } of d.alternatives) for (const phase of phases) phase.operations.reverse();
    });
    expect(diffDocuments(testDocument(), turned)).toEqual([]);
  });

  it('says for 200 random pairs of edits the same in both directions, and is empty only for equal documents', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const before = editAtRandom(testDocument(), seed, 3);
      const after = editAtRandom(before, seed + 1000, 5);
      const there = diffDocuments(before, after);
      const back = diffDocuments(after, before);
      expect(back.length, `seed ${seed}`).toBe(there.length);
      const turned = { new: 'gone', gone: 'new', changed: 'changed' } as const;
      expect(back.map((each) => each.change).sort()).toEqual(there.map((each) => turned[each.change]).sort());
      expect(there.length === 0, `seed ${seed}`).toBe(unordered(before) === unordered(after));
    }
  });

  it('takes a document apart and together without loss', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const document = editAtRandom(testDocument(), seed, 8);
      expect(documentOf(entriesOf(document).values())).toEqual(document);
    }
  });
});
