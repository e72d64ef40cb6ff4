import { describe, expect, it } from 'vitest';
import type { ScenarioDocument } from '../../wire/scenario-document.ts';
import { isSame } from './canonical.ts';
import { type Entry, entriesOf, parentOf } from './entries.ts';
import { merge3 } from './merge3.ts';
import { editAtRandom } from './random-edit.ts';
import { carrier, merging, testDocument } from './test-document.ts';

type Change = (document: ScenarioDocument) => void;
const edited = (change: Change) => {
  const copy = testDocument();
  change(copy);
  return copy;
};
const operations = (document: ScenarioDocument, phase: number) => document.alternatives[0]!.phases[phase]!.operations;
const merge = (ours: Change, theirs: Change) => merge3(testDocument(), edited(ours), edited(theirs));

describe('two edits of one plan', () => {
  it('are both kept when they touch different things', () => {
    const { document, conflicts } = merge(
      (d) => operations(d, 1).push(carrier('A-C8')),
      (d) => {
        d.assumptions[1]!.value = 7;
        operations(d, 2).splice(3, 1);
      },
    );
    expect(conflicts).toEqual([]);
    expect(document).toEqual(
      edited((d) => {
        operations(d, 1).push(carrier('A-C8'));
        d.assumptions[1]!.value = 7;
        operations(d, 2).splice(3, 1);
      }),
    );
  });

  it('are both kept in one thing when they touch different fields of it', () => {
    const attribute =
      (key: string, value: number): Change =>
      (d) => {
        const modify = operations(d, 2)[5]!;
        if (modify.op === 'modify') modify.attributes[key] = value;
      };
    const { document, conflicts } = merge(attribute('height', 9), attribute('weight', 120));
    expect(conflicts).toEqual([]);
    expect(operations(document, 2)[5]).toMatchObject({
      attributes: { keepReason: 'visibility', height: 9, weight: 120 },
    });
    const closed = merge(
      (d) => operations(d, 0).push({ op: 'close', road: 'x', lanes: 1, side: 'north' }),
      (d) => operations(d, 0).push({ op: 'close', road: 'x', lanes: 2, side: 'north' }),
    );
    expect(closed.conflicts).toEqual([]);
    expect(operations(closed.document, 0)).toHaveLength(2);
  });

  it.each<[string, Change, Change, object]>([
    [
      'one pole dragged to two places',
      (d) => {
        operations(d, 1)[0] = carrier('A-C1', 116.6);
      },
      (d) => {
        operations(d, 1)[0] = carrier('A-C1', 116.7);
      },
      { kind: 'both', objects: [{ id: 'A-C1' }], fields: ['operation.asset.position'] },
    ],
    [
      'one pole merged here and removed there',
      (d) => {
        operations(d, 2)[3] = merging('P-3', 'A-C1');
      },
      (d) => {
        operations(d, 2)[3] = { op: 'remove', target: { layer: 'pole', id: 'P-3' }, how: 'undergrounded' };
      },
      { kind: 'both', objects: [{ id: 'P-3' }, { id: 'A-C1' }] },
    ],
    [
      'a merge that one drops and the other gives another day',
      (d) => operations(d, 2).splice(0, 1),
      (d) => {
        operations(d, 2)[0] = { ...merging('P-0', 'A-C1'), day: 48 };
      },
      { kind: 'deleted', objects: [{ id: 'P-0' }, { id: 'A-C1' }] },
    ],
    [
      'a carrier that one drops and the other merges into',
      (d) => {
        operations(d, 2).splice(2, 1);
        operations(d, 1).splice(1, 1);
      },
      (d) => operations(d, 2).push(merging('P-7', 'A-C2')),
      { kind: 'dangling', objects: [{ id: 'P-7' }, { id: 'A-C2' }] },
    ],
    [
      'a carrier that one takes down and the other merges into',
      (d) => operations(d, 2).push({ op: 'remove', target: { layer: 'pole', id: 'P-8' }, how: 'removed' }),
      (d) => operations(d, 2).push(merging('P-7', 'P-8')),
      { kind: 'dangling', objects: [{ id: 'P-7' }, { id: 'P-8' }] },
    ],
    [
      'a phase that begins later here and ends earlier there',
      (d) => {
        d.alternatives[0]!.phases[1]!.from = 15;
      },
      (d) => {
        d.alternatives[0]!.phases[1]!.to = 25;
      },
      { kind: 'both', alternative: 'A', fields: ['phase.from', 'phase.to'] },
    ],
    [
      'one assumption with two values',
      (d) => {
        d.assumptions[0]!.value = 1;
      },
      (d) => {
        d.assumptions[0]!.value = 2;
      },
      { kind: 'both', key: 'assumption/cost', base: { value: 100 }, ours: { value: 1 }, theirs: { value: 2 } },
    ],
  ])('conflict on %s', (_, ours, theirs, expected) => {
    expect(merge(ours, theirs).conflicts).toMatchObject([expected]);
    expect(merge(theirs, ours).conflicts).toHaveLength(1);
  });

  it('lose no work inside an alternative that the other one deletes', () => {
    const { document, conflicts } = merge(
      (d) => void d.alternatives.shift(),
      (d) => operations(d, 1).push(carrier('A-C8')),
    );
    expect(conflicts.map((each) => [each.kind, each.key])).toContainEqual(['deleted', 'alternative/A']);
    expect(document.alternatives.map((each) => each.id).sort()).toEqual(['A', 'B']);
    const expected = edited((d) => operations(d, 1).push(carrier('A-C8'))).alternatives[0];
    expect(document.alternatives.find((each) => each.id === 'A')).toEqual(expected);
  });
});

describe('merging 100 random pairs of edits', () => {
  const seeds = Array.from({ length: 100 }, (_, i) => i + 1);
  const three = (seed: number) => {
    const base = editAtRandom(testDocument(), seed, 4);
    return { base, a: editAtRandom(base, seed + 1000, 4), b: editAtRandom(base, seed + 2000, 4) };
  };

  it('gives the one edit where the other did nothing, or the same', () => {
    for (const seed of seeds) {
      const { base, a } = three(seed);
      for (const merged of [merge3(base, a, base), merge3(base, base, a), merge3(base, a, a)]) {
        expect(merged.conflicts, `seed ${seed}`).toEqual([]);
        expect(merged.document, `seed ${seed}`).toEqual(a);
      }
    }
  });

  it('conflicts on the same things whoever comes first', () => {
    for (const seed of seeds) {
      const { base, a, b } = three(seed);
      const keys = (x: ScenarioDocument, y: ScenarioDocument) =>
        merge3(base, x, y)
          .conflicts.map((each) => each.key)
          .sort();
      expect(keys(b, a), `seed ${seed}`).toEqual(keys(a, b));
    }
  });

  it('keeps every change of both outside the conflicts', () => {
    let compared = 0;
    let conflicting = 0;
    for (const seed of seeds) {
      const { base, a, b } = three(seed);
      const was = entriesOf(base);
      const { document, conflicts } = merge3(base, a, b);
      const merged = entriesOf(document, was);
      const named = new Set(
        conflicts.flatMap((each) => [
          each.key,
          ...each.objects.map((object) => `operation/alternative/${each.alternative}/add/${object.layer}/${object.id}`),
        ]),
      );
      const isNamed = (entry: Entry | undefined): boolean => {
        if (!entry) return false;
        const parent = parentOf(entry);
        return named.has(entry.key) || (parent !== undefined && isNamed(was.get(parent)));
      };
      if (conflicts.length > 0) conflicting++;
      for (const side of [entriesOf(a, was), entriesOf(b, was)])
        for (const key of new Set([...was.keys(), ...side.keys()])) {
          if (isNamed(was.get(key) ?? side.get(key)) || isSame(was.get(key)?.value, side.get(key)?.value)) continue;
          compared++;
          const [before, after, found] = [was, side, merged].map((each) => flat(each.get(key)?.value));
          if (after!.size === 0) expect(found!.size, `seed ${seed}: ${key} deleted`).toBe(0);
          for (const [path, text] of after!)
            if (before!.get(path) !== text) expect(found!.get(path), `seed ${seed}: ${key} ${path}`).toBe(text);
        }
    }
    expect(compared).toBeGreaterThan(300);
    expect(conflicting).toBeGreaterThan(10);
    expect(conflicting).toBeLessThan(90);
  });
});

/** Leaves of a value by path. */
function flat(value: unknown, path = '', into = new Map<string, string>()): Map<string, string> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    for (const [key, each] of Object.entries(value)) flat(each, `${path}.${key}`, into);
  else if (value !== undefined) into.set(path, JSON.stringify(value));
  return into;
}
