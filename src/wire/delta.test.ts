import { describe, expect, test } from 'vitest';
import { QUALITIES } from '../domain/observation.ts';
import { seededRandom } from '../domain/random.ts';
import { type DeltaRow, decodeDelta, encodeDelta } from './delta.ts';
import { WireError } from './parse.ts';

function decode(bytes: Uint8Array): { header: ReturnType<typeof decodeDelta>; rows: DeltaRow[] } {
  const rows: DeltaRow[] = [];
  const header = decodeDelta(bytes.slice().buffer, (row) => rows.push({ ...row }));
  return { header, rows };
}

const random = seededRandom(53);
const BASE = Date.UTC(2027, 2, 1);
const rows: DeltaRow[] = Array.from({ length: 500 }, (_, i) => ({
  layer: Math.floor(random() * 7),
  property: Math.floor(random() * 8),
  slot: Math.floor(random() * 200_000),
  value: Math.fround(random() * 1000 - 500),
  time: i % 9 === 0 ? Number.NaN : BASE + Math.floor((random() - 0.9) * 400 * 86_400_000),
  quality: QUALITIES[Math.floor(random() * 3)] ?? 'good',
}));

describe('a frame', () => {
  test('brings back every row; times to 1/8 s and never later than they were', () => {
    const { header, rows: back } = decode(encodeDelta('delta', 42, rows));
    expect(header).toEqual({ kind: 'delta', sequence: 42, previous: 41, count: 500, answers: 0 });
    expect(back).toHaveLength(rows.length);
    back.forEach((row, i) => {
      const sent = rows[i] as DeltaRow;
      expect({ ...row, time: 0 }).toEqual({ ...sent, time: 0 });
      if (Number.isNaN(sent.time)) expect(row.time).toBeNaN();
      else {
        // A value that seems to come from after now would be shown as not yet observed.
        expect(row.time).toBeLessThanOrEqual(sent.time);
        expect(sent.time - row.time).toBeLessThan(125);
      }
    });
  });

  test('may be empty, a snapshot, and have a sequence number beyond 32 bits', () => {
    expect(decode(encodeDelta('snapshot', 2 ** 40, [])).header).toEqual({
      kind: 'snapshot',
      sequence: 2 ** 40,
      previous: 2 ** 40 - 1,
      count: 0,
      answers: 0,
    });
  });

  test('carries NaN as NaN: an erased row', () => {
    const erased: DeltaRow = { layer: 1, property: 0, slot: 3, value: Number.NaN, time: Number.NaN, quality: 'good' };
    expect(decode(encodeDelta('delta', 1, [erased])).rows).toEqual([erased]);
  });

  test('clamps a time too far from its neighbours instead of wrapping round to another century', () => {
    const row = (time: number): DeltaRow => ({ layer: 0, property: 0, slot: 0, value: 1, time, quality: 'good' });
    const back = decode(encodeDelta('delta', 1, [row(BASE), row(BASE - 20 * 365 * 86_400_000)])).rows;
    expect(back[1]?.time).toBeLessThan(BASE - 8 * 365 * 86_400_000);
    expect(back[1]?.time).not.toBeNaN();
  });
});

describe('a corrupt frame is refused', () => {
  const good = encodeDelta('delta', 1, rows);

  test('too short, cut, or with something behind', () => {
    for (const bytes of [new Uint8Array(0), good.slice(0, 39), good.slice(0, -1), new Uint8Array([...good, 0])])
      expect(() => decode(bytes)).toThrow(WireError);
  });

  test('a foreign beginning', () => {
    const foreign = good.slice();
    foreign[0] = 0;
    expect(() => decode(foreign)).toThrow(/does not start with CJD2/);
  });

  test('a row count that does not fit', () => {
    const lying = good.slice();
    new DataView(lying.buffer).setUint32(32, 0xffffffff, true);
    expect(() => decode(lying)).toThrow(/promises 4294967295 rows/);
  });

  test('an unknown quality counts as bad, it does not crash', () => {
    const odd = encodeDelta('delta', 1, rows.slice(0, 1));
    odd[40 + 2] = 99;
    expect(decode(odd).rows[0]?.quality).toBe('bad');
  });
});
