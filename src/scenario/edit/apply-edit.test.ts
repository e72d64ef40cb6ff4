import { beforeAll, describe, expect, it } from 'vitest';
import { distance } from '../../domain/geo/local-frame.ts';
import { seededRandom } from '../../domain/random.ts';
import type { Ref, ScenarioDocument } from '../../wire/scenario-document.ts';
import { attributesAt } from '../attributes.ts';
import { compileScenario } from '../compile.ts';
import { findingsOf } from '../findings.ts';
import { greedyPlan } from '../fixture/greedy-plan.ts';
import { syntheticStreet } from '../fixture/synthetic-street.ts';
import { ledgerOf } from '../ledger.ts';

import { roadAxis } from '../road-axis.ts';
import { applyEdit } from './apply-edit.ts';
import { copyAlternative } from './copy-alternative.ts';
import type { Edit } from './edit.ts';
import { poleOf } from './pole.ts';
import { EditRefusal } from './refusal.ts';
import { worksheetOf } from './worksheet.ts';

const NOW = Date.UTC(2026, 6, 15);
const street = syntheticStreet(600);
const { tables } = street;
let copied: ScenarioDocument;
beforeAll(() => {
  copied = copyAlternative(greedyPlan(street), 'B').document;
});

const compiled = (document: ScenarioDocument) => compileScenario(document, tables, NOW, 480);
const edit = (document: ScenarioDocument, what: Edit, alternative = 'D') =>
  applyEdit({ document, alternative, tables }, what);
const poleAt = (document: ScenarioDocument, ref: Ref, alternative = 'D') =>
  poleOf(worksheetOf({ document, alternative, tables }), ref);
const operations = (document: ScenarioDocument, alternative = 'D') =>
  document.alternatives.find(({ id }) => id === alternative)?.phases.flatMap((phase) => phase.operations) ?? [];
const carriersOf = (document: ScenarioDocument) =>
  operations(document).flatMap((each) => (each.op === 'add' ? [{ layer: each.asset.layer, id: each.asset.id }] : []));

/** Mounts by kind that hang somewhere when all is done, with those of poles that the plan takes down for good. */
function hanging(document: ScenarioDocument, alternative = 'D'): Record<string, number> {
  const scenario = compiled(document);
  const counts: Record<string, number> = {};
  const down = new Set(
    operations(document, alternative).flatMap((each) => (each.op === 'remove' ? [each.target.id] : [])),
  );
  for (const pole of ledgerOf(scenario, alternative).poles) {
    if (pole.to < Number.POSITIVE_INFINITY && !down.has(pole.ref.id)) continue;
    const { mounts } = attributesAt(scenario, alternative, pole.ref, scenario.end);
    for (const text of String(mounts ?? '')
      .split('|')
      .filter(Boolean)) {
      const kind = text.split(':')[0] as string;
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
  }
  return Object.fromEntries(Object.entries(counts).sort());
}

/** What each merged pole hands over, of all its merges, beside what it has. */
function handedOver(document: ScenarioDocument): void {
  const given = new Map<string, string[]>();
  for (const each of operations(document))
    if (each.op === 'merge') given.set(each.from.id, [...(given.get(each.from.id) ?? []), ...each.mounts]);
  for (const [id, mounts] of given)
    for (const table of tables.values()) {
      const slot = table.ids.indexOf(id);
      if (slot < 0) continue;
      const own = String(table.columns.mounts?.[slot] ?? '')
        .split('|')
        .filter(Boolean);
      expect([...mounts].sort(), id).toEqual(own.sort());
    }
}

describe('a copy of an alternative', () => {
  it('says and counts the same as its original, and shares no planned pole with it', () => {
    const scenario = compiled(copied);
    const told = (alternative: string) =>
      findingsOf(scenario, alternative).map(({ rule, verdict, value }) => ({ rule, verdict, value }));
    expect(told('D')).toEqual(told('B'));
    expect(hanging(copied)).toEqual(hanging(copied, 'B'));
    const shared = new Set(carriersOf(copied).map(({ id }) => id));
    for (const each of operations(copied, 'B')) if (each.op === 'add') expect(shared.has(each.asset.id)).toBe(false);
  });

  it('takes the next free letter, never the optimiser’s, and today can be copied too', () => {
    const again = copyAlternative(copied, 'D');
    expect(again.alternative).toBe('E');
    expect(() => compiled(again.document)).not.toThrow();
    let document = again.document;
    const letters: string[] = [];
    for (let times = 0; times < 8; times++) {
      const next = copyAlternative({ ...document, alternatives: document.alternatives }, 'base');
      letters.push(next.alternative);
      document = next.document;
    }
    expect(letters).toEqual(['F', 'G', 'H', 'I', 'J', 'K', 'L', 'M']);
    expect(operations(document, 'F')).toEqual([]);
    expect(() => compiled(document)).not.toThrow();
    expect(() => copyAlternative(document, 'Z')).toThrow(/no alternative "Z"/);
  });
});

describe('any sequence of edits', () => {
  it.each([1, 2, 3, 4])('keeps the document sound and every mount (seed %i)', (seed) => {
    const random = seededRandom(seed);
    let document = copied;
    const before = hanging(document);
    const done: string[] = [];
    for (let step = 0; step < 40; step++) {
      const what = anyEdit(document, random);
      let next: ScenarioDocument;
      try {
        next = edit(document, what).document;
      } catch (error) {
        expect(error, JSON.stringify(what)).toBeInstanceOf(EditRefusal);
        continue;
      }
      done.push(what.kind);
      expect(() => compiled(next), `${step} ${JSON.stringify(what)}`).not.toThrow();
      expect(hanging(next), `${step} ${JSON.stringify(what)}`).toEqual(before);
      handedOver(next);
      expect(
        next.alternatives.filter(({ id }) => id !== 'D'),
        'other alternatives',
      ).toEqual(document.alternatives.filter(({ id }) => id !== 'D'));
      document = next;
    }
    expect(done.length).toBeGreaterThan(15);
    expect(new Set(done).size).toBeGreaterThan(5);
  });

  function anyEdit(document: ScenarioDocument, random: () => number): Edit {
    const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
    const city = document.baseline.flatMap(({ layer, ids }) => ids.map((id) => ({ layer, id })));
    const falling = operations(document).flatMap((each) =>
      each.op === 'merge' ? [each.from] : each.op === 'remove' && each.how === 'undergrounded' ? [each.target] : [],
    );
    const carriers = carriersOf(document);
    const stays = city.filter(({ id }) => !falling.some((each) => each.id === id));
    const any = random() < 0.6 ? pick(carriers) : pick(stays);
    const loaded = carriers.filter((each) => poleAt(document, each).mounts.length > 0);
    const [x, y] = poleAt(document, pick(carriers)).place;
    const mount = Math.floor(random() * 3);
    switch (Math.floor(random() * 10)) {
      case 0:
        return { kind: 'move', moves: [{ pole: any, to: [x + random() * 1e-4, y + random() * 1e-4] }] };
      case 1:
        return { kind: 'shift', poles: [any, pick(carriers)], along: random() * 10 - 5, across: random() - 0.5 };
      case 2:
        return { kind: 'turn', pole: any, heading: random() * 720 - 360 };
      case 3:
        return { kind: 'turn-mount', pole: pick(loaded), mount, azimuth: random() * 360 };
      case 4:
      case 5:
        return { kind: 'hang', pole: pick(loaded), mount, carrier: random() < 0.8 ? pick(carriers) : pick(stays) };
      case 6:
        return random() < 0.5
          ? { kind: 'keep', poles: [pick(falling)] }
          : { kind: 'take-back', pole: pick(loaded), mount };
      case 7:
        return { kind: 'merge', poles: [pick(stays)], carrier: pick(carriers) };
      case 8:
        return { kind: 'remove', carriers: [pick(carriers)], mounts: random() < 0.7 ? 'give-back' : 'refuse' };
      default:
        return random() < 0.5
          ? { kind: 'add', at: [x, y + 1e-5] }
          : { kind: 'height', pole: any, height: 8 + Math.floor(random() * 5) };
    }
  }
});

describe('a place', () => {
  it('moves along and across the road by what is asked', () => {
    const axis = roadAxis(street.project.axis);
    const carrier = carriersOf(copied)[3] as Ref;
    const before = axis.stationOf(...poleAt(copied, carrier).place);
    const { document, poles } = edit(copied, { kind: 'shift', poles: [carrier], along: 3, across: -1.5 });
    const after = axis.stationOf(...poleAt(document, carrier).place);
    expect(after.chainage - before.chainage).toBeCloseTo(3, 1);
    expect(after.offset - before.offset).toBeCloseTo(-1.5, 1);
    expect(poles).toEqual([carrier]);
    expect(compiled(document).assets.get('pole')?.ids).toEqual(compiled(copied).assets.get('pole')?.ids);
  });

  it('of a pole of the city is a move with a twin, and moving it home leaves no trace', () => {
    const stay = copied.baseline
      .flatMap(({ layer, ids }) => ids.map((id) => ({ layer, id })))
      .find(
        ({ id }) =>
          !operations(copied).some(
            (each) => (each.op === 'merge' ? each.from.id : each.op === 'remove' ? each.target.id : '') === id,
          ),
      ) as Ref;
    const home = poleAt(copied, stay).place;
    const moved = edit(copied, { kind: 'shift', poles: [stay], along: 2, across: 0 });
    expect(moved.poles).toEqual([{ layer: stay.layer, id: `${stay.id}.moved1` }]);
    const scenario = compiled(moved.document);
    expect(scenario.assets.get(stay.layer)?.ids).toContain(`${stay.id}.moved1`);
    // The twin is taken hold of by its own id, and goes on.
    const again = edit(moved.document, { kind: 'shift', poles: moved.poles, along: 2, across: 0 });
    expect(distance(poleAt(again.document, stay).place, home)).toBeCloseTo(4, 1);
    expect(operations(again.document).filter(({ op }) => op === 'move')).toHaveLength(1);
    const back = edit(again.document, { kind: 'move', moves: [{ pole: again.poles[0] as Ref, to: home }] });
    expect(back.document).toEqual(copied);
  });
});

describe('a mount', () => {
  it('that goes to another carrier leaves its pole merging into both, each with its share', () => {
    const merges = operations(copied).filter((each) => each.op === 'merge');
    const two = merges.find((each) => each.mounts.length === 2) as Extract<(typeof merges)[number], { op: 'merge' }>;
    const pole = poleAt(copied, two.carrier);
    const index = pole.mounts.indexOf(two.mounts[0] as string);
    const other = carriersOf(copied).find(({ id }) => id !== two.carrier.id) as Ref;
    const { document } = edit(copied, { kind: 'hang', pole: two.carrier, mount: index, carrier: other });
    const shares = operations(document).filter((each) => each.op === 'merge' && each.from.id === two.from.id);
    expect(shares.map((each) => (each.op === 'merge' ? [each.carrier.id, each.mounts] : []))).toEqual([
      [two.carrier.id, [two.mounts[1]]],
      [other.id, [two.mounts[0]]],
    ]);
    expect(poleAt(document, other).mounts).toContain(two.mounts[0]);
    expect(() => compiled(document)).not.toThrow();
    // Hung back, it merges into the one again.
    const at = poleAt(document, other).mounts.indexOf(two.mounts[0] as string);
    const back = edit(document, { kind: 'hang', pole: other, mount: at, carrier: two.carrier }).document;
    expect(operations(back).filter((each) => each.op === 'merge' && each.from.id === two.from.id)).toHaveLength(1);
  });

  it('turns by its text alone', () => {
    const pole = carriersOf(copied).find((each) => poleAt(copied, each).mounts.length > 1) as Ref;
    const before = poleAt(copied, pole).mounts;
    const { document } = edit(copied, { kind: 'turn-mount', pole, mount: 1, azimuth: -90.4 });
    const after = poleAt(document, pole).mounts;
    expect(after[0]).toBe(before[0]);
    expect(after[1]?.split(':')[2]).toBe('270');
    expect(after[1]?.split(':').slice(0, 2)).toEqual(before[1]?.split(':').slice(0, 2));
  });
});

describe('refusals name thing, value and remedy', () => {
  it.each([
    [(first: Ref): Edit => ({ kind: 'remove', carriers: [first], mounts: 'refuse' }), /takes over .*give them back/],
    [(first: Ref): Edit => ({ kind: 'height', pole: first, height: 90 }), /Height 90 m .*2–30 m/],
    [(first: Ref): Edit => ({ kind: 'keep', poles: [first] }), /is planned/],
    [(first: Ref): Edit => ({ kind: 'hang', pole: first, mount: 0, carrier: first }), /already/],
    [(first: Ref): Edit => ({ kind: 'turn-mount', pole: first, mount: 99, azimuth: 0 }), /no mount 99/],
    [
      (first: Ref): Edit => ({ kind: 'move', moves: [{ pole: first, to: [Number.NaN, 35] }] }),
      /longitude and latitude/,
    ],
  ])('%s', (make, message) => {
    const first = carriersOf(copied).find((each) => poleAt(copied, each).mounts.length > 0) as Ref;
    expect(() => edit(copied, make(first))).toThrow(message);
  });

  it('of a pole that merges, with the carrier that it merges into', () => {
    const merged = operations(copied).find((each) => each.op === 'merge') as Extract<
      ReturnType<typeof operations>[number],
      { op: 'merge' }
    >;
    expect(() => edit(copied, { kind: 'turn', pole: merged.from, heading: 0 })).toThrow(
      new RegExp(`"${merged.from.id}" merges into "${merged.carrier.id}"`),
    );
  });
});
