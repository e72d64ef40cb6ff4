import * as v from 'valibot';
import { SLICE_IDS } from '../domain/clock.ts';
import { REVIEW_ACTS, type ReviewAnchor, type ReviewThread } from '../domain/review/review.ts';
import { AssetId, LonLat, ViewSchema } from './common.ts';
import { parseWith } from './parse.ts';

/** Longest text of an entry, characters. */
const LONGEST_REVIEW = 4000;

const Text = v.pipe(v.string(), v.trim(), v.maxLength(LONGEST_REVIEW));
const Name = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const ObjectSchema = v.object({ layer: Name, id: AssetId });
const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
/** Metres above ground; what is pinned to a building or a mast lies within. */
const Height = v.pipe(v.number(), v.minValue(-100), v.maxValue(1000));
const Place = v.tuple([...LonLat.items, Height]);

const Moment = v.variant('kind', [
  v.object({ kind: v.literal('now') }),
  v.object({ kind: v.literal('instant'), at: v.pipe(v.number(), v.finite()) }),
  v.object({ kind: v.literal('slice'), slice: v.picklist(SLICE_IDS) }),
]);

const Anchor = v.object({
  place: Place,
  object: v.nullable(ObjectSchema),
  moment: Moment,
  plan: v.nullable(
    v.object({
      id: Name,
      alternative: Name,
      version: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
      edition: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in hexadecimal'))),
    }),
  ),
  compare: v.nullable(v.object({ alternative: Name, moment: v.nullable(Moment), view: Name, split: Share })),
  view: ViewSchema,
}) satisfies v.GenericSchema<ReviewAnchor>;

const Signer = v.object({ user: v.string(), name: v.string(), at: v.number(), demo: v.boolean() });

const Entry = v.object({
  kind: v.picklist(['comment', ...REVIEW_ACTS]),
  text: Text,
  by: Signer,
  from: v.optional(v.nullable(ObjectSchema)),
});

const Thread = v.object({
  id: v.string(),
  anchor: Anchor,
  entries: v.pipe(v.array(Entry), v.minLength(1)),
}) satisfies v.GenericSchema<ReviewThread>;

/** A thread with the tag that a write to it needs as `If-Match`. */
export interface TaggedThread {
  readonly etag: string;
  readonly thread: ReviewThread;
}
const TaggedThreadSchema = v.object({ etag: v.string(), thread: Thread }) satisfies v.GenericSchema<TaggedThread>;

/** `GET /api/reviews`: every thread, the oldest first. */
export interface ReviewList {
  /** Grows with every change; the live socket tells it. */
  readonly edition: number;
  readonly threads: readonly TaggedThread[];
}
const ReviewListSchema = v.object({
  edition: v.number(),
  threads: v.array(TaggedThreadSchema),
}) satisfies v.GenericSchema<ReviewList>;

/** Body of `POST /api/reviews`. */
export const NewReviewSchema = v.strictObject({
  anchor: Anchor,
  text: v.pipe(Text, v.minLength(1, 'expected a text')),
});

/** Body of `POST /api/reviews/:id/acts`. `to` goes with `attach`. */
export const ReviewActSchema = v.strictObject({
  act: v.picklist(REVIEW_ACTS),
  text: v.optional(Text, ''),
  to: v.optional(v.object({ place: Place, object: v.nullable(ObjectSchema) })),
});

export function parseThread(input: unknown): ReviewThread {
  return parseWith(Thread, input, 'Review thread');
}

export function parseTaggedThread(input: unknown): TaggedThread {
  return parseWith(TaggedThreadSchema, input, '/api/reviews');
}

export function parseReviewList(input: unknown): ReviewList {
  return parseWith(ReviewListSchema, input, '/api/reviews');
}
