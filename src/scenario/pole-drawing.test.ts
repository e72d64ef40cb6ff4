import { expect, test } from 'vitest';
import { DAY, parseInstant } from '../domain/clock.ts';
import { dxfOf } from '../domain/drawing.ts';
import { compileScenario } from './compile.ts';
import { addCarrier, mergeInto, shortStreetDocument, shortStreetTables } from './fixture/short-street.ts';
import { poleDrawing } from './pole-drawing.ts';

/** The carrier stands from day 8; the lamp is merged on day 15, AD1 is removed on day 20. */
const plan = compileScenario(
  shortStreetDocument(
    [addCarrier('MF1', 'luminaire:10:0', 8)],
    [
      mergeInto('MF1', 'lamp', 'L1', ['luminaire:10:0'], { migrated: 12, day: 15 }),
      { op: 'remove', target: { layer: 'pole', id: 'AD1' }, how: 'removed' },
    ],
  ),
  shortStreetTables(),
  parseInstant('2026-05-01T00:00:00+08:00'),
  480,
);
const plane = (longitude: number, latitude: number) => [longitude * 1e5, latitude * 1e5] as const;
const drawn = (day: number) => poleDrawing(plan, 'X', plan.start + day * DAY, plane, ['城镜', 'EPSG:4548']);
const layerOf = (day: number, id: string) => drawn(day).texts.find(({ text }) => text === id)?.layer;

test('each pole is on the layer of what has become of it', () => {
  expect([0, 10, 30].map((day) => layerOf(day, 'MF1'))).toEqual(['PLANNED', 'NEW', 'NEW']);
  expect([0, 30].map((day) => layerOf(day, 'L1'))).toEqual(['KEEP', 'MERGED']);
  expect([0, 30].map((day) => layerOf(day, 'AD1'))).toEqual(['KEEP', 'REMOVED']);
  expect([0, 30].map((day) => drawn(day).lines.filter(({ layer }) => layer === 'MERGE-LINK').length)).toEqual([0, 1]);
});

test('a pole is drawn where it stands, with its notes below all of them', () => {
  const { lines, texts } = drawn(0);
  const corners = lines.filter(({ points }) => points.length > 2).flatMap(({ points }) => points);
  const table = plan.assets.get('lamp')!;
  const [east, north] = plane(table.positions[0]!, table.positions[1]!);
  expect(corners.some(([x, y]) => Math.hypot(x - east, y - north) < 0.41)).toBe(true);
  const foot = Math.min(...corners.map(([, y]) => y));
  for (const { layer, at } of texts) if (layer === 'NOTE') expect(at[1]).toBeLessThan(foot);
  expect(dxfOf(drawn(0))).toContain('EPSG:4548');
});
