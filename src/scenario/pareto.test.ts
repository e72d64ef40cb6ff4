import { expect, test } from 'vitest';
import { seededRandom } from '../domain/random.ts';
import { type Better, paretoFront, type Traded } from './pareto.ts';

const at = (id: string, x: number, y: number): Traded => ({ id, x, y });

test('what another beats in both is left out; what is better in one stays', () => {
  const all = [at('cheap', 1, 9), at('few', 9, 1), at('middle', 5, 5), at('worse', 6, 6), at('dearer', 5, 7)];
  expect(paretoFront(all, 'less', 'less')).toEqual(['cheap', 'few', 'middle']);
});

test('more of a figure may be better', () => {
  const all = [at('dim', 1, 10), at('bright', 2, 30), at('dear', 3, 30), at('dearest', 4, 40)];
  expect(paretoFront(all, 'less', 'more')).toEqual(['dim', 'bright', 'dearest']);
});

test('alternatives that are alike stay together, and one without a figure is no part of it', () => {
  expect(paretoFront([at('a', 1, 1), at('b', 1, 1), at('c', Number.NaN, 0)], 'less', 'less')).toEqual(['a', 'b']);
});

test.each<[Better, Better]>([
  ['less', 'less'],
  ['less', 'more'],
  ['more', 'less'],
  ['more', 'more'],
])('every alternative is on the front or beaten by one of it: %s, %s', (x, y) => {
  const random = seededRandom(7);
  const all = Array.from({ length: 60 }, (_, i) => at(String(i), Math.floor(10 * random()), Math.floor(10 * random())));
  const front = all.filter(({ id }) => paretoFront(all, x, y).includes(id));
  const sign = (better: Better) => (better === 'less' ? 1 : -1);
  const beats = (a: Traded, b: Traded) =>
    sign(x) * a.x <= sign(x) * b.x && sign(y) * a.y <= sign(y) * b.y && (a.x !== b.x || a.y !== b.y);
  expect(front.length).toBeGreaterThan(0);
  for (const each of front) expect(all.some((other) => beats(other, each))).toBe(false);
  for (const each of all) if (!front.includes(each)) expect(front.some((other) => beats(other, each))).toBe(true);
});
