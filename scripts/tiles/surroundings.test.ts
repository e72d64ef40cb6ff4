import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { parseMounts } from '../../src/domain/mount.ts';
import { type RoadAxis, roadAxis } from '../../src/scenario/road-axis.ts';
import type { Surroundings } from '../../src/scenario/rules/surroundings.ts';
import type { ScenarioDocument } from '../../src/wire/scenario-document.ts';
import { parseSurroundings } from '../../src/wire/surroundings.ts';
import type { BuildingFeature } from './feature.ts';
import { readCityFolder } from './read/city-folder.ts';
import type { ReadCity } from './read/source.ts';
import { aroundPoles, surroundingsFiles } from './surroundings.ts';

let read: ReadCity;
let buildings: readonly BuildingFeature[];
let around: Surroundings;
let axis: RoadAxis;

beforeAll(async () => {
  read = await readCityFolder(join(import.meta.dirname, '../../tiles/jining'));
  buildings = [...read.city.features].flatMap((feature) => (feature.kind === 'building' ? [feature] : []));
  around = aroundPoles(read, buildings) as Surroundings;
  axis = roadAxis(read.poleProject?.axis ?? []);
}, 60_000);

test('every tree of the road is one that is drawn, none further off than a sight line reaches', () => {
  const drawn = new Set(read.city.trees.map(({ position: [x, y], height, crown }) => [x, y, height, crown].join(' ')));
  const trees = around.trees ?? [];
  expect(trees.length).toBeGreaterThan(300);
  for (const { position, height, crown } of trees) {
    expect(drawn.has([...position, height, crown].join(' '))).toBe(true);
    expect(Math.abs(axis.stationOf(...position).offset)).toBeLessThan(111);
  }
});

test('houses along the road have the outline and height of the drawn ones', () => {
  const tops = new Map(buildings.flatMap(({ parts }) => parts.map(({ rings, top }) => [rings[0], top] as const)));
  expect(around.buildings?.length).toBeGreaterThan(50);
  for (const { ring, height } of around.buildings ?? []) expect(height).toBe(tops.get(ring));
});

test('footways lie on both sides between the crossings, and no crossing lies on one', () => {
  const footways = around.footways ?? [];
  const junctions = (read.poleProject?.junctions ?? []).map(({ position }) => axis.stationOf(...position).chainage);
  expect(footways.filter(({ side }) => side === 'south')).toHaveLength(junctions.length - 1);
  for (const { from, to, kerb, outer } of footways) {
    expect(from).toBeLessThan(to);
    expect(outer - kerb).toBeGreaterThan(2);
    expect(junctions.some((each) => each > from && each < to)).toBe(false);
  }
});

test('a signal of the project faces every stop line', () => {
  const signals = read.city.assets.flatMap(({ id, position, attributes }) =>
    id.startsWith('GH-TS')
      ? parseMounts(String(attributes.mounts))
          .filter(({ kind }) => kind === 'vehicle-signal')
          .map(({ azimuth }) => ({ ...axis.stationOf(position[0], position[1]), azimuth }))
      : [],
  );
  expect(around.approaches?.length).toBeGreaterThan(20);
  for (const { stopLine, bearing } of around.approaches ?? []) {
    const { chainage, offset } = axis.stationOf(...stopLine);
    const faced = signals.some(
      (each) =>
        Math.hypot(each.chainage - chainage, each.offset - offset) < 60 &&
        Math.abs(((each.azimuth - bearing + 720) % 360) - 180) < 20,
    );
    expect(faced, `stop line at ${Math.round(chainage)} m, bearing ${bearing}`).toBe(true);
  }
});

test('the file names what a plan lays to its carriers', () => {
  const carrier = (id: string, mounts: string) => ({
    op: 'add',
    asset: { layer: 'pole', id, position: [116.6, 35.4, 0], heading: 0, attributes: { class: 'MF', mounts } },
  });
  const document = {
    id: 'x',
    project: { provenance: 'illustrative' },
    alternatives: [{ phases: [{ operations: [carrier('M1', 'luminaire:12:0'), carrier('M2', 'micro-cell:10:0')] }] }],
  } as unknown as ScenarioDocument;
  const file = surroundingsFiles([document], around).get('x');
  if (!file) throw new Error('a plan of poles has surroundings');
  expect(file.supply).toEqual([
    { carrier: 'M1', kilowatts: 3 },
    { carrier: 'M2', kilowatts: 6 },
  ]);
  expect(parseSurroundings(JSON.parse(JSON.stringify(file)))).toEqual(file);
});
