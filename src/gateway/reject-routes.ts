import type { FastifyInstance } from 'fastify';
import { REJECT_REASONS } from '../domain/observation.ts';
import type { Parts } from './parts.ts';
import { requireRight } from './people/rights.ts';
import { instantOf, integerOf, type Query, RequestProblem } from './query.ts';

/** Rows of one page. */
const PAGE = 1000;
const MOST = 10_000;

/** Adds `/api/rejects`: every refused observation with its reason, newest first, page by page. */
export function addRejectRoutes(server: FastifyInstance, parts: Parts): void {
  const { rejects, rejectStore } = parts;

  server.get('/api/rejects', async (request) => {
    requireRight(parts.access.callerOf(request), 'readRejects');
    const query = request.query as Query;
    const { reason } = query;
    if (reason !== undefined && !REJECT_REASONS.some((each) => each === reason))
      throw new RequestProblem(400, `reason="${String(reason)}": expected one of ${REJECT_REASONS.join(', ')}.`);
    const limit = integerOf(query, 'limit', PAGE, 1, MOST);
    const given = (key: string) => query[key] !== undefined && query[key] !== '';
    await parts.commit();
    const page = await rejectStore.page({
      limit,
      reason: reason as string | undefined,
      before: given('before') ? integerOf(query, 'before', 0, 1, Number.MAX_SAFE_INTEGER) : undefined,
      from: given('from') ? instantOf(query, 'from', 0) : undefined,
      to: given('to') ? instantOf(query, 'to', 0) : undefined,
    });
    const ever = await rejectStore.counts();
    return {
      total: rejects.total,
      byReason: rejects.byReason,
      ever: { total: Object.values(ever).reduce((sum, n) => sum + n, 0), byReason: ever },
      rejects: page,
      ...(page.length === limit ? { next: page.at(-1)?.n } : {}),
    };
  });
}
