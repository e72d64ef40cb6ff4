import { createHash } from 'node:crypto';
import { canonicalJson } from '../../scenario/versions/canonical.ts';
import type { AuditEntry } from '../../wire/people.ts';
import type { Database, Writer } from '../database.ts';
import type { Caller } from './rights.ts';

/** What a change says of itself. `before` and `after` are values whose hashes are kept, never the values. */
export interface Change {
  readonly action: string;
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly detail?: AuditEntry['detail'];
}

/** The log of every change: append-only, each entry chained to the one before by its hash. */
export interface Audit {
  /**
   * Does `work` and logs it in one transaction: neither is ever there without the other. The change may be made by `work`,
   * which alone knows what was there before.
   */
  record<T>(
    caller: Caller | null,
    work: (writer: Writer) => Promise<{ readonly change: Change | null; readonly result: T }>,
  ): Promise<T>;
  /** Logs what has no work in the database. */
  note(caller: Caller | null, change: Change): Promise<void>;
  /** Entries before number `before`, newest first. */
  list(before: number, limit: number): Promise<AuditEntry[]>;
  readonly last: number;
  /** The first entry that is missing or not as it was written; null when the chain holds. */
  brokenAt(): Promise<number | null>;
}

const FIRST = '0'.repeat(64);

/**
 * @param now city time; @param wall wall-clock time, both milliseconds
 */
export async function openAudit(database: Database, now: () => number, wall: () => number): Promise<Audit> {
  await database.write((writer) =>
    writer.run(`CREATE TABLE IF NOT EXISTS audit
      (seq BIGINT PRIMARY KEY, city BIGINT, wall BIGINT, who VARCHAR, name VARCHAR, role VARCHAR, action VARCHAR,
       subject VARCHAR, "before" VARCHAR, "after" VARCHAR, detail VARCHAR, hash VARCHAR)`),
  );
  let last = await head(database);

  /** One change after the other: each hash rests on the one before. */
  let turn: Promise<unknown> = Promise.resolve();

  async function append(writer: Writer, caller: Caller | null, change: Change): Promise<typeof last> {
    // Another gateway may have written the last one: writers take turns.
    if (database.shared) last = await head(writer);
    const entry = {
      seq: last.seq + 1,
      at: Math.round(now()),
      wall: Math.round(wall()),
      user: caller?.user ?? '-',
      name: caller?.name ?? '-',
      role: caller ? `${caller.role}${caller.demo ? ' (demo)' : ''}` : 'public',
      action: change.action,
      subject: change.subject,
      before: hashOf(change.before),
      after: hashOf(change.after),
      detail: change.detail ?? {},
    };
    const hash = chain(last.hash, entry);
    await writer.run('INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
      BigInt(entry.seq),
      BigInt(entry.at),
      BigInt(entry.wall),
      entry.user,
      entry.name,
      entry.role,
      entry.action,
      entry.subject,
      entry.before,
      entry.after,
      JSON.stringify(entry.detail),
      hash,
    ]);
    return { seq: entry.seq, hash };
  }

  const audit: Audit = {
    record(caller, work) {
      const done = turn
        .then(() =>
          database.write(async (writer) => {
            const { change, result } = await work(writer);
            return { next: change ? await append(writer, caller, change) : last, result };
          }),
        )
        .then(({ next, result }) => {
          last = next;
          return result;
        });
      turn = done.catch(() => undefined);
      return done;
    },
    async note(caller, change) {
      await audit.record(caller, async () => ({ change, result: undefined }));
    },
    async list(before, limit) {
      if (database.shared) last = await head(database);
      const rows = await database.read(
        `SELECT * FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT ${Math.round(limit)}`,
        [BigInt(Math.round(before))],
      );
      return rows.map(entryOf);
    },
    get last() {
      return last.seq;
    },
    async brokenAt() {
      // Before the entries: what is written meanwhile is no gap.
      if (database.shared) last = await head(database);
      const end = last.seq;
      let hash = FIRST;
      let expected = 1;
      for (;;) {
        const rows = await database.read('SELECT * FROM audit WHERE seq >= ? ORDER BY seq LIMIT 1000', [
          BigInt(expected),
        ]);
        for (const entry of rows.map(entryOf)) {
          const { hash: written, ...rest } = entry;
          if (entry.seq !== expected || chain(hash, rest) !== written) return expected;
          hash = written;
          expected++;
        }
        if (rows.length < 1000) return expected - 1 >= end ? null : expected;
      }
    },
  };
  return audit;
}

async function head({ read }: Pick<Database, 'read'>): Promise<{ readonly seq: number; readonly hash: string }> {
  const [row] = await read('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1');
  return { seq: Number(row?.seq ?? 0), hash: String(row?.hash ?? FIRST) };
}

function entryOf(row: Record<string, unknown>): AuditEntry {
  const text = (key: string) => (row[key] === null ? null : String(row[key]));
  return {
    seq: Number(row.seq),
    at: Number(row.city),
    wall: Number(row.wall),
    user: String(row.who),
    name: String(row.name),
    role: String(row.role),
    action: String(row.action),
    subject: String(row.subject),
    before: text('before'),
    after: text('after'),
    detail: JSON.parse(String(row.detail)) as AuditEntry['detail'],
    hash: String(row.hash),
  };
}

function chain(previous: string, entry: Omit<AuditEntry, 'hash'>): string {
  return sha256(`${previous} ${canonicalJson(entry)}`);
}

/** Hash of a value's canonical JSON; a value that is its own hash already, such as an entity tag, stays; null for nothing. */
function hashOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value) ? value : sha256(canonicalJson(value));
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
