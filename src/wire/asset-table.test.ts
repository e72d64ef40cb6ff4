import { describe, expect, test } from 'vitest';
import { formatMounts, parseMounts } from '../domain/mount.ts';
import { type AssetTableMessage, formatAssetTable, parseAssetTable } from './asset-table.ts';

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
