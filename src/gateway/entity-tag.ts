import type { FastifyRequest } from 'fastify';
import { WireError } from '../wire/parse.ts';
import { RequestProblem } from './query.ts';

export const quoted = (etag: string): string => `"${etag}"`;

/**
 * The entity tag that a write was made against. Without one a write could only overwrite.
 *
 * @param what the tag that is asked for, in words
 * @throws RequestProblem 428
 */
export function ifMatch(request: FastifyRequest, what: string): string {
  const tagged = /^"?([0-9a-f]{64})"?$/.exec(String(request.headers['if-match'] ?? ''))?.[1];
  if (tagged === undefined)
    throw new RequestProblem(428, `${request.method} needs the header If-Match with ${what}; read it first.`);
  return tagged;
}

/** What `read` makes of a request; what it cannot read is answered 400 with the field and the remedy. */
export function parsed<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof WireError ? new RequestProblem(400, error.message) : error;
  }
}
