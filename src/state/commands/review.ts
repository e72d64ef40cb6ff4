import type { ReviewAnchor } from '../../domain/review/review.ts';
import type { Words } from '../../domain/words.ts';
import { type Command, type CommandContext, command } from '../command.ts';
import type { Pinning, Session } from '../session.ts';

type Place = NonNullable<Pinning['at']>;

/** The review record: which thread is open, what is pinned where, and the way back into the view of a comment. */
export const REVIEW_COMMANDS: readonly Command[] = [
  command('review.open', {
    title: { zh: '打开审查意见', en: 'Open a review thread' },
    enabled: ({ review }) => review !== undefined,
    perform: ({ store, review }, argument) => {
      if (argument !== null) known(review, argument);
      store.change((draft) => {
        draft.review = { ...draft.review, thread: argument as string | null, pinning: null };
        draft.panels = { ...draft.panels, review: true };
      });
    },
  }),
  command('review.show', {
    title: { zh: '回到意见所在的视角', en: 'Go to where a comment was written' },
    enabled: ({ review }) => review !== undefined,
    perform: (context, argument) => {
      const { id, anchor } = known(context.review, argument);
      context.store.change((draft) => {
        draft.review = { ...draft.review, thread: id, pinning: null };
        draft.panels = { ...draft.panels, review: true };
        Object.assign(draft, momentOf(context, anchor, draft.notices));
      }, 'review.show');
    },
  }),
  command('review.filter', {
    title: { zh: '筛选审查意见', en: 'Filter review threads' },
    perform: ({ store }, argument) => {
      if (typeof argument !== 'object' || argument === null)
        throw new RangeError(
          `Filter ${JSON.stringify(argument)}: expected fields of the filter, such as {status: "open"}.`,
        );
      const { filter } = store.getState().review;
      for (const [key, value] of Object.entries(argument))
        if (!(key in filter) || (value !== null && typeof value !== 'string'))
          throw new RangeError(
            `Filter ${key}=${JSON.stringify(value)}: there are ${Object.keys(filter).join(', ')}, each a text or null.`,
          );
      store.change((draft) => {
        draft.review = { ...draft.review, filter: { ...filter, ...argument } };
      });
    },
  }),
  command('review.pin', {
    title: { zh: '提出审查意见', en: 'Raise a review comment' },
    key: 'z',
    palette: true,
    enabled: ({ review }) => review !== undefined,
    perform: ({ store, review }, argument) => {
      const { select, review: now } = store.getState();
      const wanted = wantedPin(argument);
      const attaching = wanted.for === 'attach';
      if (attaching && now.thread === null)
        throw new RangeError('review.pin for "attach" needs an open thread; run review.open first.');
      const object = wanted.object ?? (argument === undefined ? select : null);
      const at = wanted.at ?? (object === null ? null : (review?.placeOf(object) ?? null));
      if (wanted.object !== null && at === null) throw new RangeError(`Unknown asset "${wanted.object}".`);
      store.change((draft) => {
        draft.review = { ...now, thread: attaching ? now.thread : null, pinning: { for: wanted.for, at } };
        draft.panels = { ...draft.panels, review: true };
      });
    },
  }),
  command('review.unpin', {
    title: { zh: '放弃定位意见', en: 'Stop pinning a comment' },
    perform: ({ store }) =>
      store.change((draft) => {
        draft.review = { ...draft.review, pinning: null };
      }),
  }),
];

function known(review: CommandContext['review'], argument: unknown) {
  const thread = typeof argument === 'string' ? review?.thread(argument) : undefined;
  if (!thread) throw new RangeError(`Unknown review thread ${JSON.stringify(argument)}; GET /api/reviews lists them.`);
  return thread;
}

function wantedPin(argument: unknown): { for: Pinning['for']; object: string | null; at: Place | null } {
  if (argument === undefined || argument === null) return { for: 'new', object: null, at: null };
  if (typeof argument === 'string') return { for: 'new', object: argument, at: null };
  if (typeof argument !== 'object')
    throw new RangeError(
      `review.pin ${JSON.stringify(argument)}: expected an asset's id, {at}, {object} or {for: "attach"}.`,
    );
  const given = argument as { for?: unknown; object?: unknown; at?: unknown };
  return {
    for: given.for === 'attach' ? 'attach' : 'new',
    object: typeof given.object === 'string' ? given.object : null,
    at: placeIn(given.at),
  };
}

function placeIn(input: unknown): Place | null {
  if (input === undefined || input === null) return null;
  const { place, object = null } = input as Partial<Place>;
  if (!Array.isArray(place) || place.length !== 3 || !place.every((each) => Number.isFinite(each)))
    throw new RangeError(`Place ${JSON.stringify(place)}: expected [longitude, latitude, metres above ground].`);
  return { place: place as unknown as Place['place'], object };
}

type Moment = Partial<
  Pick<
    Session,
    | 'view'
    | 'scenario'
    | 'compare'
    | 'compareAt'
    | 'compareView'
    | 'split'
    | 'playhead'
    | 'playing'
    | 'select'
    | 'notices'
    | 'editing'
  >
>;

/** The session as it was when the comment was written, as far as there is still such a plan and object. */
function momentOf(context: CommandContext, anchor: ReviewAnchor, notices: Session['notices']): Moment {
  const { plan, compare, object } = anchor;
  const alternatives = plan && context.alternatives(plan.id);
  const there = plan && alternatives?.includes(plan.alternative) ? plan : null;
  const scenario = there
    ? { id: there.id, alternative: there.alternative }
    : plan && alternatives
      ? { id: plan.id, alternative: 'base' }
      : null;
  const beside = compare && scenario && alternatives?.includes(compare.alternative) ? compare : null;
  return {
    view: anchor.view,
    scenario,
    compare: beside && scenario ? { id: scenario.id, alternative: beside.alternative } : null,
    compareAt: beside?.moment ?? null,
    ...(beside ? { compareView: viewNamed(beside.view), split: beside.split } : {}),
    playhead: anchor.moment.kind === 'slice' && !scenario ? { kind: 'now' } : anchor.moment,
    playing: 0,
    editing: null,
    select: object && context.assetLayer(object.id) !== undefined ? object.id : null,
    ...(plan && !there
      ? { notices: [...notices.filter(({ key }) => key !== GONE), gone(plan.id, plan.alternative)] }
      : {}),
  };
}

function viewNamed(view: string): Session['compareView'] {
  return view === 'side-by-side' || view === 'onion' ? view : 'swipe';
}

const GONE = 'review.plan-gone';

function gone(id: string, alternative: string): Session['notices'][number] {
  const text: Words = {
    zh: `意见所依据的方案 ${id}.${alternative} 已不存在，按现状显示`,
    en: `The plan that the comment speaks of, ${id}.${alternative}, is gone; today's city is shown`,
  };
  return { key: GONE, tone: 'warning', text };
}
