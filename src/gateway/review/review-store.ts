import { act, type ReviewOrder } from '../../domain/review/act.ts';
import { type ReviewAnchor, type ReviewThread, statusOf } from '../../domain/review/review.ts';
import { canonicalJson } from '../../scenario/versions/canonical.ts';
import { parseThread, type ReviewList, type TaggedThread } from '../../wire/review.ts';
import type { Database, Row } from '../database.ts';
import type { Edition } from '../edition.ts';
import { type Audit, sha256 } from '../people/audit.ts';
import type { Caller } from '../people/rights.ts';
import { RequestProblem } from '../query.ts';

/** The review record: threads that only grow, each change with its entry in the log or not at all. */
export interface ReviewStore {
  /** The oldest first. */
  list(): Promise<ReviewList>;
  get(id: string): Promise<TaggedThread>;
  raise(caller: Caller, anchor: ReviewAnchor, text: string): Promise<TaggedThread>;
  /** Does something to a thread if `etag` is still its own. Throws RequestProblem 403, 409 with words, 404. */
  act(caller: Caller, id: string, etag: string, order: ReviewOrder): Promise<TaggedThread>;
}

/** Entries of one thread; a matter that needs more is several. */
const MOST_ENTRIES = 500;

/** @param now city time, ms */
export async function openReviewStore(
  database: Database,
  audit: Audit,
  now: () => number,
  edition: Edition,
): Promise<ReviewStore> {
  await database.write((writer) =>
    writer.run('CREATE TABLE IF NOT EXISTS review_threads (n INTEGER PRIMARY KEY, etag VARCHAR, thread VARCHAR)'),
  );
  async function find(source: Pick<Database, 'read'>, id: string): Promise<TaggedThread> {
    const n = /^R-(\d{1,9})$/.exec(id)?.[1];
    const [row] =
      n === undefined ? [] : await source.read('SELECT etag, thread FROM review_threads WHERE n = ?', [Number(n)]);
    if (!row) throw new RequestProblem(404, `Unknown review thread "${id}"; GET /api/reviews lists them.`);
    return taggedOf(row);
  }

  const sign = ({ user, name, demo }: Caller) => ({ user, name, demo, at: Math.round(now()) });

  return {
    async list() {
      const at = edition.number;
      const rows = await database.read('SELECT etag, thread FROM review_threads ORDER BY n');
      return { edition: at, threads: rows.map(taggedOf) };
    },
    get: (id) => find(database, id),
    raise: (caller, anchor, text) =>
      edition.told(
        audit.record(caller, async (writer) => {
          const [last] = await writer.read('SELECT coalesce(max(n), 0) + 1 AS next FROM review_threads');
          const n = Number(last?.next ?? 1);
          const thread: ReviewThread = {
            id: `R-${n}`,
            anchor,
            entries: [{ kind: 'comment', text, by: sign(caller) }],
          };
          const { etag, json } = written(thread);
          await writer.run('INSERT INTO review_threads VALUES (?, ?, ?)', [n, etag, json]);
          const detail = { plan: anchor.plan?.id ?? null, object: anchor.object?.id ?? null };
          return {
            change: { action: 'review.comment', subject: `review/${thread.id}`, after: etag, detail },
            result: { etag, thread },
          };
        }),
      ),
    act: (caller, id, etag, order) =>
      edition.told(
        audit.record(caller, async (writer) => {
          const before = await find(writer, id);
          if (before.etag !== etag)
            throw new RequestProblem(
              409,
              `Somebody wrote in ${id} since you saw it; look again.`,
              {},
              {
                ...before,
                words: {
                  zh: `${id} 已有他人的新内容，您的未写入；请看过后再试。`,
                  en: `Somebody wrote in ${id} since you saw it; nothing of yours was written. Look again and retry.`,
                },
              },
            );
          if (before.thread.entries.length >= MOST_ENTRIES)
            throw new RequestProblem(409, `${id} has ${MOST_ENTRIES} entries; raise a new comment.`);
          const result = act(before.thread, order, { ...sign(caller), role: caller.role });
          if (!result.ok)
            throw new RequestProblem(
              result.why === 'forbidden' ? 403 : 409,
              result.reason.en,
              {},
              {
                words: result.reason,
              },
            );
          const { thread } = result;
          const next = written(thread);
          await writer.run('UPDATE review_threads SET etag = ?, thread = ? WHERE n = ?', [
            next.etag,
            next.json,
            Number(id.slice(2)),
          ]);
          const detail = { status: statusOf(thread), object: thread.anchor.object?.id ?? null };
          return {
            change: { action: `review.${order.act}`, subject: `review/${id}`, before: etag, after: next.etag, detail },
            result: { etag: next.etag, thread },
          };
        }),
      ),
  };
}

function written(thread: ReviewThread): { readonly etag: string; readonly json: string } {
  const json = canonicalJson(thread);
  return { etag: sha256(json), json };
}

function taggedOf(row: Row): TaggedThread {
  return { etag: String(row.etag), thread: parseThread(JSON.parse(String(row.thread))) };
}
