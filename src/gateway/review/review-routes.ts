import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ReviewAnchor, ReviewObject } from '../../domain/review/review.ts';
import { parseWith } from '../../wire/parse.ts';
import { NewReviewSchema, ReviewActSchema } from '../../wire/review.ts';
import { ifMatch, parsed, quoted } from '../entity-tag.ts';
import type { Parts } from '../parts.ts';
import { type Caller, type Right, requireRight } from '../people/rights.ts';
import { RequestProblem } from '../query.ts';

interface OfThread {
  Params: { id: string };
}

/** Adds `/api/reviews`: the review record. A public session has no part in it. */
export function addReviewRoutes(server: FastifyInstance, { reviews, scenarios, access, city }: Parts): void {
  const caller = (request: FastifyRequest, right: Right): Caller => requireRight(access.callerOf(request), right);

  function knownLayer(object: ReviewObject | null): void {
    if (object && !city.layer(object.layer))
      throw new RequestProblem(
        400,
        `Review: unknown layer "${object.layer}"; there are ${city.layers.map(({ id }) => id).join(', ')}.`,
      );
  }

  /** What a comment names must be there: the layer, the scenario, its named version with the alternative. */
  async function known({ object, plan, moment }: ReviewAnchor): Promise<void> {
    knownLayer(object);
    if (moment.kind === 'slice' && !plan)
      throw new RequestProblem(400, `Review: slice ${moment.slice} needs the plan whose slice it is.`);
    if (!plan) return;
    if (plan.version === null) {
      // A draft may have gone on since; its scenario must exist.
      await scenarios.draft(plan.id);
      return;
    }
    const { document, record } = await scenarios.version(plan.id, plan.version);
    if (!record)
      throw new RequestProblem(
        400,
        `Review: revision ${plan.version} of "${plan.id}" is an autosave; version is null for a draft.`,
      );
    const alternatives = ['base', ...document.alternatives.map(({ id }) => id)];
    if (!alternatives.includes(plan.alternative))
      throw new RequestProblem(
        400,
        `Review: version ${plan.version} has no alternative "${plan.alternative}"; there are ${alternatives.join(', ')}.`,
      );
  }

  server.get('/api/reviews', async (request, reply) => {
    caller(request, 'readReviews');
    reply.header('Cache-Control', 'no-store');
    return reviews.list();
  });

  server.get<OfThread>('/api/reviews/:id', async (request, reply) => {
    caller(request, 'readReviews');
    const found = await reviews.get(request.params.id);
    reply.header('ETag', quoted(found.etag)).header('Cache-Control', 'no-store');
    return found;
  });

  server.post('/api/reviews', async (request, reply) => {
    const writer = caller(request, 'writeReviews');
    const { anchor, text } = parsed(() => parseWith(NewReviewSchema, request.body, 'Review'));
    await known(anchor);
    const raised = await reviews.raise(writer, anchor, text);
    reply.code(201).header('ETag', quoted(raised.etag));
    return raised;
  });

  server.post<OfThread>('/api/reviews/:id/acts', async (request, reply) => {
    const writer = caller(request, 'writeReviews');
    const order = parsed(() => parseWith(ReviewActSchema, request.body, 'Review'));
    knownLayer(order.to?.object ?? null);
    const etag = ifMatch(request, 'the ETag of the thread');
    const changed = await reviews.act(writer, request.params.id, etag, order);
    reply.header('ETag', quoted(changed.etag));
    return changed;
  });
}
