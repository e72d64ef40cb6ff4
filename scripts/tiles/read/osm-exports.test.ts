import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { geojson } from 'flatgeobuf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withOtherTags } from './other-tags.ts';
import { readInputs } from './read-inputs.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiles-exports-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A square of its own place for each record; what the records of these properties are drawn as. */
async function drawn(...records: readonly object[]) {
  const lines = records.map((properties, i) => {
    const [x, y] = [7.4 + i / 1000, 43.7];
    const ring = [
      [x, y],
      [x + 0.0005, y],
      [x + 0.0005, y + 0.0005],
      [x, y + 0.0005],
      [x, y],
    ];
    const geometry = { type: 'Polygon', coordinates: [ring] };
    return JSON.stringify({ type: 'Feature', id: `a${i + 1}`, geometry, properties });
  });
  const file = join(folder, 'export.geojsonl');
  writeFileSync(file, lines.join('\n'));
  const options = { inputs: [file], out: '', crs: null, height: null, id: null, json: false };
  const source = await readInputs(options, () => {});
  const features = [...source.city.features].map((each) => [each.id, each.kind === 'area' ? each.class : each.kind]);
  return { features: Object.fromEntries(features), skipped: source.skipped(), assumed: source.assumedHeights() };
}

describe('a whole export of OpenStreetMap', () => {
  it('has its ground drawn as ground, and what is neither ground nor building left out', async () => {
    const { features, skipped, assumed } = await drawn(
      { building: 'yes', name: 'B' },
      { leisure: 'park' },
      { natural: 'water' },
      { boundary: 'administrative' },
      { building: 'no', amenity: 'parking' },
      { 'building:levels': '4' },
    );
    expect(features).toEqual({ a1: 'building', a2: 'lawn', a3: 'water', a6: 'building' });
    expect(skipped).toEqual([
      { reason: 'polygon that is no building', count: 2, examples: ['feature 4 ("a4")', 'feature 5 ("a5")'] },
    ]);
    expect(assumed).toBe(1);
  });

  it('is told by a field, no value: footprints of other origin stay buildings', async () => {
    const { features } = await drawn({ kind: 'building', landuse: 'residential' }, { kind: 'building' });
    expect(features).toEqual({ a1: 'building', a2: 'building' });
  });

  it('as a table of GDAL has empty columns; a table of a town may have them too', async () => {
    const gdal = { osm_id: '1', osm_way_id: null };
    expect(
      (
        await drawn(
          { ...gdal, building: 'yes', leisure: null },
          { ...gdal, building: null, leisure: 'garden' },
          { ...gdal, building: '', leisure: '' },
        )
      ).features,
    ).toEqual({ a1: 'building', a2: 'lawn' });
    const town = await drawn({ building: null, landuse: 'residential' }, { building: 'school', landuse: null });
    expect(town.features).toEqual({ a1: 'building', a2: 'building' });
  });
});

it('as a FlatGeobuf of GDAL lacks what is empty, and is known by its columns', async () => {
  const square = (x: number): number[][][] => [
    [
      [x, 43.7],
      [x + 0.0005, 43.7],
      [x + 0.0005, 43.7005],
      [x, 43.7],
    ],
  ];
  const rows = [
    { building: 'yes', leisure: 'x', osm_way_id: '1' },
    { building: null, leisure: 'park', osm_way_id: null },
    { building: null, leisure: null, osm_way_id: null },
  ];
  const features = rows.map((properties, i) => ({
    type: 'Feature' as const,
    properties: properties as Record<string, string>,
    geometry: { type: 'Polygon' as const, coordinates: square(7.4 + i / 1000) },
  }));
  const file = join(folder, 'export.fgb');
  writeFileSync(file, geojson.serialize({ type: 'FeatureCollection', features }));
  const options = { inputs: [file], out: '', crs: null, height: null, id: null, json: false };
  const source = await readInputs(options, () => {});
  expect([...source.city.features].map((each) => (each.kind === 'area' ? each.class : each.kind)).sort()).toEqual([
    'building',
    'lawn',
  ]);
  expect(source.skipped()).toMatchObject([{ reason: 'polygon that is no building', count: 1 }]);
});

describe('tags that GDAL has no column for', () => {
  it('are read from one text, where no column of its own tells them', () => {
    const hstore = '"height"=>"12","name:zh"=>"\\"楼\\"","building:levels"=>"4","cut"=>"of';
    expect(withOtherTags({ building: 'yes', height: null, name: 'A', other_tags: hstore })).toEqual({
      building: 'yes',
      height: '12',
      name: 'A',
      'name:zh': '"楼"',
      'building:levels': '4',
      other_tags: hstore,
    });
    expect(withOtherTags({ height: 9, other_tags: '{"height":"12","a":"b"}' })).toMatchObject({ height: 9, a: 'b' });
    const none = { building: 'yes', other_tags: null };
    expect(withOtherTags(none)).toBe(none);
    expect(withOtherTags({ other_tags: '{broken' })).toEqual({ other_tags: '{broken' });
  });

  it('make heights and parts as any others do', async () => {
    const { features, assumed } = await drawn(
      { osm_id: '1', osm_way_id: null, building: 'yes', other_tags: '"building:levels"=>"4"' },
      { osm_id: '2', osm_way_id: null, building: null, other_tags: '"building:part"=>"yes"' },
    );
    expect(features).toEqual({ a1: 'building' });
    expect(assumed).toBe(0);
  });
});
