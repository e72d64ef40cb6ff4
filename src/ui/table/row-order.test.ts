import { expect, it } from 'vitest';
import { columnsOf } from '../../domain/query/columns.ts';
import { AT, strewnLamps } from '../../domain/query/test-lamps.ts';
import { rowOrder } from './row-order.ts';

const lamps = strewnLamps(500);
const columns = columnsOf(lamps, AT);

it('orders numbers and texts, both ways, what has no value last', () => {
  for (const falling of [false, true]) {
    const heights = [...rowOrder(columns, null, null, { key: 'height', falling })].map(
      (slot) => lamps.assets.columns.height?.[slot] as number | null,
    );
    const known = heights.filter((each) => each !== null);
    expect(known).toEqual([...known].sort((a, b) => (falling ? b - a : a - b)));
    expect(heights.slice(known.length).every((each) => each === null)).toBe(true);
    expect(known.length).toBeLessThan(500);
    const powers = [...rowOrder(columns, null, null, { key: 'power', falling })].map(
      (slot) => lamps.shown.values[0]![slot]!,
    );
    expect(Number.isNaN(powers[0])).toBe(false);
    expect(Number.isNaN(powers.at(-1))).toBe(true);
  }
  const names = [...rowOrder(columns, null, null, { key: 'name', falling: false })].slice(0, 12);
  // As a person counts: 灯 2 before 灯 10.
  expect(names).toEqual(Array.from({ length: 12 }, (_, i) => i));
});

it('holds what passes and is chosen', () => {
  const passing = new Uint8Array(500).fill(1, 0, 10);
  const chosen = new Uint8Array(500).fill(1, 5, 50);
  expect([...rowOrder(columns, passing, chosen, null)]).toEqual([5, 6, 7, 8, 9]);
});

it('goes by code point where a collator would keep a person waiting', () => {
  const many = strewnLamps(20_001);
  const rows = [...rowOrder(columnsOf(many, AT), null, null, { key: 'name', falling: false })];
  const names = rows.map((slot) => String(many.assets.columns.name?.[slot]));
  expect(names).toEqual(names.toSorted());
  expect(names[2]).toBe('灯 10');
});
