import { expect, it } from 'vitest';
import { checkDensity, type Density, weightedPoints } from './density.ts';
import { layerOf } from './layers/table.ts';
import { columnsOf } from './query/columns.ts';
import { parseCql2 } from './query/cql2.ts';
import { countSlots, selectSlots } from './query/select-slots.ts';
import { AT, strewnLamps } from './query/test-lamps.ts';

const lamps = strewnLamps(800);
const columns = columnsOf(lamps, AT);
const density = (measure: Density['measure'], field: string | null = null): Density => ({
  layer: 'lamp',
  kind: 'hexagon',
  measure,
  field,
});

it('holds what passes, with its weight', () => {
  const passing = selectSlots(parseCql2('power > 100'), lamps, AT);
  const points = weightedPoints(lamps.assets, columns, passing, density('sum', 'power'));
  expect(points.weights).toHaveLength(countSlots(passing));
  expect(points.places).toHaveLength(2 * points.weights.length);
  const first = passing.indexOf(1);
  expect([...points.places.subarray(0, 2)]).toEqual([...lamps.assets.positions.subarray(3 * first, 3 * first + 2)]);
  expect(points.weights[0]).toBe(lamps.shown.values[0]![first]!);
  expect(Math.min(...points.weights)).toBeGreaterThan(100);
});

it('counts every asset, and averages only what has a value', () => {
  expect(weightedPoints(lamps.assets, columns, null, density('count')).weights.every((each) => each === 1)).toBe(true);
  const known = lamps.assets.columns.height?.filter((each) => each !== null).length;
  expect(weightedPoints(lamps.assets, columns, null, density('mean', 'height')).weights).toHaveLength(known ?? 0);
  expect(known).toBeLessThan(800);
});

it('refuses what is no number of the layer', () => {
  const lamp = layerOf('lamp');
  expect(() => checkDensity(lamp, density('sum', 'type'))).toThrow(
    /Street lamps has no such number; there are .*power/,
  );
  expect(() => checkDensity(lamp, density('mean'))).toThrow(/no such number/);
  expect(() => checkDensity(lamp, density('count'))).not.toThrow();
});
