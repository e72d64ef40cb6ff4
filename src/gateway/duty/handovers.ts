import { randomUUID } from 'node:crypto';
import type { Officer } from '../../domain/alert.ts';
import type { HandoverLists } from '../../domain/handover.ts';
import { type Handover, parseHandover } from '../../wire/duty.ts';
import type { Database, Writer } from '../database.ts';
import type { Audit } from '../people/audit.ts';
import type { Caller } from '../people/rights.ts';
import { RequestProblem } from '../query.ts';

/** 交接班: one at a time is open; each is kept with who gave it, who accepted it, and the log. */
export interface Handovers {
  readonly last: Handover | null;
  find(id: string): Promise<Handover | undefined>;
  /** Newest first. */
  list(limit: number): Promise<Handover[]>;
  /** Throws RequestProblem 409 while another waits to be accepted, unless it is the caller's own, which it replaces. */
  offer(caller: Caller, note: string, lists: HandoverLists): Promise<Handover>;
  /** Throws RequestProblem: 404 unknown, 409 accepted already or by the officer who gave it. */
  accept(caller: Caller, id: string, name: string): Promise<Handover>;
  /** Learns what was handed over at other gateways. */
  refresh(): Promise<void>;
}

export async function openHandovers(
  database: Database,
  audit: Audit,
  now: () => number,
  changed: () => void,
): Promise<Handovers> {
  await database.write((writer) =>
    writer.run('CREATE TABLE IF NOT EXISTS handovers (id VARCHAR PRIMARY KEY, offered BIGINT, body VARCHAR)'),
  );
  const bodies = async (rest: string, values: string[] = [], { read }: Pick<Database, 'read'> = database) =>
    (await read(`SELECT body FROM handovers ${rest}`, values)).map(({ body }) =>
      parseHandover(JSON.parse(String(body))),
    );
  const latest = async (from: Pick<Database, 'read'> = database): Promise<Handover | null> =>
    (await bodies('ORDER BY offered DESC, id LIMIT 1', [], from))[0] ?? null;
  let last = await latest();
  /** In the transaction that changes it: another gateway may have been quicker. */
  const current = async (writer: Writer) => (database.shared ? latest(writer) : last);
  /** Two officers who press at once: the second one sees what the first has done. */
  let turn: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  }

  return {
    get last() {
      return last;
    },
    find: async (id) => (last?.id === id ? last : (await bodies('WHERE id = ?', [id]))[0]),
    list: (limit) => bodies(`ORDER BY offered DESC, id LIMIT ${Math.round(limit)}`),
    offer: (caller, note, lists) =>
      inTurn(async () => {
        const from: Officer = { user: caller.user, name: caller.name };
        const next: Handover = { id: randomUUID(), at: Math.round(now()), from, note, accepted: null, lists };
        await audit.record(caller, async (writer) => {
          const before = await current(writer);
          const open = before && !before.accepted ? before : null;
          if (open && open.from.user !== from.user)
            throw problem(409, {
              zh: `${open.from.name} 的交接班尚待接收；请先接收。`,
              en: `The hand-over of ${open.from.name} is not accepted yet; accept it first.`,
            });
          if (open) await writer.run('DELETE FROM handovers WHERE id = ?', [open.id]);
          await writer.run('INSERT INTO handovers VALUES (?, ?, ?)', [next.id, BigInt(next.at), JSON.stringify(next)]);
          const detail = { open: String(lists.open.length), ...(open ? { replaces: open.id } : {}) };
          return {
            change: { action: 'handover.offer', subject: `handovers/${next.id}`, after: next, detail },
            result: 0,
          };
        });
        last = next;
        changed();
        return next;
      }),
    accept: (caller, id, name) =>
      inTurn(async () => {
        const after = await audit.record(caller, async (writer) => {
          const newest = await current(writer);
          const before = newest?.id === id ? newest : (await bodies('WHERE id = ?', [id], writer))[0];
          const accepted = acceptedBy(before, id, caller, name, Math.round(now()));
          await writer.run('UPDATE handovers SET body = ? WHERE id = ?', [JSON.stringify(accepted), id]);
          return {
            change: {
              action: 'handover.accept',
              subject: `handovers/${id}`,
              before,
              after: accepted,
              detail: { name },
            },
            result: accepted,
          };
        });
        if (last?.id === id) last = after;
        changed();
        return after;
      }),
    async refresh() {
      last = await latest();
      changed();
    },
  };
}

/** Throws RequestProblem: 404 unknown, 409 accepted already or by the officer who gave it. */
function acceptedBy(before: Handover | undefined, id: string, { user }: Caller, name: string, at: number): Handover {
  if (!before) throw problem(404, { zh: '没有这次交接班。', en: `There is no hand-over "${id}".` });
  if (before.accepted)
    throw problem(409, {
      zh: `已由 ${before.accepted.by.name} 接收。`,
      en: `${before.accepted.by.name} has accepted it already.`,
    });
  if (before.from.name === name)
    throw problem(409, {
      zh: '交班人不能自己接收；请由接班人填写姓名。',
      en: 'Nobody accepts their own hand-over; the next officer gives a name.',
    });
  return { ...before, accepted: { by: { user, name }, at } };
}

function problem(status: number, words: { readonly zh: string; readonly en: string }): RequestProblem {
  return new RequestProblem(status, words.en, {}, { words });
}
