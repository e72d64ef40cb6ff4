import { expect, it } from 'vitest';
import { columnsOf } from '../../domain/query/columns.ts';
import { fieldsOf } from '../../domain/query/fields.ts';
import { AT, strewnLamps } from '../../domain/query/test-lamps.ts';
import { type TableExtract, tableCsv, tableGeojson } from './export-table.ts';

const lamps = strewnLamps(6);
const columns = {
  ...lamps.assets.columns,
  feeder: ['F1', '=1+1', 'a,"b"', null, '', '-'],
  owner: Array(6).fill('secret owner'),
};
const layer = { ...lamps, assets: { ...lamps.assets, columns } };
const extract = (secret = false): TableExtract => ({
  layer,
  columns: columnsOf(layer, AT),
  fields: fieldsOf(layer.definition, secret),
  rows: Uint32Array.of(1, 2),
  at: AT,
  filter: 'power > 1',
  marking: '密级：内部',
});

it('is CSV that says units and provenance in its heads', () => {
  const csv = tableCsv(extract(), 'zh');
  expect(csv.startsWith('\uFEFF编号 id [示意],')).toBe(true);
  const [head = '', ...lines] = csv.slice(1).trimEnd().split('\r\n');
  expect(head).toContain('杆高 height (m) [示意]');
  expect(head).toContain('功率 power (W) [模拟],功率 时间 power_time [模拟],功率 质量 power_quality [模拟]');
  expect(head).toContain('经度 longitude (°) [示意]');
  expect(lines).toHaveLength(2);
  expect(head).toMatch(/,密级与导出$/);
  expect(lines.every((line) => line.endsWith(',密级：内部'))).toBe(true);
  expect(lines[0]).toContain('L-1,');
  // A formula stays a text, a quote is doubled.
  expect(lines[0]).toContain(",'=1+1,");
  expect(lines[1]).toContain(',"a,""b""",');
});

it('is GeoJSON with the question, the units and the moment', () => {
  const parsed = JSON.parse(tableGeojson(extract()));
  expect(parsed).toMatchObject({
    type: 'FeatureCollection',
    layer: 'lamp',
    filter: 'power > 1',
    marking: '密级：内部',
    source: 'simulated',
    provenance: 'illustrative',
  });
  expect(parsed.units.power).toBe('W');
  expect(parsed.features.map((each: { id: string }) => each.id)).toEqual(['L-1', 'L-2']);
  const { geometry, properties } = parsed.features[0];
  expect(geometry.type).toBe('Point');
  expect(geometry.coordinates[0]).toBeCloseTo(lamps.assets.positions[3]!, 6);
  const power = lamps.shown.values[0]![1]!;
  expect(properties.power).toBe(Number.isNaN(power) ? null : power);
  expect(['normal', 'yellow', 'orange', 'red']).toContain(properties.level);
});

it('hands a public session nothing private', () => {
  for (const text of [tableCsv(extract(true), 'en'), tableGeojson(extract(true))]) {
    expect(text).not.toContain('secret owner');
    expect(text).not.toContain('feeder');
  }
  expect(tableCsv(extract(), 'en')).toContain('secret owner');
});
