import { expect, test } from 'vitest';
import { readStorm } from './read-storm.ts';

const read = (text: string) => readStorm({ name: 'r.csv', text, sha256: '0'.repeat(64), provenance: 'surveyed' });
const refused = (text: string) => {
  const outcome = read(text);
  if (outcome.ok) throw new Error('was read');
  expect(outcome.reason.en.replace(/"[^"]*"/g, '')).not.toMatch(/[\u4e00-\u9fff]/);
  return outcome.reason.zh;
};

test('rows of five minutes become minutes of the same total', () => {
  const outcome = read('\uFEFF分钟,雨量 mm\r\n0,1\r\n5,2.5\r\n10,0\r\n');
  if (!outcome.ok) throw new Error(outcome.reason.en);
  expect(outcome.value.rain).toHaveLength(15);
  expect(outcome.value.rain.reduce((sum, each) => sum + each, 0)).toBeCloseTo(3.5, 12);
  expect(outcome.value.rain[5]).toBeCloseTo(0.5, 12);
  expect(outcome.value.from).toBeNull();
});

test('times are read as instants, from CSV and JSON alike', () => {
  const csv = read('time,mm\n2027-07-01 16:00+08:00,1\n2027-07-01 16:01+08:00,2');
  const json = read('[{"time":"2027-07-01T16:00:00+08:00","mm":1},{"time":"2027-07-01T16:01:00+08:00","mm":2}]');
  for (const outcome of [csv, json]) {
    if (!outcome.ok) throw new Error(outcome.reason.en);
    expect(outcome.value.from).toBe('2027-07-01T08:00:00.000Z');
    expect(outcome.value.rain).toEqual([1, 2]);
  }
});

test('gaps are named with their minutes and rows, and nothing is made up', () => {
  expect(refused('minute,mm\n0,1\n5,1\n10,1\n30,1\n35,1')).toMatch(/1 处缺测：第 15–30 分钟（第 4、5 行之间）/);
  expect(refused('minute,mm\n0,1\n5,\n10,1')).toMatch(/第 3 行雨量“”缺测/);
  expect(refused('minute,mm\n0,1\n5,-2\n10,1')).toMatch(/第 3 行雨量“-2”/);
});

test('what else cannot be is refused with the row', () => {
  expect(refused('a,b\n1,2\n2,3')).toMatch(/表头“a,b”/);
  expect(refused('minute,mm\n0,1')).toMatch(/只有 1 行/);
  expect(refused('minute,mm\n0,1\nsoon,1')).toMatch(/第 3 行时间“soon”/);
  expect(refused('minute,mm\n0,1\n5,1\n5,1')).toMatch(/第 4 行时间不晚于/);
  expect(refused('minute,mm\n0,1\n0.5,1\n1,1')).toMatch(/整分钟/);
  expect(refused('minute,mm\n0,1\n720,1\n1440,1')).toMatch(/超过 1440/);
  expect(refused('{"x":1}')).toMatch(/JSON/);
});
