import { createHash, randomUUID } from 'node:crypto';
import { MOST_SHARED, type SharedItem, type Sharing, tooManyShared } from '../../domain/shared-data.ts';
import { parseSharedItem } from '../../wire/shared-data.ts';
import type { Database } from '../database.ts';
import type { Edition } from '../edition.ts';
import type { Audit } from '../people/audit.ts';
import type { Caller } from '../people/rights.ts';
import { RequestProblem } from '../query.ts';

/** What people share of their own data: each with its bytes and its entry in the log, or not at all. */
export interface SharedStore {
  /** The newest first. */
  list(): Promise<SharedItem[]>;
  get(id: string): Promise<{ readonly item: SharedItem; readonly content: Uint8Array }>;
  /** Throws RequestProblem 409 with words when as many are shared as may be. */
  share(caller: Caller, sharing: Sharing, content: Uint8Array): Promise<SharedItem>;
  /** Takes one back. Throws RequestProblem 403 with words unless the caller shared it or is an admin. */
  withdraw(caller: Caller, id: string): Promise<void>;
}

/** @param now city time, ms */
export async function openSharedStore(
  database: Database,
  audit: Audit,
  now: () => number,
  edition: Edition,
): Promise<SharedStore> {
  await database.write((writer) =>
    writer.run(
      'CREATE TABLE IF NOT EXISTS shared_data (id VARCHAR PRIMARY KEY, shared BIGINT, head VARCHAR, content BYTEA)',
    ),
  );
  const unknown = (id: string) =>
    new RequestProblem(
      404,
      `Nothing is shared as "${id}"; GET /api/shared lists what is.`,
      {},
      {
        words: {
          zh: '此项已撤回或不存在；请刷新列表。',
          en: 'It was withdrawn or was never shared; read the list again.',
        },
      },
    );
  const itemOf = (head: unknown) => parseSharedItem(JSON.parse(String(head)));

  return {
    async list() {
      const rows = await database.read('SELECT head FROM shared_data ORDER BY shared DESC, id');
      return rows.map(({ head }) => itemOf(head));
    },
    async get(id) {
      const [row] = await database.read('SELECT head, content FROM shared_data WHERE id = ?', [id]);
      if (!row) throw unknown(id);
      return { item: itemOf(row.head), content: row.content as Uint8Array };
    },
    share: (caller, sharing, content) =>
      edition.told(
        audit.record(caller, async (writer) => {
          const [count] = await writer.read('SELECT count(*) AS n FROM shared_data');
          if (Number(count?.n ?? 0) >= MOST_SHARED) {
            const words = tooManyShared(sharing.name);
            throw new RequestProblem(409, words.en, {}, { words });
          }
          const { user, name, demo } = caller;
          const at = Math.round(now());
          const item: SharedItem = {
            id: randomUUID(),
            ...sharing,
            bytes: content.length,
            by: { user, name, at, demo },
          };
          await writer.run('INSERT INTO shared_data VALUES (?, ?, ?, ?)', [
            item.id,
            BigInt(at),
            JSON.stringify(item),
            content,
          ]);
          const after = createHash('sha256').update(content).digest('hex');
          const detail = { name: item.name, kind: item.kind, bytes: item.bytes };
          return { change: { action: 'shared.add', subject: `shared/${item.id}`, after, detail }, result: item };
        }),
      ),
    async withdraw(caller, id) {
      await edition.told(
        audit.record(caller, async (writer) => {
          const [row] = await writer.read('SELECT head, content FROM shared_data WHERE id = ?', [id]);
          if (!row) throw unknown(id);
          const { name, kind, by } = itemOf(row.head);
          if (by.user !== caller.user && caller.role !== 'admin') {
            const words = {
              zh: `${name}：由${by.name}共享，只能由其本人或管理员撤回。`,
              en: `${name}: ${by.name} shared it; they or an admin may withdraw it.`,
            };
            throw new RequestProblem(403, words.en, {}, { words });
          }
          await writer.run('DELETE FROM shared_data WHERE id = ?', [id]);
          const before = createHash('sha256')
            .update(row.content as Uint8Array)
            .digest('hex');
          const detail = { name, kind, by: by.user };
          return { change: { action: 'shared.withdraw', subject: `shared/${id}`, before, detail }, result: undefined };
        }),
      );
    },
  };
}
