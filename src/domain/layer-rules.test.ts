import { expect, it } from 'vitest';
import { type LayerRule, layerProblem, ruleProblem, withRules } from './layer-rules.ts';
import { LAYERS, layerOf } from './layers/table.ts';
import { assess } from './threshold.ts';

const water = layerOf('waterlogging');
const rule: LayerRule = {
  layer: 'waterlogging',
  property: 'depth',
  unit: 'cm',
  thresholds: [
    {
      level: 'red',
      when: 'above',
      limit: 20,
      meaning: { zh: '封路', en: 'Close the road' },
      source: { text: '济宁市防汛预案（样例）', confidence: 'D' },
    },
  ],
};
const first = rule.thresholds[0] as LayerRule['thresholds'][number];

it('every layer of the product has rules that can be used', () => {
  for (const layer of LAYERS) expect(layerProblem(layer), layer.id).toBeNull();
});

it('a bureau’s rule stands in place of the layer’s, for its property alone', () => {
  const own = withRules(water, [rule]);
  const level = (value: number) => assess(own, 'depth', value, () => undefined).level;
  expect([level(19), level(20)]).toEqual(['normal', 'red']);
  expect(own.alarms).toEqual(water.alarms);
  expect(withRules(layerOf('lamp'), [rule])).toBe(layerOf('lamp'));
});

it.each([
  [{ ...rule, property: 'deep' }, /unknown property "deep" of layer "waterlogging"; name one of depth/],
  [{ ...rule, unit: 'm' }, /unit "m".*"cm"; convert/],
  [{ ...rule, thresholds: [{ ...first, level: 'blue' as const }] }, /blue is only for an official/],
  [{ ...rule, thresholds: [{ ...first, limit: 500 }] }, /500 cm lies outside 0 … 400/],
  [{ ...rule, thresholds: [{ ...first, limit: { attribute: 'name', factor: 1 } }] }, /attribute "name".*catchment/],
  [{ ...rule, thresholds: [{ ...first, source: { text: ' ', confidence: 'D' as const } }] }, /no source/],
])('one that cannot be used is refused with the value and the remedy: %#', (bad, words) => {
  expect(ruleProblem(water, bad)).toMatch(words);
});

it('a state that does not exist is refused', () => {
  const lamp = { layer: 'lamp', property: 'fault', unit: '1' };
  const bad = { ...lamp, thresholds: [{ ...first, when: 'equals' as const, limit: 7 }] };
  expect(ruleProblem(layerOf('lamp'), bad)).toMatch(/no state has the code 7; there are 0, 1, 2, 3/);
});
