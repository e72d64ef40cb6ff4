import { expect, test } from 'vitest';
import { drawingBounds, dxfOf, svgOf } from '../../domain/drawing.ts';
import { DRAINAGE_ASSUMPTIONS, drainageValues } from './assumptions.ts';
import { sectionAlong, sectionDrawing } from './section.ts';
import { measuresAt, siteOf } from './site.ts';
import { placeOf } from './site-grid.ts';
import { runStorm } from './storm-run.ts';
import { designRain } from './waterlogging-plan.ts';

const values = drainageValues(DRAINAGE_ASSUMPTIONS).mid;
const point = { id: 'WL', position: [116.6, 35.42] as const, heading: 90, attributes: { catchment: 4, basin: 2000 } };
const site = siteOf(point, [], values);
const raise = {
  id: 'R',
  position: placeOf(site.grid, site.cell),
  heading: 90,
  attributes: { kind: 'raise', point: 'WL', by: 0.2, length: 30, width: 30 },
};
const answerOn = (survey: boolean) => {
  const { terrain } = site.inputs;
  const inputs = survey
    ? { ...site.inputs, terrain: { ...terrain, cell: 2, survey: { by: '测绘院', accuracy: 0.1 } } }
    : site.inputs;
  const grid = survey
    ? { ...site.grid, cell: 2, corner: [site.grid.corner[0] / 2, site.grid.corner[1] / 2] as const }
    : site.grid;
  const { measures } = measuresAt({ ...site, grid, inputs }, [raise]);
  return runStorm({ site: 'WL', grid, cell: site.cell, inputs, measures, rain: designRain(values, 30), minutes: 200 });
};
const ends = (answer: ReturnType<typeof answerOn>) => {
  const { grid } = answer.question;
  const row = Math.floor(grid.rows / 2) * grid.columns;
  return [placeOf(grid, row), placeOf(grid, row + grid.columns - 1)] as const;
};

test('a section holds ground, raised road and, on a surveyed terrain, one level of water', () => {
  const answer = answerOn(true);
  const stations = sectionAlong(answer, ...ends(answer), 80);
  expect(stations.some(({ ground, raised }) => Math.abs(raised - ground - 0.2) < 1e-9)).toBe(true);
  const wet = stations.filter(({ before }) => before !== null);
  expect(wet.length).toBeGreaterThan(3);
  for (const { before, ground } of wet) expect(before).toBeGreaterThan(ground);
  expect(stations[1]?.chainage).toBeCloseTo(1, 1);
});

test('a drawn terrain carries no level, and its sheet says what it is', () => {
  const answer = answerOn(false);
  const stations = sectionAlong(answer, ...ends(answer), 80);
  expect(stations.every(({ before, after }) => before === null && after === null)).toBe(true);
  const sheet = sectionDrawing(stations, '剖面', ['示意地形，不得用于工程判断']);
  expect(svgOf(sheet)).toContain('示意地形，不得用于工程判断');
  expect(dxfOf(sheet)).toContain('\\U+793A\\U+610F\\U+5730\\U+5F62');
  expect(() => sectionAlong(answer, [116.6, 35.42], [116.6, 35.42], 0)).toThrow(/0\.0 m/);
  expect(() => sectionAlong(answer, [117, 35], [117.01, 35], 0)).toThrow(/off the terrain/);
});

test('DXF is pairs of codes and values that end, ASCII, with all points of the drawing', () => {
  const answer = answerOn(true);
  const sheet = sectionDrawing(sectionAlong(answer, ...ends(answer), 80), 'Section', []);
  const dxf = dxfOf(sheet);
  expect(dxf).toMatch(/^[\r\n -~]*$/);
  const rows = dxf.split('\r\n').slice(0, -1);
  expect(rows.length % 2).toBe(0);
  const pairs = rows.flatMap((code, index) => (index % 2 === 0 ? [[Number(code), rows[index + 1]] as const] : []));
  expect(pairs.every(([code]) => Number.isInteger(code))).toBe(true);
  expect(pairs.at(-1)).toEqual([0, 'EOF']);
  const count = (name: string) => pairs.filter(([code, value]) => code === 0 && value === name).length;
  expect(count('VERTEX')).toBe(sheet.lines.reduce((sum, { points }) => sum + points.length, 0));
  expect(count('POLYLINE')).toBe(count('SEQEND'));
  expect(count('SECTION')).toBe(count('ENDSEC'));
  const layers = new Set(sheet.layers.map(({ name }) => name));
  for (const [code, value] of pairs) if (code === 8) expect(layers.has(value as string)).toBe(true);
  const [left, foot, right, top] = drawingBounds(sheet);
  expect(right - left).toBeGreaterThan(90);
  expect(top).toBeGreaterThan(foot);
});
