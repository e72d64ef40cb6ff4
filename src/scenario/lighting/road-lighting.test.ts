import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../domain/clock.ts';
import { toGeographic } from '../../domain/geo/local-frame.ts';
import { compileScenario } from '../compile.ts';
import type { CompiledScenario } from '../compiled.ts';
import { mergeInto, shortStreetDocument, shortStreetTables } from '../fixture/short-street.ts';
import { burningHours, powerShare } from './burning-hours.ts';
import { pointsAlong } from './field-grid.ts';
import { lightingKpis } from './figures.ts';
import { carrierAt, litStreet, SPACING, STREET_AXIS } from './fixture/lit-street.ts';
import { genericOptic } from './generic-optics.ts';
import { isolines } from './isolines.ts';
import { lightingFindings } from './lighting-findings.ts';
import { luxField } from './lux-field.ts';
import { luxIsolines } from './lux-isolines.ts';
import { compareLux, readLuxTable } from './measured-lux.ts';
import { shadeOf } from './obstacles.ts';
import { scaledTo } from './r-table.ts';
import { R3 } from './r3-table.ts';
import { straightRoadFigures } from './road-field.ts';
import { lightRoad, litRoadOf } from './road-lighting.ts';
import { segmentsOf } from './road-segments.ts';

const street = litStreet();
const road = litRoadOf(street)!;
const kpi = (compiled: typeof street, key: string, at: number, alternative = 'X') =>
  lightingKpis(compiled, alternative, at).find((each) => each.key === key);

test('a straight, regular street has in its middle the light of the textbook road (CIE 140 field between two luminaires)', () => {
  const light = road.lightAt('base', street.start);
  const middle = light.find(({ segment }) => Math.abs(segment.from - 20 * SPACING) < 0.5)!;
  const row = { height: 12, tilt: 5, kilolumens: (250 * 84) / 1000, photometry: genericOptic('semi-cutoff'), shift: 0 };
  // One carriageway of three lanes from 12 m to 1.5 m south of the axis, lamps 11.5 m on both sides of it.
  const textbook = straightRoadFigures({
    spacing: SPACING,
    lanes: 3,
    laneWidth: 3.5,
    rows: [
      { ...row, across: 0.5, faces: 'left' },
      { ...row, across: 23.5, faces: 'right' },
    ],
    rTable: scaledTo(R3, 0.07),
    maintenanceFactor: 0.7,
    observerAge: 23,
  });
  for (const key of ['eAv', 'eMin', 'uE', 'lAv', 'u0', 'uL', 'ti'] as const)
    expect(Math.abs((middle.figures[key] as number) / (textbook[key] as number) - 1), key).toBeLessThan(0.01);
});

test('segments: junctions apart, equal fields of about a lamp spacing between them', () => {
  const segments = segmentsOf(1000, [500], 25);
  expect(segments.filter(({ kind }) => kind === 'junction')).toEqual([{ from: 475, to: 525, kind: 'junction' }]);
  expect(segments.length).toBe(2 * 14 + 1);
  segments.forEach((segment, index) => {
    expect(segment.from).toBeCloseTo(index === 0 ? 0 : segments[index - 1]!.to, 9);
  });
  expect(segments.at(-1)!.to).toBe(1000);
});

describe('what changes the light', () => {
  test('a failed lamp darkens its own segments and no others far away', () => {
    const whole = road.lightAt('base', street.start);
    const failed = road.lightAt('base', street.start, new Set(['lamp S20']));
    const [near, far] = [whole.findIndex(({ segment }) => segment.to > 20 * SPACING + 1), 2];
    expect(failed[near]!.figures.eAv).toBeLessThan(0.9 * whole[near]!.figures.eAv);
    expect(failed[near]!.figures.uE).toBeLessThan(whole[near]!.figures.uE);
    expect(failed[far]).toBe(whole[far]);
    expect(whole[near]!.objects.map((ref) => ref.id)).toContain('S20');
    expect(failed[near]!.objects.map((ref) => ref.id)).not.toContain('S20');
  });

  test('dimming by a schedule of the document scales E and leaves uniformity', () => {
    const ids = street.document.baseline[0]!.ids;
    const dimmed = litStreet([{ op: 'light', layer: 'lamp', targets: ids, dim: 50, days: [2, 4] }]);
    const at = (day: number) => (key: string) => kpi(dimmed, key, dimmed.start + day * DAY)!.value;
    expect(at(3)('lighting.eav')).toBeCloseTo(at(5)('lighting.eav') / 2, 9);
    expect(at(3)('lighting.ue')).toBeCloseTo(at(5)('lighting.ue'), 9);
  });

  test('old and new pole side by side light once: the luminaire works on the carrier from the day it migrates', () => {
    const merged = litStreet(
      [carrierAt(20, 'luminaire:12:0', 5)],
      [mergeInto('MF20', 'lamp', 'S20', ['luminaire:12:0'], { migrated: 12, day: 15 })],
    );
    const lit = (day: number) => {
      const own = litRoadOf(merged)!;
      const shares = own.sharesAt('X', merged.start + day * DAY);
      return own.luminaires.flatMap(({ ref }, index) => (shares[index]! > 0 ? [ref.id] : []));
    };
    expect([4, 8, 11].every((day) => lit(day).includes('S20') && !lit(day).includes('MF20'))).toBe(true);
    expect([12, 14, 19].every((day) => !lit(day).includes('S20') && lit(day).includes('MF20'))).toBe(true);
    expect(lit(0).length).toBe(lit(19).length);
  });

  test('scrubbing to and fro gives what a fresh computation gives', () => {
    const make = () =>
      litStreet(
        [
          carrierAt(20, 'luminaire:12:0', 5),
          { op: 'remove', target: { layer: 'lamp', id: 'N7' }, how: 'removed', day: 3 },
        ],
        [mergeInto('MF20', 'lamp', 'S20', ['luminaire:12:0'], { migrated: 12, day: 15 })],
      );
    const scrubbed = make();
    for (const day of [0, 13, 4, 19, 2, 16]) lightingKpis(scrubbed, 'X', scrubbed.start + day * DAY);
    for (const day of [0, 4, 13]) {
      const fresh = make();
      expect(lightingKpis(scrubbed, 'X', scrubbed.start + day * DAY)).toEqual(
        lightingKpis(fresh, 'X', fresh.start + day * DAY),
      );
    }
  });
});

describe('figures', () => {
  const removed = litStreet([{ op: 'remove', target: { layer: 'lamp', id: 'S20' }, how: 'removed', day: 5 }]);
  const at = (day: number) => removed.start + day * DAY;

  test('energy and power density fall by exactly the removed lamp’s share', () => {
    for (const key of ['energy.lighting', 'lighting.lpd']) {
      const [before, after] = [kpi(removed, key, at(4))!, kpi(removed, key, at(6))!];
      expect(after.value).toBeCloseTo(before.value * (1 - 1 / before.objects.length), 9);
      expect(before.objects.length - after.objects.length).toBe(1);
    }
  });

  test('districts share the energy out', () => {
    for (const key of ['energy.lighting', 'energy.devices'])
      expect(kpi(street, `${key}@任城区`, at(0))!.value + kpi(street, `${key}@高新区`, at(0))!.value).toBeCloseTo(
        kpi(street, key, at(0))!.value,
        6,
      );
  });

  test('two cameras of 15 W draw 262.8 kWh a year, apart from lighting (domain reference §4.6)', () => {
    expect(kpi(street, 'energy.devices', at(0))!.value).toBeCloseTo((2 * 15 * 8760) / 1000, 9);
    expect(kpi(street, 'energy.devices', at(0))!.objects).toEqual([{ layer: 'pole', id: 'CC1' }]);
  });

  test('a 5G set of three sectors draws 2 600 to 7 000 kWh a year (domain reference §4.6)', () => {
    const cells = litStreet([carrierAt(3, 'micro-cell:13:0|micro-cell:13:120|micro-cell:13:240', 2)]);
    const grown =
      kpi(cells, 'energy.devices', cells.start + 3 * DAY)!.value - kpi(cells, 'energy.devices', cells.start)!.value;
    expect(grown).toBeCloseTo(500 * 8.76, 6);
    expect(grown).toBeGreaterThan(2600);
    expect(grown).toBeLessThan(7000);
  });

  test('each names its objects, its words and assumptions that the tables know', () => {
    const all = lightingKpis(street, 'base', street.start);
    expect(all.filter((each) => each.district === undefined).map((each) => each.key)).toEqual([
      'lighting.eav',
      'lighting.lav',
      'lighting.ue',
      'lighting.uo',
      'lighting.ul',
      'lighting.ti',
      'lighting.lpd',
      'energy.lighting',
      'energy.devices',
    ]);
    for (const each of all) {
      expect(Number.isFinite(each.value), each.key).toBe(true);
      expect(each.formula.zh.length * each.formula.en.length, each.key).toBeGreaterThan(0);
      expect(each.assumptions.length, each.key).toBeGreaterThan(0);
      if (each.range) expect(each.range[0] <= each.value && each.value <= each.range[1], each.key).toBe(true);
    }
    expect(kpi(street, 'lighting.eav', street.start)!.objects.length).toBe(82);
  });

  test('a street without an axis has no figures, and says why nothing is decided', () => {
    const { axis: _, ...project } = shortStreetDocument([], []).project;
    const bare = compileScenario(
      shortStreetDocument([], [], { project }),
      shortStreetTables(),
      street.start - DAY * 200,
      480,
    );
    expect(lightingKpis(bare, 'base', bare.start)).toEqual([]);
    expect(lightingFindings(bare, 'base', bare.start)).toMatchObject([{ verdict: 'undecided', value: null }]);
  });
});

describe('trees and houses around the road', () => {
  const tree = (chainage: number, offset: number) => ({
    position: STREET_AXIS.pointAt({ chainage, offset }),
    height: 9,
    crown: 6,
  });
  const rows = Array.from({ length: 41 }, (_, index) => index * SPACING + 4);
  const among = (offset: number) =>
    litRoadOf({ ...street, surroundings: { trees: rows.map((at) => tree(at, offset)), buildings: [] } })!;
  const middle = (each: typeof road) => each.lightAt('base', street.start)[20]!.figures;
  test('crowns behind the lamps change nothing and are not even asked; crowns before them take light', () => {
    const behind = among(-40);
    expect(middle(behind)).toEqual(middle(road));
    expect(behind.luminaires.every(({ clear }) => clear)).toBe(true);
    const before = among(-9);
    expect(before.luminaires.every(({ clear }) => clear)).toBe(false);
    expect(middle(before).eAv).toBeLessThan(0.99 * middle(road).eAv);
  });
  test('a lamp marked clear is one whose light nothing dims, wherever the crowns stand', () => {
    for (const offset of [-9, -12, -15, 14, 20]) {
      const [marked, asked] = [among(offset), among(offset)];
      for (const luminaire of asked.luminaires) delete (luminaire as { clear?: true }).clear;
      expect(middle(marked)).toEqual(middle(asked));
    }
  });
});

describe('findings', () => {
  const findings = lightingFindings(street, 'base', street.start);
  test('unchecked targets only hint; shading is undecided for want of surveyed trees', () => {
    expect(findings.map((each) => each.rule)).toEqual([
      'L-eAv',
      'L-uE',
      'L-lAv',
      'L-u0',
      'L-uL',
      'L-ti',
      'L-lpd',
      'L-shade',
    ]);
    expect(findings.slice(0, -1).every((each) => each.verdict === 'hint')).toBe(true);
    expect(findings[0]!.words.zh).toContain('经验值·待核');
    expect(findings.at(-1)!.verdict).toBe('undecided');
  });
  test('each class of road has its own targets', () => {
    const { document } = street;
    const limitsOf = (roadClass: 'secondary' | 'branch') =>
      lightingFindings(litStreet([], [], { project: { ...document.project, roadClass } }), 'base', street.start).map(
        ({ rule, limit }) => [rule, limit],
      );
    expect(Object.fromEntries(limitsOf('secondary'))).toMatchObject({ 'L-eAv': 15, 'L-uL': 0.5, 'L-lpd': 0.6 });
    const branch = Object.fromEntries(limitsOf('branch'));
    expect(branch).toMatchObject({ 'L-eAv': 8, 'L-ti': 15, 'L-lpd': 0.4 });
    expect(branch).not.toHaveProperty('L-uL');
  });
  test('a target that somebody has compared decides; another number holds in its place', () => {
    const uniformity = findings.find((each) => each.rule === 'L-uE') ?? expect.unreachable();
    const value = uniformity.value as number;
    const judged = (limits: CompiledScenario['document']['limits']) =>
      lightingFindings(litStreet([], [], { limits }), 'base', street.start).find((each) => each.rule === 'L-uE');
    const clause = { clause: '§3.3.1', by: '王工', on: '2026-11-20' };
    const easy = judged({ 'L-uE': { value: value - 0.05, ...clause } });
    expect(easy).toMatchObject({
      verdict: 'pass',
      limit: value - 0.05,
      standing: 'checked',
      source: 'CJJ 45-2015 §3.3.1',
    });
    expect(easy?.terms).toMatchObject({ own: 0.4, sense: 'at least', norm: 'CJJ 45-2015', ...clause });
    expect(easy?.words.zh).not.toContain('待核');
    expect(judged({ 'L-uE': { value: value + 0.05, ...clause } })?.verdict).toBe('breach');
    // A number without its clause is still nobody's.
    expect(judged({ 'L-uE': { value: value - 0.05 } })).toMatchObject({ verdict: 'hint', standing: 'unchecked' });
  });
});

describe('burning hours', () => {
  const inputs = { switchAltitude: -4.5, lateFrom: 0, lateTo: 5 };
  test('about 4 000–4 100 h a year in Jining (domain reference §4.6), five of each night dimmed', () => {
    const { total, dimmed } = burningHours(116.59, 35.42, street.start, inputs);
    expect(total).toBeGreaterThan(4000);
    expect(total).toBeLessThan(4100);
    // In June the lamps go out before five.
    expect(dimmed).toBeLessThan(365 * 5);
    expect(dimmed).toBeGreaterThan(365 * 4.7);
  });
  test('at the equator the sun is below the horizon half of the year', () => {
    const noon = street.start + 8 * HOUR;
    expect(burningHours(0, 0, noon, { ...inputs, switchAltitude: 0 }).total).toBeCloseTo(4380, -1);
  });
  test('60 lamps: 250 W 60 000 kWh, 150 W 36 000, dimmed by a quarter 27 000 (domain reference §4.6)', () => {
    const energy = (watts: number, share: number) => (60 * watts * 4000 * share) / 1000;
    expect(energy(250, 1)).toBe(60_000);
    const half = powerShare({ total: 4000, dimmed: 2000 }, 50);
    expect(half).toBe(0.75);
    expect(energy(150, half)).toBe(27_000);
  });
});

describe('shade', () => {
  const at = (x: number, y: number): [number, number] => toGeographic(road.frame, x, y);
  const square = (x: number, y: number, half: number): [number, number][] => [
    at(x - half, y - half),
    at(x + half, y - half),
    at(x + half, y + half),
    at(x - half, y + half),
  ];
  const crown = { kind: 'crown', position: at(5, 0), radius: 2, bottom: 3, top: 8, transmittance: 0.2 } as const;
  test('a crown lets its share through where the ray meets it, above and beside it all', () => {
    const shade = shadeOf([crown], road.frame);
    expect(shade.through(0, 0, 10, 10, 0)).toBe(0.2);
    expect(shade.through(0, 0, 10, 10, 8)).toBe(1);
    // Over its top, and under its bottom.
    expect(shade.through(0, 0, 40, 60, 0)).toBe(1);
    expect(shade.through(0, 0, 2.5, 10, 0)).toBe(1);
    expect(shade.through(0, 0, 10, 2, 0)).toBe(1);
  });
  test('a building is opaque, also far from the lamp', () => {
    const shade = shadeOf([{ kind: 'prism', ring: square(40, 0, 3), bottom: 0, top: 6 }], road.frame);
    expect(shade.through(0, 0, 10, 60, 0)).toBe(0);
    expect(shade.through(0, 0, 10, 60, 20)).toBe(1);
    expect(shade.through(0, 0, 10, 20, 0)).toBe(1);
  });
  test('crowns before the lamps lower the light of the road', () => {
    const obstacles = Array.from({ length: 41 }, (_, index) => ({
      ...crown,
      position: STREET_AXIS.pointAt({ chainage: index * SPACING + 4, offset: -9 }),
    }));
    const shaded = lightRoad(street, { obstacles })!;
    const middle = (each: typeof road) => each.lightAt('base', street.start)[20]!.figures;
    expect(middle(shaded).eAv).toBeLessThan(0.98 * middle(road).eAv);
    expect(middle(shaded).uE).toBeLessThan(middle(road).uE);
  });
});

describe('heat map and isolines', () => {
  const field = luxField(road, 'base', street.start, { stretch: [660, 693], step: [1, 0.5], halfWidth: 12 });
  test('the map has the average illuminance of the road', () => {
    let [sum, count] = [0, 0];
    field.grid.offsets.forEach((offset, j) => {
      if (Math.abs(offset) < 1.5) return;
      field.grid.chainages.forEach((_, i) => {
        sum += field.lux[i * field.grid.offsets.length + j]!;
        count++;
      });
    });
    expect(Math.abs(sum / count / road.lightAt('base', street.start)[20]!.figures.eAv - 1)).toBeLessThan(0.03);
  });
  test('isolines run where the map has their level, and parts above and below', () => {
    const [line] = luxIsolines(field, [20]);
    expect(line!.paths.length).toBeGreaterThan(0);
    const fine = luxField(road, 'base', street.start, { stretch: [660, 693], step: [0.1, 0.1], halfWidth: 12 });
    for (const [longitude, latitude] of line!.paths.flat()) {
      const { chainage, offset } = road.axis.stationOf(longitude, latitude);
      const i = Math.round((chainage - 660) * 10);
      const j = Math.round((offset + 12) * 10);
      expect(Math.abs(fine.lux[i * fine.grid.offsets.length + j]! - 20)).toBeLessThan(0.8);
    }
  });
  test('the level of a cone is one closed circle', () => {
    const size = 41;
    const values = Array.from(
      { length: size * size },
      (_, at) => -Math.hypot(Math.floor(at / size) - 20, (at % size) - 20),
    );
    const [circle] = isolines({ lines: size, columns: size, values, placeAt: (line, column) => [line, column] }, [-10]);
    expect(circle!.paths.length).toBe(1);
    const path = circle!.paths[0]!;
    expect(path[0]).toEqual(path.at(-1));
    for (const [x, y] of path) expect(Math.hypot(x - 20, y - 20)).toBeCloseTo(10, 1);
  });
});

describe('measured lux', () => {
  const place = (chainage: number) => STREET_AXIS.pointAt({ chainage, offset: -6 });
  const chainages = [600, 610, 620, 630];
  const columns = ['测点', '经度', '纬度', '照度', '时间', '仪器'];
  const rows = chainages.map((chainage, index) => ({
    row: index + 2,
    cells: [`P${index}`, ...place(chainage), 10 + index, '2026-05-01T22:00:00+08:00', 'T-10A'],
  }));

  test('stands beside the computed with its statistics', () => {
    const { readings, problems } = readLuxTable({ columns, rows }, road, 480);
    expect(problems).toEqual([]);
    expect(readings[0]).toMatchObject({ point: 'P0', lux: 10, instrument: 'T-10A' });
    const first = compareLux({ readings }, road, 'base')!;
    expect(first.measuredMean).toBe(11.5);
    expect(first.measuredUniformity).toBeCloseTo(10 / 11.5, 9);
    expect(first.bias).toBeCloseTo(first.computedMean - 11.5, 9);
    // Readings that are the computed ones less 2 lx: no spread, a bias of 2.
    const shifted = first.pairs.map(({ reading, computed }) => ({ ...reading, lux: computed - 2 }));
    expect(compareLux({ readings: shifted }, road, 'base')).toMatchObject({
      bias: expect.closeTo(2, 9),
      rmse: expect.closeTo(2, 9),
      correlation: expect.closeTo(1, 9),
    });
    expect(compareLux({ readings: [] }, road, 'base')).toBeNull();
  });

  test('points by chainage and offset, and by the grid of a segment, are those by longitude and latitude', () => {
    const byChainage = readLuxTable(
      {
        columns: ['桩号', '偏距', '照度', '日期'],
        rows: chainages.map((each, i) => ({ row: i + 2, cells: [each, -6, 10 + i, '2026/5/1'] })),
      },
      road,
      480,
    );
    expect(byChainage.problems).toEqual([]);
    expect(byChainage.readings.map(({ position }) => position)).toEqual(chainages.map(place));
    expect(byChainage.readings[0]?.time).toBe('2026-05-01T22:00:00+08:00');
    // The worst of a whole field, measured at its own grid, is E_min of the model.
    const light = road.lightAt('base', street.start);
    const index = light.findIndex(({ segment }) => segment.kind === 'road');
    const { segment, figures } = light[index]!;
    const alongs = pointsAlong(segment.to - segment.from).length;
    const grid = Array.from({ length: alongs * road.lanes.length * 3 }, (_, i) => ({
      row: i + 2,
      cells: [index + 1, (i % alongs) + 1, Math.floor(i / alongs) + 1, 1, '2026-05-01 21:30'],
    }));
    const field = readLuxTable({ columns: ['segment', 'along', 'across', 'lux', 'time'], rows: grid }, road, 480);
    expect(field.problems).toEqual([]);
    const { pairs, computedMean } = compareLux(field, road, 'base')!;
    expect(computedMean).toBeCloseTo(figures.eAv, 2);
    expect(Math.min(...pairs.map(({ computed }) => computed))).toBeCloseTo(figures.eMin, 2);
  });

  test('bad rows are named and left out, the rest kept', () => {
    const bad = [
      ['P9', 999, 35.4, 10, '2026-05-01 22:00', ''],
      ['P10', 116.5, 35.4, 'dark', '2026-05-01 22:00', ''],
      ['P11', 116.5, 35.4, 5, 'yesterday', ''],
      ['', '', null, '', '', ''],
    ].map((cells, index) => ({ row: index + 6, cells }));
    const { readings, problems } = readLuxTable({ columns, rows: [...rows, ...bad] }, road, 480);
    expect(readings.length).toBe(4);
    expect(problems.map(({ row, words }) => `${row} ${words.en}`)).toEqual([
      expect.stringContaining('6 longitude "999"'),
      expect.stringContaining('7 lux "dark"; give a number'),
      expect.stringContaining('8 time "yesterday"'),
    ]);
    const none = readLuxTable({ columns: ['a', 'b'], rows: [] }, road, 480);
    expect(none.problems).toMatchObject([{ row: null, words: { en: expect.stringContaining('lux / lx') } }]);
  });
});
