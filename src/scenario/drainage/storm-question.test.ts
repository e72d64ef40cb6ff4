import { expect, test } from 'vitest';
import type { AssetTable } from '../../domain/asset.ts';
import { depthAt, inundate } from './inundation.ts';
import { putStorm, stormAssumptions } from './storm-question.ts';

const points: AssetTable = {
  layer: 'waterlogging',
  count: 1,
  capacity: 1,
  ids: ['WL-01'],
  positions: Float64Array.of(116.6, 35.42, 0),
  headings: new Float32Array(1),
  columns: { catchment: [4], basin: [2000], runoff: [0.7], drainage: [0.5] },
  provenance: 'illustrative',
};
const ground = { points, drains: undefined, plan: null, alternative: 'base', assume: {} };
const storm = { site: 'WL-01', years: 30, minutes: 120, peak: 0.4, start: 0 };
const put = (change: Partial<typeof storm> = {}, assume: Readonly<Record<string, number>> = {}) => {
  const answer = putStorm({ ...storm, ...change }, { ...ground, assume });
  if (!answer || 'because' in answer) throw new Error('was not put');
  return answer;
};

test('the same storm is the same question, whenever it begins; another is another', () => {
  expect(put({ start: 99 }).key).toBe(put().key);
  expect(put({ years: 50 }).key).not.toBe(put().key);
  expect(put({}, { clogging: 0.5 }).key).not.toBe(put().key);
});

test('what a person assumes is used, and a borrowed formula stays borrowed', () => {
  const total = (rain: Float64Array) => rain.reduce((sum, each) => sum + each, 0);
  const more = put({}, { stormLead: 9400 });
  expect(total(more.question.rain) / total(put().question.rain)).toBeCloseTo(2, 9);
  expect(more.formula.borrowed).toBe(true);
  expect(more.notes.map(({ zh }) => zh)).toEqual(['示意地形，不得用于工程判断', '采用借用公式']);
  expect(stormAssumptions(null, { stormLead: 9400 }).find(({ key }) => key === 'stormLead')?.value).toBe(9400);
});

test('what cannot be asked is said in words', () => {
  expect(putStorm({ ...storm, site: 'nowhere' }, ground)).toBeNull();
  expect(putStorm({ ...storm, years: null }, ground)).toMatchObject({
    because: { zh: expect.stringContaining('降雨过程') },
  });
  expect(putStorm(storm, { ...ground, assume: { stormN: 2 } })).toMatchObject({
    because: { en: expect.stringMatching(/n = 2/) },
  });
});

test('a river over the mouth leaves the head above it, and as high as the street lets nothing out', () => {
  const drains: AssetTable = {
    ...points,
    layer: 'drain',
    ids: ['WL-01-1'],
    columns: { kind: ['inlets'], point: ['WL-01'], count: [20] },
  };
  const asked = (riverLevel: number) => {
    const answer = putStorm(storm, { ...ground, drains, assume: { riverLevel } });
    if (!answer || 'because' in answer) throw new Error('was not put');
    return answer;
  };
  const deepest = (riverLevel: number) => {
    const { question } = asked(riverLevel);
    const run = inundate(question.inputs, question.rain, question.minutes);
    return Math.max(...Array.from({ length: run.minutes }, (_, minute) => depthAt(run, question.cell, minute)));
  };
  const depths = [-1, -0.5, 1.2, 1.4, 3].map(deepest);
  // Below the crown the mouth is free, whatever the level; the fall of the drawn main is 0.4 m, the crown 1.5 m below the street.
  expect(depths[1]).toBe(depths[0]);
  expect(depths[2]).toBeGreaterThan(depths[1] as number);
  expect(depths[3]).toBeGreaterThan(depths[2] as number);
  const { question } = asked(3);
  const run = inundate(question.inputs, question.rain, question.minutes);
  expect(Math.max(...run.balance.piped)).toBe(0);
  expect(stormAssumptions(null, { riverLevel: 1 }).find(({ key }) => key === 'riverLevel')?.source).toMatch(/^已改动·/);
});
