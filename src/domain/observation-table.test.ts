import { describe, expect, test } from 'vitest';
import { ObservationTable, PAGE, REMEMBERED } from './observation-table.ts';
import { seededRandom } from './random.ts';

function changes(table: ObservationTable, since: number): [number, number][] {
  const runs: [number, number][] = [];
  table.changedSince(since, (first, end) => runs.push([first, end]));
  return runs;
}

describe('an observation table', () => {
  test('begins unobserved', () => {
    const table = new ObservationTable('lamp', ['power', 'fault'], 10);
    expect(table.version).toBe(0);
    expect(table.values[1]?.every(Number.isNaN)).toBe(true);
    expect(table.times[0]?.every(Number.isNaN)).toBe(true);
    expect(changes(table, 0)).toEqual([]);
  });

  test('a write that changes nothing is none', () => {
    const table = new ObservationTable('lamp', ['power'], 10);
    expect(table.write(0, 3, 150, 1000, 'good')).toBe(true);
    expect(table.write(0, 3, 150, 1000, 'good')).toBe(false);
    expect(table.version).toBe(1);
    expect(table.write(0, 3, 150, 1000, 'suspect')).toBe(true);
    expect(table.write(0, 3, 150, 900, 'suspect')).toBe(true);
    expect(table.erase(0, 3)).toBe(true);
    expect(table.erase(0, 3)).toBe(false);
    expect(table.values[0]?.[3]).toBeNaN();
  });

  test('a lost source concerns every row once, and so does its return', () => {
    const table = new ObservationTable('lamp', ['power'], 3 * PAGE);
    const before = table.version;
    table.lose(false);
    expect(changes(table, before)).toEqual([]);
    table.lose(true);
    table.lose(true);
    expect(table.lost).toBe(true);
    expect(changes(table, before)).toEqual([[0, 3 * PAGE]]);
    expect(table.version).toBe(before + 1);
    table.lose(false);
    expect(table.version).toBe(before + 2);
  });

  test('the last page ends at the capacity', () => {
    const table = new ObservationTable('lamp', ['power'], PAGE + 10);
    table.write(0, PAGE + 9, 1, 1, 'good');
    expect(changes(table, 0)).toEqual([[PAGE, PAGE + 10]]);
  });

  test('neighbouring dirty pages are one run, distant ones two', () => {
    const table = new ObservationTable('lamp', ['power'], 6 * PAGE);
    for (const page of [0, 1, 4]) table.write(0, page * PAGE + 5, 1, 1, 'good');
    expect(changes(table, 0)).toEqual([
      [0, 2 * PAGE],
      [4 * PAGE, 5 * PAGE],
    ]);
  });

  test('any number of readers, each at its own pace, see every write and nothing that did not change', () => {
    const table = new ObservationTable('lamp', ['power', 'dim'], 20 * PAGE);
    const random = seededRandom(23);
    const readers = [1, 3, 10].map((pace) => ({ pace, version: 0, dirty: new Set<number>() }));
    for (let round = 0; round < 300; round++) {
      for (let i = 0; i < 3; i++) {
        const slot = Math.floor(random() * 20 * PAGE);
        if (table.write(Math.floor(random() * 2), slot, Math.floor(random() * 3), round, 'good'))
          for (const reader of readers) reader.dirty.add(Math.floor(slot / PAGE));
      }
      for (const reader of readers) {
        if (round % reader.pace !== 0) continue;
        const seen = new Set<number>();
        reader.version = table.changedSince(reader.version, (first, end) => {
          for (let page = first / PAGE; page * PAGE < end; page++) seen.add(page);
        });
        expect(seen).toEqual(reader.dirty);
        expect(reader.version).toBe(table.version);
        reader.dirty.clear();
      }
    }
  });

  test('tells each slot written since once, or that it does not remember', () => {
    const table = new ObservationTable('lamp', ['power', 'dim'], 50_000);
    const slots = (since: number) => table.slotsSince(since);
    expect(slots(0)?.length).toBe(0);
    const random = seededRandom(5);
    for (let round = 0; round < 50; round++) {
      const since = table.version;
      const written = new Set<number>();
      for (let i = 0; i < 900; i++) {
        const slot = Math.floor(random() * table.capacity);
        if (table.write(i % 2, slot, Math.floor(random() * 3), round, 'good')) written.add(slot);
      }
      const found = slots(since);
      expect(found?.length).toBe(written.size);
      expect(new Set(found)).toEqual(written);
    }
    expect(slots(table.version - REMEMBERED)?.length).toBeGreaterThan(10_000);
    expect(slots(table.version - REMEMBERED - 1)).toBeNull();
    const before = table.version;
    table.lose(true);
    expect(slots(before)).toBeNull();
    expect(slots(table.version)?.length).toBe(0);
  });
});
