import { describe, expect, test } from 'vitest';
import { formatMounts, parseMounts } from '../domain/mount.ts';
import { type AssetTableMessage, formatAssetTable, packAssetTable, parseAssetTable } from './asset-table.ts';

const mounts = formatMounts([{ kind: 'camera', height: 6, azimuth: 90 }]);
const message: AssetTableMessage = {
  layer: 'pole',
  count: 2,
  capacity: 10,
  ids: ['P-1', 'P-2'],
  positions: [116.59, 35.41, 0, 116.6, 35.42, 0],
  headings: [12.3, 270],
  columns: { name: ['一', '二'], mounts: [mounts, ''], height: [6.5, null] },
  shapes: [
    null,
    [
      [116.59, 35.41],
      [116.6, 35.42],
    ],
  ],
  provenance: 'illustrative',
};

test('there and back, through JSON, mounts included', () => {
  const table = parseAssetTable(JSON.parse(JSON.stringify(message)), 'pole.json');
  expect(formatAssetTable(table)).toEqual(message);
  expect(table.headings[0]).toBeCloseTo(12.3, 5);
  expect(parseMounts(String(table.columns.mounts?.[0]))).toEqual([{ kind: 'camera', height: 6, azimuth: 90 }]);
});

describe('a table that does not fit is refused with file, column and lengths', () => {
  test.each([
    ['ids', { ids: ['P-1'] }, /pole\.json: ids holds 1 entries, count says 2/],
    ['positions', { positions: [1, 2, 3] }, /positions holds 1 entries/],
    ['ragged positions', { positions: [1, 2, 3, 4] }, /positions holds/],
    ['headings', { headings: [] }, /headings holds 0/],
    ['a column', { columns: { name: ['一'] } }, /columns\.name holds 1/],
    ['shapes', { shapes: [null] }, /shapes holds 1/],
    ['an id', { ids: ['P 1', 'P-2'] }, /pole\.json: ids\.0 expected an id/],
    ['a provenance', { provenance: 'guessed' }, /provenance/],
    ['a capacity below the count', { capacity: 1 }, /capacity 1/],
    ['an id twice', { ids: ['P-1', 'P-1'] }, /P-1/],
  ])('%s', (_, change, expected) => {
    expect(() => parseAssetTable({ ...message, ...change }, 'pole.json')).toThrow(expected);
  });
});

describe('packed for a file', () => {
  const table = parseAssetTable(message, 'pole.json');

  test('is read as the very same table', () => {
    const packed = JSON.parse(JSON.stringify(packAssetTable(table)));
    expect(packed).toMatchObject({
      places: { longitude: [1_165_900_000, 100_000], latitude: [354_100_000, 100_000], height: [0, 0] },
    });
    expect(packed.positions).toBeUndefined();
    expect(parseAssetTable(packed, 'pole.json')).toEqual(table);
  });

  test('a column that only repeats the id is what stands before it', () => {
    const named = { ...table, columns: { ...table.columns, name: ['示意立杆 P-1', '示意立杆 P-2'] } };
    const packed = packAssetTable(named);
    expect(packed.columns.name).toEqual({ beforeId: '示意立杆 ' });
    expect(parseAssetTable(packed, 'pole.json')).toEqual(named);
  });

  test('places finer than its steps stay as they are', () => {
    const fine = { ...table, positions: Float64Array.from(table.positions, (value) => value + 1e-9) };
    const packed = packAssetTable(fine);
    expect(packed.places).toBeUndefined();
    expect(parseAssetTable(packed, 'pole.json')).toEqual(fine);
  });

  test('a place too few is told', () => {
    const packed = packAssetTable(table);
    const short = { ...packed, places: { ...packed.places, latitude: [354_100_000] } };
    expect(() => parseAssetTable(short, 'pole.json')).toThrow(/places\.latitude holds 1 entries, count says 2/);
  });
});
