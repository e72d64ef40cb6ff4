import type { Words } from '../words.ts';
import {
  authorOf,
  isClosed,
  type ReviewAct,
  type ReviewAnchor,
  type ReviewEntry,
  type ReviewSigner,
  type ReviewThread,
  statusOf,
} from './review.ts';

/** Roles that write in the record; an admin keeps accounts and takes no part. */
export const REVIEW_WRITERS = ['planner', 'checker', 'operator'] as const;

/** Who acts, with the role that they have now. */
export interface ReviewActor extends ReviewSigner {
  readonly role: string;
}

/** What is done. `to` goes with `attach`: the place and, unless it is bare ground, the object that the thread hangs on from now. */
export interface ReviewOrder {
  readonly act: ReviewAct;
  readonly text: string;
  readonly to?: Pick<ReviewAnchor, 'place' | 'object'> | undefined;
}

export type ReviewResult =
  | { readonly ok: true; readonly thread: ReviewThread }
  /** `forbidden`: another person may; `premature`: nobody may as the thread stands, or something is missing. */
  | { readonly ok: false; readonly why: 'forbidden' | 'premature'; readonly reason: Words };

interface ActRule {
  readonly title: Words;
  /** Roles that may whoever they are; beside them `author` says whether the author of the thread may. */
  readonly roles: readonly string[];
  readonly author: boolean;
  readonly when: (thread: ReviewThread) => Words | null;
  readonly text: boolean;
}

const CLOSED: Words = { zh: '该意见已办结；请先“重新提出”。', en: 'The thread is closed; reopen it first.' };
const whileOpen = (thread: ReviewThread) => (isClosed(thread) ? CLOSED : null);

/**
 * Whoever writes may reply. The other side answers (an author's own word is no answer), a checker decides; an author may settle
 * their own comment but not turn it down.
 */
export const ACTS: Readonly<Record<ReviewAct, ActRule>> = {
  reply: {
    title: { zh: '回复', en: 'Reply' },
    roles: REVIEW_WRITERS,
    author: true,
    when: whileOpen,
    text: true,
  },
  answer: {
    title: { zh: '答复', en: 'Answer' },
    roles: ['planner', 'checker'],
    author: false,
    when: whileOpen,
    text: true,
  },
  resolve: {
    title: { zh: '采纳并办结', en: 'Resolve' },
    roles: ['checker'],
    author: true,
    when: whileOpen,
    text: true,
  },
  reject: {
    title: { zh: '不采纳', en: 'Reject' },
    roles: ['checker'],
    author: false,
    when: whileOpen,
    text: true,
  },
  reopen: {
    title: { zh: '重新提出', en: 'Reopen' },
    roles: ['checker'],
    author: true,
    when: (thread) =>
      statusOf(thread) === 'open' ? { zh: '该意见尚待答复。', en: 'The thread is open as it is.' } : null,
    text: true,
  },
  attach: {
    title: { zh: '改挂', en: 'Attach elsewhere' },
    roles: ['planner', 'checker'],
    author: true,
    when: () => null,
    text: false,
  },
};

/** Does something to a thread, or says why it cannot be done. Nothing of what was written before changes. */
export function act(thread: ReviewThread, order: ReviewOrder, actor: ReviewActor): ReviewResult {
  const rule = ACTS[order.act];
  const person = personTrouble(thread, order.act, actor);
  if (person) return { ok: false, why: 'forbidden', reason: person };
  const state = rule.when(thread) ?? missing(thread, order, rule);
  if (state) return { ok: false, why: 'premature', reason: state };
  const { role: _, ...by } = actor;
  const entry: ReviewEntry = {
    kind: order.act,
    text: order.text,
    by,
    ...(order.act === 'attach' ? { from: thread.anchor.object } : {}),
  };
  const anchor = order.act === 'attach' && order.to ? { ...thread.anchor, ...order.to } : thread.anchor;
  return { ok: true, thread: { ...thread, anchor, entries: [...thread.entries, entry] } };
}

/** The acts that `actor` could do now, for buttons. */
export function actsFor(thread: ReviewThread, actor: Pick<ReviewActor, 'user' | 'role'>): ReviewAct[] {
  return (Object.keys(ACTS) as ReviewAct[]).filter(
    (each) => personTrouble(thread, each, actor) === null && ACTS[each].when(thread) === null,
  );
}

function personTrouble(
  thread: ReviewThread,
  which: ReviewAct,
  actor: Pick<ReviewActor, 'user' | 'role'>,
): Words | null {
  const { roles, author, title } = ACTS[which];
  const own = authorOf(thread).user === actor.user;
  const writes = (REVIEW_WRITERS as readonly string[]).includes(actor.role);
  if (which === 'answer' && own)
    return {
      zh: '提出人自己的话不算答复；请用“回复”。',
      en: 'An author does not answer their own comment; reply instead.',
    };
  if (writes && (roles.includes(actor.role) || (author && own))) return null;
  const who = roles.map((role) => ROLE_WORDS[role] ?? { zh: role, en: role });
  const allowed = {
    zh: [...who.map(({ zh }) => zh), ...(author ? ['提出人'] : [])].join('、'),
    en: [...who.map(({ en }) => en), ...(author ? ['its author'] : [])].join(', '),
  };
  return {
    zh: `“${title.zh}”须由${allowed.zh}办理。`,
    en: `"${title.en}" is for ${allowed.en}.`,
  };
}

function missing({ anchor }: ReviewThread, { act: which, text, to }: ReviewOrder, rule: ActRule): Words | null {
  if (rule.text && text === '') return { zh: `“${rule.title.zh}”须写明内容。`, en: `"${rule.title.en}" needs a text.` };
  if (which !== 'attach') return null;
  if (!to) return { zh: '改挂须指明新的对象或地点。', en: 'Attaching needs the new object or place.' };
  const [a, b] = [anchor.object, to.object];
  const same = a && b ? a.layer === b.layer && a.id === b.id : a === b;
  if (same && to.place.every((each, i) => each === anchor.place[i]))
    return { zh: '该意见已挂在此处。', en: 'The thread is attached there as it is.' };
  return null;
}

const ROLE_WORDS: Readonly<Record<string, Words>> = {
  planner: { zh: '编制人员', en: 'planners' },
  checker: { zh: '校核人员', en: 'checkers' },
  operator: { zh: '值班员', en: 'operators' },
};
