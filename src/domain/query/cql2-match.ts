import { type Footing, meetsArea } from './area.ts';
import { type Cql2, compare } from './cql2.ts';

/**
 * Whether a feature passes. What is not known passes no comparison, and a `NOT` does not turn that into a yes.
 *
 * @param where the feature's place; without one no area holds it
 */
export function matches(filter: Cql2, of: (property: string) => unknown, where?: Footing): boolean {
  return truth(filter, of, where) === true;
}

/** Three-valued, as SQL and CQL2 have it: undefined is unknown. */
function truth(filter: Cql2, of: (property: string) => unknown, where: Footing | undefined): boolean | undefined {
  switch (filter.is) {
    case 'and': {
      const found = filter.parts.map((part) => truth(part, of, where));
      return found.includes(false) ? false : found.includes(undefined) ? undefined : true;
    }
    case 'or': {
      const found = filter.parts.map((part) => truth(part, of, where));
      return found.includes(true) ? true : found.includes(undefined) ? undefined : false;
    }
    case 'not': {
      const found = truth(filter.part, of, where);
      return found === undefined ? undefined : !found;
    }
    case 'null':
      return of(filter.property) === undefined || of(filter.property) === null;
    case 'area':
      return where && meetsArea(filter.area)(where);
  }
  const value = of(filter.property);
  if (value === undefined || value === null) return undefined;
  switch (filter.is) {
    case 'compare':
      return compare(value, filter.by, filter.value);
    case 'between': {
      const low = compare(value, '>=', filter.low);
      const high = compare(value, '<=', filter.high);
      return low === undefined || high === undefined ? undefined : low && high;
    }
    case 'in':
      return filter.values.some((each) => each === value);
    case 'like':
      return filter.pattern.test(String(value));
  }
}
