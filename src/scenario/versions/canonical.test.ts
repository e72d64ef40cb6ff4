import { expect, it } from 'vitest';
import { canonicalJson, isSame } from './canonical.ts';

it('writes the example of RFC 8785, 3.2.3: keys by UTF-16 code units', () => {
  const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
  const order = [...canonicalJson(keys).matchAll(/:(\d)/g)].map((each) => Number(each[1]));
  expect(order).toEqual([2, 4, 6, 7, 1, 5, 3]);
  expect(canonicalJson([1e30, 4.5, 2e-3, 1e-27, -0, '\u000f\n"\\/'])).toBe(
    '[1e+30,4.5,0.002,1e-27,0,"\\u000f\\n\\"\\\\/"]',
  );
  expect(() => canonicalJson({ a: Number.NaN })).toThrow('NaN has no JSON form');
});

it('finds the same what has one canonical form, and nothing else', () => {
  const values = [
    0,
    -0,
    1,
    '1',
    '',
    null,
    true,
    [],
    [1],
    [1, 2],
    [[1]],
    {},
    { a: 1 },
    { a: 2 },
    { b: 1, a: 1 },
    { a: null },
  ];
  const turned = [...values, { a: 1, b: 1 }, { a: 1, b: undefined }, { a: undefined }, { 0: 1 }];
  for (const a of turned)
    for (const b of turned)
      expect(isSame(a, b), `${canonicalJson(a)} ${canonicalJson(b)}`).toBe(canonicalJson(a) === canonicalJson(b));
});
