import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { NotOffered } from '../../../wire/odata-filter.ts';
import { parseODataOptions } from '../../../wire/odata-options.ts';
import { WireError } from '../../../wire/parse.ts';
import type { Parts } from '../../parts.ts';
import { type Query, RequestProblem } from '../../query.ts';
import { checkOptions } from './comparable.ts';
import { collectionAnswer, entityAnswer, setList } from './pages.ts';
import type { Seen } from './refs.ts';
import { targetOf } from './resource-path.ts';

const REQUIREMENTS = 'http://www.opengis.net/spec/iot_sensing/1.1/req';
/** Requirements of OGC SensorThings API 1.1 (18-088) that hold as a whole; of filter, orderby and expand only a part is offered. */
const CONFORMANCE = [
  ...['thing', 'location', 'datastream', 'sensor', 'observed-property', 'observation', 'feature-of-interest'].map(
    (entity) => `datamodel/${entity}/properties`,
  ),
  ...['datastream', 'sensor', 'observed-property', 'observation', 'feature-of-interest'].map(
    (entity) => `datamodel/${entity}/relations`,
  ),
  'datamodel/entity-control-information/common-control-information',
  'resource-path/resource-path-to-entities',
  ...['status-code', 'query-status-code', 'order', 'select', 'top', 'skip', 'count', 'pagination'].map(
    (option) => `request-data/${option}`,
  ),
].map((requirement) => `${REQUIREMENTS}/${requirement}`);

/** Adds `/sta/v1.1`: assets, their properties and what was observed, to be read by any client of OGC SensorThings 1.1. */
export function addStaRoutes(server: FastifyInstance, parts: Parts): void {
  const seenBy = (request: FastifyRequest): Seen => {
    const origin = parts.people.options.publicUrl ?? `${request.protocol}://${request.host}`;
    const view = parts.views[parts.access.roleOf(request)];
    const { role } = request.query as Query;
    return {
      ...{ city: parts.city, history: parts.history, view, origin, root: `${origin}/sta/v1.1` },
      role: typeof role === 'string' ? role : undefined,
    };
  };

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const seen = seenBy(request);
    const path = (request.params as { '*'?: string })['*'] ?? '';
    const raw = rawOptions(request.query as Query);
    reply.header('Cache-Control', 'no-store');
    if (path === '') return { value: setList(seen.root), serverSettings: { conformance: CONFORMANCE } };
    const options = parseODataOptions(raw);
    const target = await targetOf(path, seen);
    switch (target.is) {
      case 'collection':
        return collectionAnswer(target, options, seen);
      case 'references':
        checkOptions(target.of.set, options);
        return collectionAnswer(
          { ...target.of, at: `${target.of.at}/$ref` },
          { ...options, select: ['@iot.selfLink'], expand: [] },
          seen,
        );
      case 'entity': {
        const few = Object.keys(raw).find((key) => key !== '$select' && key !== '$expand');
        if (few) throw new WireError(`${few}: of one entity there are $select and $expand.`);
        return entityAnswer(target.set, target.ref, options, seen);
      }
      case 'property': {
        const [first] = Object.keys(raw);
        if (first) throw new WireError(`${first}: of a single property nothing more can be asked.`);
        if (!target.plain) return { [target.key]: target.value };
        reply.type('text/plain; charset=utf-8');
        return typeof target.value === 'object' ? JSON.stringify(target.value) : String(target.value);
      }
    }
  }

  async function answered(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    try {
      return await answer(request, reply);
    } catch (error) {
      if (error instanceof NotOffered) throw new RequestProblem(501, error.message);
      throw error instanceof WireError ? new RequestProblem(400, error.message) : error;
    }
  }

  server.get('/sta/v1.1', answered);
  server.get('/sta/v1.1/*', answered);
  server.route({
    method: ['POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/sta/v1.1/*',
    async handler(request) {
      throw new RequestProblem(
        501,
        `${request.method}: SensorThings is read only here; send observations to POST /api/observations.`,
      );
    },
  });
}

/** The options as texts; the role is no option of the standard. */
function rawOptions(query: Query): Record<string, string> {
  const raw: Record<string, string> = {};
  for (const [key, value] of Object.entries(query)) {
    if (key === 'role') continue;
    if (typeof value !== 'string')
      throw new RequestProblem(400, `${key.slice(0, 60)} stands there twice; write it once.`);
    // In a query "+08:00" arrives as " 08:00" unless it was escaped.
    raw[key] = value.replace(/(T\d\d:\d\d(?::[\d.]+)?) (\d\d:\d\d)/g, '$1+$2');
  }
  return raw;
}
