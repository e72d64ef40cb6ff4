import { describe, expect, test } from 'vitest';
import type { AssetTable } from '../domain/asset.ts';
import { HOUR } from '../domain/clock.ts';
import { sensorPlan } from '../domain/furniture/bridge-sensors.ts';
import { layerOf } from '../domain/layers/table.ts';
import { NOON, simulate, town } from './test-town.ts';
import type { SimulatedLayer } from './world.ts';

/** The points of the town's girder that the heat locks, and of one whose strain falls silent. */
function points(): SimulatedLayer {
  const definition = layerOf('bridge-sensor');
  const plan = ['BR-02', 'BR-03'].flatMap((id) =>
    sensorPlan({
      id,
      type: 'girder',
      mainBridge: 90,
      mainSpan: 30,
      width: 20,
      deckHeight: 6,
      towerHeight: 0,
      sensors: 60,
      deflectionLimit: 40,
      strainLimit: 220,
      baseFrequency: 3.4,
    }).map((place) => ({ ...place, bridge: id })),
  );
  const column = (key: string) => plan.map(({ attributes }) => attributes[key] ?? null);
  const assets: AssetTable = {
    layer: definition.id,
    count: plan.length,
    capacity: plan.length,
    ids: plan.map(({ id }) => id),
    positions: new Float64Array(3 * plan.length),
    headings: new Float32Array(plan.length),
    columns: {
      bridge: plan.map(({ bridge }) => bridge),
      quantity: plan.map(({ quantity }) => quantity),
      ...Object.fromEntries(
        ['limit', 'baseline', 'deflectionWeight', 'strainWeight', 'vibrationWeight', 'frequencyWeight'].map((key) => [
          key,
          column(key),
        ]),
      ),
    },
    provenance: 'illustrative',
  };
  return { definition, assets };
}

describe('measuring points', () => {
  const sensors = points();
  const simulation = simulate({ layers: [...town(), sensors] });
  const of = (property: string, bridge: string) =>
    simulation.series.filter(
      (each) => each.layer === 'bridge-sensor' && each.property === property && each.asset.startsWith(bridge),
    );

  test('feel what their bridge does, as far as their place sees it', () => {
    const own = simulation.series.find((each) => each.asset === 'BR-02' && each.property === 'deflection');
    const weights = sensors.assets.columns.deflectionWeight ?? [];
    const beside = of('deflection', 'BR-02');
    expect(beside).toHaveLength(6);
    for (const each of beside) {
      const weight = Number(weights[sensors.assets.ids.indexOf(each.asset)] ?? 1);
      for (let hours = 0; hours < 48; hours += 7) {
        const at = NOON - hours * HOUR;
        expect(Math.abs(each.value(at) / (weight * (own?.value(at) ?? 0)) - 1)).toBeLessThan(0.05);
      }
    }
  });

  test('come before their bridge, so that the past has them when an alarm asks', () => {
    const order = simulation.series.map((each) => each.layer);
    expect(order.lastIndexOf('bridge-sensor')).toBeLessThan(order.indexOf('bridge'));
    const first = simulation.series.find((each) => each.layer === 'bridge');
    expect(first?.property).toBe('temperature');
  });

  test('a few are silent at the end, fewer than a fifth, more of them strain gauges of the silent bridge', () => {
    const all = simulation.series.filter((each) => each.layer === 'bridge-sensor');
    const silent = all.filter((each) => each.silentSince?.(NOON) !== undefined);
    expect(silent.length).toBeGreaterThan(0);
    expect(silent.length / all.length).toBeLessThan(0.2);
    const strain = of('strain', 'BR-03').filter((each) => each.silentSince?.(NOON) !== undefined);
    expect(strain.length).toBeGreaterThan(1);
  });
});
