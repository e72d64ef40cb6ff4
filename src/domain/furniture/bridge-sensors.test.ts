import { describe, expect, it } from 'vitest';
import { layerOf } from '../layers/table.ts';
import { type MonitoredBridge, sensorPlan } from './bridge-sensors.ts';

const flagship: MonitoredBridge = {
  id: 'BR-01',
  type: 'cable-stayed',
  mainBridge: 600,
  mainSpan: 320,
  width: 40,
  deckHeight: 12,
  towerHeight: 77,
  sensors: 96,
  deflectionLimit: 800,
  strainLimit: 150,
  baseFrequency: 0.42,
};
const girder: MonitoredBridge = {
  ...flagship,
  id: 'BR-02',
  type: 'girder',
  mainBridge: 240,
  mainSpan: 40,
  width: 36,
  towerHeight: 0,
  sensors: 32,
};

describe.each([flagship, girder])('$type', (bridge) => {
  const plan = sensorPlan(bridge);
  const definition = layerOf('bridge-sensor');
  it('has as many transducers as it is said to, each with a code of its own, on the bridge', () => {
    expect(plan).toHaveLength(bridge.sensors);
    expect(new Set(plan.map(({ id }) => id)).size).toBe(plan.length);
    for (const { id, at } of plan) {
      expect(Math.abs(at[0]), id).toBeLessThanOrEqual(bridge.width / 2 + 3);
      expect(Math.abs(at[1]), id).toBeLessThanOrEqual(bridge.mainBridge / 2);
      expect(at[2], id).toBeGreaterThan(0);
      expect(at[2], id).toBeLessThanOrEqual(Math.max(bridge.towerHeight, bridge.deckHeight + 5));
    }
  });
  it('measures what the layer knows, with attributes that it has', () => {
    const keys = new Set(definition.attributes.map(({ key }) => key));
    const quantities = new Set(definition.properties.map(({ key }) => key));
    for (const { quantity, attributes } of plan) {
      expect(quantities).toContain(quantity);
      for (const key of Object.keys(attributes)) expect(keys).toContain(key);
    }
  });
  it('enough points stand beside the value that an alarm is raised on', () => {
    for (const [key, least] of [
      ['deflectionWeight', 2],
      ['strainWeight', 2],
      ['vibrationWeight', 2],
      ['frequencyWeight', 1],
    ] as const)
      expect(plan.filter(({ attributes }) => attributes[key] !== undefined).length, key).toBeGreaterThanOrEqual(least);
  });
});

it('only the cable-stayed bridge has cables, two dozen of them, the longer pulling harder', () => {
  const forces = sensorPlan(flagship).filter(({ quantity }) => quantity === 'force');
  expect(forces).toHaveLength(24);
  for (const { attributes } of forces) {
    expect(attributes.baseline).toBeGreaterThanOrEqual(2000);
    expect(attributes.baseline).toBeLessThanOrEqual(6000);
  }
  expect(sensorPlan(girder).filter(({ quantity }) => quantity === 'force')).toEqual([]);
});
