import { describe, expect, test } from 'vitest';
import { LEVELS, levelRank } from '../level.ts';
import type { Words } from '../words.ts';
import { findLayer, LAYERS, layerOf } from './table.ts';

function unique(values: readonly (string | number)[]): void {
  expect(new Set(values).size, values.join(', ')).toBe(values.length);
}

test('the five layers of the contract and the poles are there, in tree order', () => {
  const ids = LAYERS.map((layer) => layer.id);
  for (const id of [
    'bridge',
    'bridge-sensor',
    'waterlogging',
    'greenway',
    'lamp',
    'billboard',
    'pole',
    'cabinet',
    'overhead-line',
    'underground-line',
    'weather',
    'drain',
  ])
    expect(ids).toContain(id);
  unique(ids);
  unique(LAYERS.map((layer) => layer.order));
  expect([...LAYERS].sort((a, b) => a.order - b.order)).toEqual(LAYERS);
});

test('an unknown layer is named with those that exist', () => {
  expect(findLayer('sewer')).toBeUndefined();
  expect(() => layerOf('sewer')).toThrow(/"sewer".*bridge/);
});

describe.each(LAYERS.map((layer) => [layer.id, layer] as const))('%s', (_, layer) => {
  const attributes = new Map(layer.attributes.map((each) => [each.key, each]));
  const properties = new Map(layer.properties.map((each) => [each.key, each]));

  test('has well-formed, unique keys', () => {
    expect(layer.id).toMatch(/^[a-z0-9-]{1,32}$/);
    unique(layer.attributes.map((each) => each.key));
    unique(layer.properties.map((each) => each.key));
    for (const key of [...attributes.keys(), ...properties.keys()]) expect(key).toMatch(/^[A-Za-z][A-Za-z0-9]*$/);
    // A property and an attribute of one name would collide in CSV and GeoJSON columns.
    expect([...properties.keys()].filter((key) => attributes.has(key))).toEqual([]);
  });

  test('says everything in both languages', () => {
    const words: Words[] = [
      layer.title,
      ...layer.attributes.flatMap((each) => [each.title, ...(each.values ?? []).map((value) => value.title)]),
      ...layer.properties.flatMap((each) => [each.title, ...(each.states ?? []).map((state) => state.title)]),
      ...layer.thresholds.map((each) => each.meaning),
    ];
    for (const { zh, en } of words) {
      expect(zh.trim(), en).not.toBe('');
      expect(en.trim(), zh).not.toBe('');
      expect(en, 'English without Chinese characters').not.toMatch(/[\u4e00-\u9fff]/);
    }
  });

  test('thresholds refer to what exists, inside the physical range, and grow with severity', () => {
    for (const threshold of layer.thresholds) {
      const property = properties.get(threshold.property);
      expect(property, threshold.property).toBeDefined();
      expect(levelRank(threshold.level)).toBeGreaterThan(0);
      expect(threshold.source.text).not.toBe('');
      if (typeof threshold.limit === 'number') {
        expect(threshold.limit).toBeGreaterThanOrEqual(property?.range[0] ?? 0);
        expect(threshold.limit).toBeLessThanOrEqual(property?.range[1] ?? 0);
      } else expect(attributes.get(threshold.limit.attribute)?.type, threshold.limit.attribute).toBe('number');
    }
    for (const property of properties.keys())
      for (const when of ['above', 'below'] as const) {
        const limits = LEVELS.flatMap((level) =>
          layer.thresholds
            .filter((each) => each.property === property && each.when === when && each.level === level)
            .flatMap((each) => (typeof each.limit === 'number' ? each.limit : [])),
        );
        const sorted = [...limits].sort((a, b) => (when === 'above' ? a - b : b - a));
        expect(limits, `${property} ${when}`).toEqual(sorted);
      }
  });

  test('states lie in the range and are unique', () => {
    for (const property of layer.properties) {
      expect(property.range[0]).toBeLessThan(property.range[1]);
      expect(property.decimals).toBeGreaterThanOrEqual(0);
      unique((property.states ?? []).map((state) => state.value));
      for (const { value } of property.states ?? []) {
        expect(value).toBeGreaterThanOrEqual(property.range[0]);
        expect(value).toBeLessThanOrEqual(property.range[1]);
      }
      for (const threshold of layer.thresholds)
        if (threshold.property === property.key && threshold.when === 'equals' && property.states)
          expect(property.states.map((state) => state.value)).toContain(threshold.limit);
    }
  });

  test('liveness limits grow, the ramp rises, the symbol shows something that exists', () => {
    const { late, stale, offline } = layer.liveness;
    expect(late).toBeGreaterThan(0);
    expect(stale).toBeGreaterThan(late);
    expect(offline).toBeGreaterThan(stale);
    const { primary, ramp, model } = layer.symbology;
    if (primary) expect(properties.has(primary)).toBe(true);
    if (ramp) {
      expect(properties.has(ramp.property)).toBe(true);
      const stops = ramp.stops.map((stop) => stop.at);
      expect([...stops].sort((a, b) => a - b)).toEqual(stops);
      for (const { color } of ramp.stops) expect(color).toMatch(/^#[0-9a-f]{6}$/i);
    }
    const { line } = layer.symbology;
    if (line) {
      const kinds = attributes.get(line.attribute)?.values?.map(({ value }) => value) ?? [];
      expect(Object.keys(line.colors).sort()).toEqual([...kinds].sort());
      for (const color of Object.values(line.colors)) expect(color).toMatch(/^#[0-9a-f]{6}$/i);
    }
    if (model) {
      expect(attributes.has(model.attribute)).toBe(true);
      expect(model.models['*']).toBeDefined();
      for (const { value } of attributes.get(model.attribute)?.values ?? [])
        expect(model.models[value] ?? model.models['*'], value).toBeDefined();
    }
  });

  test('work-plan item and reserve are real', () => {
    expect(layer.workPlanItem).toBeGreaterThanOrEqual(4);
    expect(layer.workPlanItem).toBeLessThanOrEqual(29);
    expect(Number.isInteger(layer.reserve) && layer.reserve > 0).toBe(true);
    expect(layer.code.source.text).not.toBe('');
  });
});

test('camera, telecom, power, underground and load data are never public by default (domain.md trap 10)', () => {
  const property = (layer: string, key: string) => layerOf(layer).properties.find((each) => each.key === key);
  for (const key of ['vehicleLoad', 'cableForce', 'strain'])
    expect(property('bridge', key)?.classification).toBe('internal');
  expect(layerOf('lamp').attributes.find((each) => each.key === 'feeder')?.classification).toBe('internal');
  for (const id of ['lamp', 'pole'])
    for (const key of ['mounts', 'owner', 'maintainer'])
      expect(layerOf(id).attributes.find((each) => each.key === key)?.classification, key).toBe('internal');
  expect(layerOf('overhead-line').classification).toBe('internal');
  const buried = layerOf('underground-line');
  expect(buried.classification).toBe('restricted');
  for (const key of ['kind', 'depth', 'diameter'])
    expect(buried.attributes.find((each) => each.key === key)?.classification).toBe('restricted');
  expect(layerOf('cabinet').withheld?.values).toEqual(['telecom', 'power', 'monitor']);
});

test('no limit of a bridge advises closing or reopening: whoever decides it is not the product', () => {
  for (const id of ['bridge', 'bridge-sensor'])
    for (const { meaning } of layerOf(id).thresholds) {
      expect(meaning.zh).not.toMatch(/封|限速|限行|放行|开放/);
      expect(meaning.en).not.toMatch(/clos|reopen|slow traffic/i);
    }
});
