import { expect, it } from 'vitest';
import { DAY } from '../domain/clock.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { alternativeIndex, FOR_EVER, scenarioDays, validityRows } from './validity-rows.ts';

const START = Date.parse('2027-03-01T00:00:00+08:00');
const FROM = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, START + 120 * DAY];
const TO = [Number.POSITIVE_INFINITY, START + 240 * DAY, Number.POSITIVE_INFINITY];

const scenario = {
  id: 'test',
  start: START,
  document: {
    baseline: [],
    alternatives: [
      { id: 'base', phases: [] },
      {
        id: 'B',
        phases: [
          {
            from: 100,
            to: 240,
            operations: [
              {
                op: 'merge',
                from: { layer: 'pole', id: 'old' },
                carrier: { layer: 'pole', id: 'new' },
                mounts: ['sign:3:0'],
                migrated: 150,
              },
            ],
          },
        ],
      },
    ],
  },
  assets: new Map([
    [
      'pole',
      {
        count: 3,
        ids: ['stays', 'old', 'new'],
        columns: {},
        positions: new Float64Array(9),
        headings: new Float32Array(3),
      },
    ],
  ]),
  alternatives: [
    { id: 'base', validity: new Map() },
    {
      id: 'B',
      validity: new Map([
        ['pole', { from: Float64Array.from(FROM), to: Float64Array.from(TO), fate: Uint8Array.of(0, 1, 4) }],
      ]),
    },
  ],
} as unknown as CompiledScenario;

it('packs every alternative of a touched layer, whole days exact in float32', () => {
  const texels = validityRows(scenario, 'pole', 300)!;
  expect(texels.length).toBe(2 * 2 * 256 * 4);
  const texel = (alternative: number, slot: number) => [
    ...texels.slice((alternative * 2 * 256 + slot) * 4, (alternative * 2 * 256 + slot) * 4 + 3),
  ];
  expect(texel(1, 0)).toEqual([-FOR_EVER, FOR_EVER, 0]);
  expect(texel(1, 1)).toEqual([-FOR_EVER, 240, 1]);
  expect(texel(1, 2)).toEqual([120, FOR_EVER, 4]);
  expect(scenarioDays(scenario, START + 240 * DAY)).toBe(240);
});

it('makes a slot that holds nothing exist at no time', () => {
  const texels = validityRows(scenario, 'pole', 300)!;
  const from = texels[(1 * 2 * 256 + 299) * 4]!;
  expect(from).toBe(FOR_EVER);
});

it('leaves untouched layers alone and takes unknown alternatives for the baseline', () => {
  expect(validityRows(scenario, 'bridge', 16)).toBeNull();
  expect(alternativeIndex(scenario, 'B')).toBe(1);
  expect(alternativeIndex(scenario, 'Z')).toBe(0);
  expect(alternativeIndex(null, 'B')).toBe(0);
});

it('says from which day a carrier has what others hand over to it, under the alternative that does so', () => {
  const texels = validityRows(scenario, 'pole', 300)!;
  const service = (alternative: number, slot: number) => texels[(alternative * 2 * 256 + slot) * 4 + 3];
  expect(service(1, 2)).toBe(150);
  expect(service(0, 2)).toBe(FOR_EVER);
  expect(service(1, 0)).toBe(FOR_EVER);
});
