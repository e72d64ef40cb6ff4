import { expect, test } from 'vitest';
import type { AssetTable } from '../../domain/asset.ts';
import { layer as drainLayer } from '../../domain/layers/drain.ts';
import { layer as waterLayer } from '../../domain/layers/waterlogging.ts';
import { compileScenario } from '../compile.ts';
import { kpisAt } from '../kpis.ts';
import { DRAINAGE_ASSUMPTIONS, drainageValues } from './assumptions.ts';
import { withDrain, withDrainChanged, withoutDrain } from './drain-edit.ts';
import { drainsBuilt, drainsToday } from './drain-objects.ts';
import { depthAt, inundate } from './inundation.ts';
import { withMeasures } from './measures.ts';
import { measuresAt, type SiteObject, siteOf } from './site.ts';
import { cellAt, cellsWithin, placeOf } from './site-grid.ts';
import { courseAt, reportOf, runStorm, surfaceAt } from './storm-run.ts';
import { designRain, planWaterlogging } from './waterlogging-plan.ts';

const values = drainageValues(DRAINAGE_ASSUMPTIONS).mid;
/** Catchment hm², runoff, drain capacity m³/s, inlets, ponding area m², as the city's five points have them. */
const POINTS = [
  [9.5, 0.72, 0.85, 14, 4300],
  [6.2, 0.68, 0.62, 10, 2600],
  [4.8, 0.8, 1.1, 18, 1900],
  [7.4, 0.7, 0.7, 12, 3400],
  [5.5, 0.66, 0.5, 8, 2200],
] as const;
const points: SiteObject[] = POINTS.map(([catchment, runoff, drainage, inlets, basin], index) => ({
  id: `WL-0${index + 1}`,
  position: [116.6 + index * 0.01, 35.42, 0],
  heading: 0,
  attributes: { catchment, runoff, drainage, inlets, basin },
}));
const drains: SiteObject[] = points.flatMap(({ id, position, attributes }) => [
  { id: `${id}-IN`, position, heading: 0, attributes: { kind: 'inlets', point: id, count: attributes.inlets ?? 0 } },
]);

function tableOf(layer: { readonly id: string; readonly reserve: number }, objects: readonly SiteObject[]): AssetTable {
  const keys = [...new Set(objects.flatMap(({ attributes }) => Object.keys(attributes)))];
  const all = layer === drainLayer ? drainLayer.attributes.map(({ key }) => key) : keys;
  return {
    layer: layer.id,
    count: objects.length,
    capacity: objects.length + layer.reserve,
    ids: objects.map(({ id }) => id),
    positions: Float64Array.from(objects.flatMap(({ position }) => [position[0], position[1], 0])),
    headings: new Float32Array(objects.length),
    columns: Object.fromEntries(all.map((key) => [key, objects.map(({ attributes }) => attributes[key] ?? null)])),
    provenance: 'illustrative',
  };
}
const tables = new Map([
  ['waterlogging', tableOf(waterLayer, points)],
  ['drain', tableOf(drainLayer, drains)],
]);
const document = planWaterlogging(tables);
const compiled = compileScenario(document, tables, Date.UTC(2026, 10, 23), 480);
const done = compiled.end;
const deepestAt = (point: SiteObject, alternative: string, years: number) => {
  const site = siteOf(point, drainsToday(tables.get('drain')), values);
  const { measures, outside } = measuresAt(site, drainsBuilt(compiled, alternative, done));
  expect(outside).toEqual([]);
  const run = inundate(withMeasures(site.inputs, measures), designRain(values, years), 240);
  return Math.max(...Array.from({ length: 240 }, (_, minute) => depthAt(run, site.cell, minute)));
};

test('upgrades made for 30 years hold that storm at every point and flood at 100 years', () => {
  for (const point of points) {
    const [today, a, b] = ['base', 'A', 'B'].map((each) => deepestAt(point, each, 30)) as [number, number, number];
    expect(today, point.id).toBeGreaterThan(0.15);
    expect(a, point.id).toBeLessThan(today);
    expect(b, point.id).toBeLessThanOrEqual(0.15);
    expect(deepestAt(point, 'B', 100), point.id).toBeGreaterThan(0.15);
  }
});

const site = siteOf(points[0] as SiteObject, drains, values);
const question = (built: readonly SiteObject[]) => ({
  site: 'WL-01',
  grid: site.grid,
  cell: site.cell,
  inputs: site.inputs,
  measures: measuresAt(site, built).measures,
  rain: designRain(values, 30),
  minutes: 240,
});
const raised: SiteObject = {
  id: 'R',
  position: [...placeOf(site.grid, site.cell), 0],
  heading: 90,
  attributes: { kind: 'raise', point: 'WL-01', by: 0.3, length: 80, width: 80 },
};

test('a drawn terrain shows changes alone, with what got worse by name', () => {
  const answer = runStorm(question([raised]));
  const report = reportOf(answer, { borrowed: true });
  expect(report.basis).toBe('illustrative');
  expect(report.notes.map(({ zh }) => zh)).toEqual(['示意地形，不得用于工程判断', '采用借用公式']);
  expect(report.points[0]?.changeCm).toBeLessThan(-1);
  // What the raised road keeps off stands elsewhere.
  expect(report.worse.length).toBeGreaterThan(0);
  expect(answer.points.find(({ id }) => id === report.worse[0])?.name.zh).toMatch(/^[东南西北]+ \d+ m$/);
  expect(courseAt(answer, site.cell).kind).toBe('change');
  const surface = surfaceAt(answer, 'after', 60);
  expect(surface.kind).toBe('change');
  expect(Math.min(...surface.values)).toBeLessThan(0);
  expect(Math.max(...surface.values)).toBeGreaterThan(0);
  expect(surfaceAt(answer, 'before', 60).values.every((each) => each === 0)).toBe(true);
});

test('no two places of a report are called the same', () => {
  for (const point of points) {
    const own = siteOf(point, drains, values);
    for (const years of [30, 100]) {
      const attributes = { kind: 'raise', point: point.id, by: 0.3, length: 80, width: 80 };
      const road = { ...raised, position: [...placeOf(own.grid, own.cell), 0], attributes } as SiteObject;
      const { measures } = measuresAt(own, [road]);
      const from = { grid: own.grid, cell: own.cell, inputs: own.inputs, measures, minutes: 240 };
      const { points: told } = runStorm({ site: point.id, ...from, rain: designRain(values, years) });
      expect(told.length).toBeGreaterThan(1);
      expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
      expect(new Set(told.map(({ name }) => name.zh)).size).toBe(told.length);
    }
  }
});

test('without measures nothing changes', () => {
  const answer = runStorm(question([]));
  expect(answer.after).toBe(answer.before);
  expect(reportOf(answer, { borrowed: false }).points.every(({ changeCm }) => changeCm === 0)).toBe(true);
});

test('a surveyed terrain gives depths and a range of levels', () => {
  const { grid, inputs } = site;
  const surveyed = siteOf(points[0] as SiteObject, drains, values, {
    file: 'dem.tif',
    sha256: '0'.repeat(64),
    by: '测绘院',
    accuracy: 0.1,
    crs: 'EPSG:4548',
    provenance: 'surveyed',
    ...grid,
    origin: [...grid.origin] as [number, number],
    corner: [grid.corner[0] / 2, grid.corner[1] / 2],
    cell: grid.cell / 2,
    heights: [...inputs.terrain.ground],
    filled: 0,
  });
  const answer = runStorm({
    ...question([]),
    grid: surveyed.grid,
    cell: surveyed.cell,
    inputs: surveyed.inputs,
  });
  const report = reportOf(answer, { borrowed: false });
  expect(report.basis).toBe('surveyed');
  expect(report.notes).toEqual([]);
  expect(courseAt(answer, surveyed.cell).kind).toBe('depth');
  expect(surfaceAt(answer, 'before', 60).kind).toBe('depth');
  if (report.basis === 'surveyed') expect(report.points[0]?.before.words.zh).toMatch(/黄|橙|红/);
});

test('works are operations: added, resized, taken back, counted and priced', () => {
  const at = placeOf(site.grid, site.cell);
  const added = withDrain(document, 'A', { kind: 'tank', point: 'WL-01', at, heading: 0, sizes: { volume: 2000 } });
  expect(added.id).toBe('WL-01-M1.A');
  const next = compileScenario(added.document, tables, Date.UTC(2026, 10, 23), 480);
  const capex = (of: typeof compiled) => kpisAt(of, 'A', of.end).find(({ key }) => key === 'drain.capex')?.value ?? 0;
  expect(capex(next) - capex(compiled)).toBeCloseTo((2000 * 3500) / 10_000, 6);
  const bigger = withDrainChanged(added.document, 'A', added.id, { sizes: { volume: 3000 } });
  const grown = compileScenario(bigger, tables, Date.UTC(2026, 10, 23), 480);
  expect(capex(grown) - capex(next)).toBeCloseTo((1000 * 3500) / 10_000, 6);
  expect(withoutDrain(bigger, 'A', added.id)).toEqual(document);
  expect(() => withDrain(document, 'base', { kind: 'tank', point: 'WL-01', at, heading: 0 })).toThrow(/"base"/);
  expect(() =>
    withDrain(document, 'A', { kind: 'tank', point: 'WL-01', at, heading: 0, sizes: { volume: 1 } }),
  ).toThrow(/volume = 1.*10–50000/);
  expect(() => withoutDrain(document, 'A', 'nothing')).toThrow(/"nothing"/);
});

test('places and cells agree, and a rectangle turns with its heading', () => {
  for (const cell of [0, 17, site.cell]) expect(cellAt(site.grid, ...placeOf(site.grid, cell))).toBe(cell);
  expect(cellAt(site.grid, 117, 36)).toBeNull();
  const middle = placeOf(site.grid, site.cell);
  const east = cellsWithin(site.grid, middle, 90, 38, 4);
  expect(new Set(east.map((cell) => Math.floor(cell / site.grid.columns))).size).toBe(1);
  expect(cellsWithin(site.grid, middle, 0, 38, 4)).toHaveLength(east.length);
});
