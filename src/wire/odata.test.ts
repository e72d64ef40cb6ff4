import { describe, expect, it } from 'vitest';
import { NotOffered, parseODataFilter, passes } from './odata-filter.ts';
import { parseODataOptions } from './odata-options.ts';
import { WireError } from './parse.ts';

const THING: Readonly<Record<string, unknown>> = {
  name: "O'Hara 桥",
  result: 5,
  phenomenonTime: Date.UTC(2026, 10, 23),
  'properties/open': true,
};
const holds = (filter: string) => passes(parseODataFilter(filter), (path) => THING[path]);

describe('$filter', () => {
  it.each([
    ["name eq 'O''Hara 桥'", true],
    ['result ge 5 and result le 5', true],
    ['result lt 5 or result gt 5', false],
    ['result ne 5 or result eq 5 and result eq 6', false],
    ['(result eq 5 or result eq 6) and not result eq 6', true],
    ['result gt -1.5e1', true],
    ['phenomenonTime eq 2026-11-23T08:00:00+08:00', true],
    ['phenomenonTime lt 2026-11-23T00:00:00.001Z', true],
    ['properties/open eq true', true],
    ['properties/missing eq 1', false],
    ['properties/missing ne 1', true],
    ["result eq '5'", false],
  ])('%s', (filter, expected) => expect(holds(filter)).toBe(expected));

  it.each([
    ['', 'expected a property, found its end'],
    ['result', 'expected eq, ne'],
    ['result = 5', 'cannot read "= 5"'],
    ['result eq 5)', 'expected its end, found )'],
    ['5 eq result', 'expected a property'],
    ['result eq null', 'expected a number'],
    [`${'('.repeat(50)}result eq 1`, 'nested deeper'],
    ['x'.repeat(5000), 'at most 4000'],
  ])('cannot be read: %s', (filter, words) => {
    expect(() => parseODataFilter(filter)).toThrow(words);
    expect(() => parseODataFilter(filter)).toThrow(WireError);
  });

  it.each(["startswith(name,'a')", 'result mul 2 eq 4', "st_within(location,geography'POINT(1 2)')"])(
    'is not offered: %s',
    (filter) => expect(() => parseODataFilter(filter)).toThrow(NotOffered),
  );
});

describe('options', () => {
  it('cuts $expand at commas and semicolons outside parentheses and quotes', () => {
    const { expand } = parseODataOptions({
      $expand:
        "Thing,Observations($filter=result gt 1 or result eq 0;$orderby=phenomenonTime desc,result;$top=3),Sensor($filter=name eq 'a;b,(')",
    });
    expect(expand.map(({ name, options }) => [name, options.raw])).toEqual([
      ['Thing', {}],
      ['Observations', { $filter: 'result gt 1 or result eq 0', $orderby: 'phenomenonTime desc,result', $top: '3' }],
      ['Sensor', { $filter: "name eq 'a;b,('" }],
    ]);
    expect(expand[1]?.options.orderby).toEqual([
      { path: 'phenomenonTime', descending: true },
      { path: 'result', descending: false },
    ]);
  });

  it('have defaults', () => {
    expect(parseODataOptions({})).toMatchObject({ top: undefined, skip: 0, count: false, orderby: [], expand: [] });
  });
});
