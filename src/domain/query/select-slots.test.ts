import { describe, expect, it } from 'vitest';
import { assetAt } from '../asset.ts';
import type { FleetLayer } from '../fleet.ts';
import { levelRank } from '../level.ts';
import { liveness } from '../liveness.ts';
import { assess } from '../threshold.ts';
import { holdsPoint } from './area.ts';
import { checkQuery } from './check-query.ts';
import { parseCql2 } from './cql2.ts';
import { matches } from './cql2-match.ts';
import { QueryError } from './query-error.ts';
import { selectSlots } from './select-slots.ts';
import { AT, strewnLamps } from './test-lamps.ts';
import { joined, writeCql2 } from './write-cql2.ts';

const lamps = strewnLamps(2000);
const POLYGON = 'S_INTERSECTS(geometry, POLYGON((116.57 35.4, 116.62 35.39, 116.63 35.45, 116.6 35.42, 116.58 35.46)))';

/** The same question asked asset by asset. */
function oneByOne(text: string, layer: FleetLayer): number[] {
  const filter = parseCql2(text);
  return layer.assets.ids.flatMap((_, slot) => {
    const asset = assetAt(layer.assets, slot);
    const time = layer.shown.times[0]?.[slot] ?? Number.NaN;
    const ranks = layer.definition.properties.map(({ key }, index) =>
      levelRank(assess(layer.definition, key, layer.shown.values[index]![slot]!, () => undefined).level),
    );
    const of = (key: string): unknown => {
      if (key === 'id') return asset.id;
      if (key === 'layer') return 'lamp';
      if (key === 'age') return Number.isNaN(time) ? null : (AT - time) / 1000;
      if (key === 'liveness') return liveness(time, AT, layer.definition.liveness);
      if (key === 'level') return ['normal', 'blue', 'yellow', 'orange', 'red'][Math.max(...ranks)];
      const value = layer.shown.values[layer.shown.properties.indexOf(key)]?.[slot];
      return value === undefined ? asset.attributes[key] : Number.isNaN(value) ? null : value;
    };
    const [longitude, latitude] = asset.position;
    return matches(filter, of, { longitude, latitude }) ? [slot] : [];
  });
}

const slots = (text: string, layer = lamps) =>
  [...selectSlots(parseCql2(text), layer, AT)].flatMap((yes, slot) => (yes ? [slot] : []));

describe('slots of a layer by a filter', () => {
  it.each([
    'power > 100',
    'power <> 100',
    'power BETWEEN 50 AND 60 AND NOT height = 8',
    'NOT (power > 100 OR height > 9)',
    'power IS NULL',
    'height IS NOT NULL AND height <= 8.5',
    "type IN ('post-top', 'double-arm') AND road LIKE '%路 1_'",
    "level = 'red'",
    "level <> 'normal' OR power > 240",
    "liveness = 'late' AND age > 5000",
    'age >= 0',
    "layer = 'lamp' AND id IN ('L-3', 'L-17')",
    POLYGON,
    `NOT ${POLYGON} AND power > 200`,
    'S_INTERSECTS(geometry, BBOX(116.56, 35.39, 116.6, 35.41))',
    'DISTANCE(geometry, POINT(116.6 35.42)) <= 900',
    'DISTANCE(geometry, LINESTRING(116.57 35.4, 116.63 35.44)) <= 350',
    'DISTANCE(geometry, POLYGON((116.57 35.4, 116.6 35.4, 116.6 35.42))) <= 350',
    'nowhere = 1 OR power > 249',
  ])('%s: as asked one by one', (text) => {
    const found = slots(text);
    expect(found).toEqual(oneByOne(text, lamps));
    expect(found.length, 'a filter that holds nothing proves nothing').toBeGreaterThan(0);
    expect(found.length).toBeLessThan(2000);
  });

  it('orders levels by severity and knows the time of a value', () => {
    expect(slots("level >= 'orange'")).toEqual(slots("level IN ('orange', 'red')"));
    expect(slots("power_time > '2026-11-23T09:30:00Z'").length).toBeGreaterThan(100);
    expect(slots("power_quality = 'suspect'").length).toBeGreaterThan(50);
  });

  it('measures the distance in metres', () => {
    const near = holdsPoint({ kind: 'near', path: [[116.6, 35.4]], metres: 100 });
    // 0.001° of latitude at 35.4° N is 110.95 m on the ellipsoid, of longitude 90.87 m.
    expect([near(116.6, 35.4009), near(116.6, 35.40091), near(116.6011, 35.4), near(116.60111, 35.4)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it('measures from the edge of an area, and what it holds is near', () => {
    const ring = [
      [116.6, 35.4],
      [116.62, 35.4],
      [116.62, 35.42],
      [116.6, 35.42],
    ] as const;
    const near = holdsPoint({ kind: 'near', path: ring, metres: 100, filled: true });
    const edge = holdsPoint({ kind: 'near', path: ring, metres: 100 });
    // The middle is a kilometre from every edge; the west edge is only that of the closed ring.
    expect([near(116.61, 35.41), edge(116.61, 35.41)]).toEqual([true, false]);
    expect([near(116.5989, 35.41), near(116.59888, 35.41), edge(116.5989, 35.41)]).toEqual([true, false, false]);
  });

  it('meets lines and outlines where any of them touches the area', () => {
    const shapes: FleetLayer['assets']['shapes'] = [
      // Passes through without a corner inside, holds the whole area, lies beside it.
      [
        [116, 35],
        [117, 36],
      ],
      [
        [116, 35],
        [117, 35],
        [117, 36],
        [116, 36],
      ],
      [
        [116.7, 35.1],
        [116.9, 35.1],
        [116.9, 35.2],
      ],
    ];
    const assets = { ...lamps.assets, count: 3, ids: ['a', 'b', 'c'], shapes };
    const outlines = { ...lamps, assets, definition: { ...lamps.definition, geometry: 'polygon' as const } };
    const box = 'S_INTERSECTS(geometry, BBOX(116.49, 35.49, 116.51, 35.51))';
    expect(slots(box, outlines)).toEqual([0, 1]);
    const lines = { ...outlines, definition: lamps.definition };
    expect(slots(box, lines)).toEqual([0]);
    expect(slots('DISTANCE(geometry, POINT(116.8 35.15)) <= 6000', lines)).toEqual([2]);
  });
});

describe('a filter as text', () => {
  it.each([
    'power > 100',
    'a = 1 OR b = 2 AND c = 3',
    '(a = 1 OR b = 2) AND NOT (c = 3 AND d IS NULL)',
    "NOT name LIKE '%it''s_' OR \"x y\" IN (1, 'zwei', TRUE)",
    'power BETWEEN -1.5 AND 2',
    POLYGON,
    'DISTANCE(geometry, POLYGON((116.57 35.4, 116.63 35.44, 116.6 35.45))) <= 12.5',
    'DISTANCE(geometry, LINESTRING(116.57 35.4, 116.63 35.44)) <= 350',
    'S_INTERSECTS(geometry, BBOX(116.56, 35.39, 116.6, 35.41))',
  ])('%s is written as it is read', (text) => {
    const filter = parseCql2(text);
    expect(parseCql2(writeCql2(filter))).toEqual(filter);
  });

  it('grows and shrinks by further choices', () => {
    const [a, b, c] = ['a = 1', 'b = 2', 'c = 3'].map(parseCql2) as [never, never, never];
    const both = joined(joined(a, b, 'add'), c, 'add');
    expect(both && writeCql2(both)).toBe('a = 1 OR b = 2 OR c = 3');
    const less = joined(both, b, 'subtract');
    expect(less && writeCql2(less)).toBe('(a = 1 OR b = 2 OR c = 3) AND NOT b = 2');
    expect(joined(null, a, 'subtract')).toBeNull();
    expect(joined(both, a, 'replace')).toBe(a);
  });
});

describe('what cannot be asked', () => {
  it.each([
    ['powr > 1', /no field "powr" in Street lamps; there are id, name, .*power/, /没有字段“powr”/],
    ["power > '1'", /power and "1": it is a number in W/, /单位 W/],
    ["type = 'arm'", /type and "arm": write one of 'single-arm', 'double-arm'/, /请写其中之一/],
    ["level = 'bad'", /write one of 'normal', 'blue'/, /'red'/],
    ["power_time > 'soon'", /write a time such as/, /请写时刻/],
    ['road = 3', /road and 3: it is a text/, /文本/],
    ['DISTANCE(geometry, POINT(116 35)) <= -1', /expected a distance of 0 m or more/, /应为/],
    ['S_INTERSECTS(geometry, POLYGON((116 35, 117 35)))', /at least 3 points/, /应为/],
    ['S_INTERSECTS(geometry, BBOX(117, 35, 116, 36))', /west < east/, /应为/],
    ['S_INTERSECTS(shape, BBOX(116, 35, 117, 36))', /expected geometry, found shape/, /shape/],
  ])('%s is refused with field, value and remedy', (text, en, zh) => {
    const ask = () => checkQuery(parseCql2(text), [lamps.definition]);
    expect(ask).toThrow(QueryError);
    expect(ask).toThrow(en);
    try {
      ask();
    } catch (error) {
      expect((error as QueryError).words.zh).toMatch(zh);
    }
  });

  it('of a public session names no internal field', () => {
    expect(() => checkQuery(parseCql2("feeder = 'F1'"), [lamps.definition])).not.toThrow();
    expect(() => checkQuery(parseCql2("feeder = 'F1'"), [lamps.definition], true)).toThrow(
      /no field "feeder"(?!.*owner)/,
    );
  });
});
