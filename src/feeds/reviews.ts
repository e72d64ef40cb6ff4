import type { ReviewOrder } from '../domain/review/act.ts';
import type { ReviewAnchor } from '../domain/review/review.ts';
import { parseReviewList, parseTaggedThread, type TaggedThread } from '../wire/review.ts';
import { ask } from './ask.ts';
import type { Gateway } from './request.ts';

const PATH = '/api/reviews';

/** The review record at the gateway. */
export function createReviews(gateway: Gateway) {
  return {
    list: () => ask(gateway, { path: PATH, parse: parseReviewList }),
    raise: (anchor: ReviewAnchor, text: string) =>
      ask(gateway, { path: PATH, method: 'POST', body: { anchor, text }, parse: parseTaggedThread }),
    act: ({ etag, thread }: TaggedThread, order: ReviewOrder) =>
      ask(gateway, {
        path: `${PATH}/${encodeURIComponent(thread.id)}/acts`,
        method: 'POST',
        body: order,
        ifMatch: etag,
        parse: parseTaggedThread,
      }),
  };
}
