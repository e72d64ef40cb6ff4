import { describe, expect, it } from 'vitest';
import { parseCql2, propertiesOf } from './cql2.ts';
import { matches } from './cql2-match.ts';
import { QueryError } from './query-error.ts';

const FEATURE: Readonly<Record<string, unknown>> = {
  depth: 17,
  name: '示意积水点 3',
  stage: null,
  lit: true,
  'o.k': 1,
};
const passes = (filter: string) => matches(parseCql2(filter), (key) => FEATURE[key]);

describe('CQL2 text', () => {
  it.each([
    ['depth >= 15', true],
    ['depth<15', false],
    ['depth > 1.6e1 AND depth <> 18', true],
    ["name = '示意积水点 3' OR depth = 0", true],
    ['depth = 1 OR depth = 2 AND depth = 17', false],
    ['(depth = 17 OR depth = 2) AND lit = true', true],
    ['NOT depth = 17', false],
    ['depth BETWEEN 17 AND 18', true],
    ['depth NOT BETWEEN 17 AND 18', false],
    ['depth IN (1, 17)', true],
    ["name LIKE '示意%_'", true],
    ["name LIKE '%点 4'", false],
    ['stage IS NULL', true],
    ['depth is not null', true],
    ['"o.k" = 1', true],
    // What is not known is neither so nor not so.
    ["stage = 'works'", false],
    ["NOT stage = 'works'", false],
    ["depth = '17'", false],
    ["stage = 'works' OR depth = 17", true],
  ])('%s: %s', (filter, outcome) => {
    expect(passes(filter)).toBe(outcome);
  });

  it('names its properties', () => {
    expect(propertiesOf(parseCql2("depth > 1 AND (NOT name = 'x' OR depth IS NULL)"))).toEqual(['depth', 'name']);
  });

  it.each([
    ['depth >', /expected a number, a text or a truth value, found its end/],
    ['depth', /expected =, <>/],
    ['depth = 1 name = 2', /expected its end, found name/],
    ['depth = 1; DROP', /cannot read "; DROP"/],
    [`${'('.repeat(50)}depth = 1${')'.repeat(50)}`, /nested deeper than 40/],
    [`${'NOT '.repeat(500)}depth = 1`, /nested deeper than 40/],
    ["name LIKE '%a%b%c%d%e'", /at most four/],
    ["name = 'open", /cannot read/],
    ['', /expected a property/],
  ])('%s is refused with its reason', (filter, words) => {
    expect(() => parseCql2(filter)).toThrow(QueryError);
    expect(() => parseCql2(filter)).toThrow(words);
  });
});
