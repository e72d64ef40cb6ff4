import { expect, it } from 'vitest';
import { collect } from './collect.ts';
import type { AreaFeature, GroundClass, Ribbon } from './feature.ts';
import { waterReach } from './tile/water-reach.ts';

const x = (metres: number) => 116.6 + metres / 90_700;
const y = (metres: number) => 35.4 + metres / 110_950;
const row = (...places: (readonly [number, number])[]) => places.map(([a, b]) => [x(a), y(b)] as const);

function area(id: string, kind: string, ribbon?: Ribbon): AreaFeature {
  const rings = ribbon
    ? [[...(ribbon.rows[0] ?? []), ...(ribbon.rows.at(-1) ?? []).toReversed()]]
    : [row([0, 0], [40, 0], [40, 40], [0, 40])];
  return { kind: 'area', id, class: kind as GroundClass, rings, height: 0.1, ...(ribbon ? { ribbon } : {}) };
}

const straight: Ribbon = {
  rows: [row([0, 0], [600, 0]), row([0, 30], [600, 30])],
  across: [0, 30],
  along: [0, 600],
};

it('draws broken ground as far as it makes sense, and tells of each piece why', () => {
  const city = collect({
    features: [
      area('sound', 'water', straight),
      area('unnamed', 'moon'),
      area('nowhere', 'carriageway', { ...straight, along: [0, Number.NaN] }),
      area('ragged', 'carriageway', { ...straight, rows: [row([0, 0]), row([0, 30], [600, 30])] }),
      area('short', 'kerb', { ...straight, along: [0, 0] }),
      area('knot', 'water', { ...straight, rows: [row([0, 0], [600, 0]), row([300, 30], [200, 30])] }),
      { ...area('point', 'lawn'), rings: [row([0, 0], [0, 0], [0, 0])] },
    ],
    assets: [],
    trees: [],
  });
  const { areas } = city.finish('ground.geojson');
  expect(areas.map(({ id, class: kind }) => [id, kind])).toEqual([
    ['sound', 'water'],
    ['unnamed', 'block'],
    ['knot', 'water'],
  ]);
  expect(city.mends.list().map(({ reason, examples }) => [reason, examples[0]])).toEqual([
    ['ground of class "moon", which is none: drawn as block', 'unnamed'],
    ['water folds over itself: drawn as it lies', 'knot'],
  ]);
  expect(city.skips.list().map(({ reason, count, examples }) => [reason, count, examples[0]])).toEqual([
    ['carriageway along a line that is no line', 2, 'nowhere'],
    ['kerb along a line that is no line', 1, 'short'],
    ['lawn without an area', 1, 'point'],
  ]);
});

it('keeps all water within its circles', () => {
  const [[longitude, latitude, radius]] = waterReach([area('river', 'water', straight), area('lawn', 'lawn')]) as [
    [number, number, number],
  ];
  for (const [a, b] of straight.rows.flat())
    expect(Math.hypot((a - longitude) * 90_700, (b - latitude) * 110_950)).toBeLessThan(radius + 2);
  expect(radius).toBeLessThan(305);
});
