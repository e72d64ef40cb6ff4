import { type Cql2, parseCql2 as parse } from '../domain/query/cql2.ts';
import { QueryError } from '../domain/query/query-error.ts';
import { WireError } from './parse.ts';

/** A filter that came over the wire. Throws WireError that says where it cannot be read. */
export function parseCql2(text: string): Cql2 {
  try {
    return parse(text);
  } catch (error) {
    throw error instanceof QueryError ? new WireError(error.words.en, error.words.zh) : error;
  }
}
