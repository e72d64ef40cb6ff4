import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../database.ts';

/** One signed-in browser. */
export interface Session {
  readonly id: string;
  readonly user: string;
  readonly demo: boolean;
  /** Wall-clock end, ms, whatever happens. */
  readonly expires: number;
}

/** Something to close when a session ends, such as its live sockets. */
interface Held {
  close(code: number, reason: string): void;
}

export interface Sessions {
  /** A new session; the token goes into the cookie and is kept nowhere. */
  open(user: string, demo: boolean): Promise<{ readonly token: string; readonly session: Session }>;
  /** The session of a token that is neither over nor idle; counts as activity. */
  find(token: string | undefined): Session | undefined;
  /** A new token in place of an hour-old one, or undefined. The old one holds for another minute: requests overtake each other. */
  rotate(token: string): Promise<string | undefined>;
  end(id: string): Promise<void>;
  /** Ends all of a user's, but for `except`. */
  endAll(user: string, except?: string): Promise<void>;
  /** Closes `held` when the session ends; the returned function forgets it. While it is held the session is not idle. */
  hold(id: string, held: Held): () => void;
  /** Ends what is over; called by the clock. */
  sweep(): Promise<void>;
  /** Learns of sessions that began, were renewed or ended at other gateways. */
  refresh(): Promise<void>;
}

interface Kept extends Session {
  hash: string;
  made: number;
  seen: number;
  /** What the database knows of `seen`, and whether it has the session at all. */
  noted: number;
  stored: boolean;
  previous: { readonly hash: string; readonly until: number } | undefined;
}

const IDLE_MS = 2 * 3_600_000;
const ROTATE_MS = 3_600_000;
const GRACE_MS = 60_000;
/** An activity is told to other gateways when the last one that they know of is so long ago. */
const NOTE_MS = 300_000;
/** WebSocket close code of our own: the session is over, sign in again. */
const SESSION_OVER = 4401;

/**
 * Sessions live in memory and, but for demo ones, in the database, so that a restart signs nobody out. Only hashes of
 * tokens are kept: who reads the database is not signed in.
 *
 * @param wall wall-clock time in ms: a session's life does not depend on the city's clock
 */
export async function openSessions(database: Database, lifetime: number, wall: () => number): Promise<Sessions> {
  await database.write((writer) =>
    writer.run(`CREATE TABLE IF NOT EXISTS sessions
      (id VARCHAR, who VARCHAR, hash VARCHAR, made BIGINT, expires BIGINT)`),
  );
  await database.write((writer) => writer.run('ALTER TABLE sessions ADD COLUMN IF NOT EXISTS seen BIGINT'));
  const byId = new Map<string, Kept>();
  const byHash = new Map<string, Kept>();
  const held = new Map<string, Set<Held>>();
  async function learn(): Promise<void> {
    const rows = await database.read('SELECT * FROM sessions');
    for (const row of rows) {
      const [id, hash, noted] = [String(row.id), String(row.hash), Number(row.seen ?? 0)];
      const known = byId.get(id);
      if (known) {
        if (known.hash !== hash && Number(row.made) > known.made) renew(known, hash, Number(row.made));
        known.noted = Math.max(known.noted, noted);
        known.seen = Math.max(known.seen, noted);
        continue;
      }
      const kept: Kept = {
        ...{ id, hash, noted, user: String(row.who), demo: false, stored: true },
        ...{ seen: wall(), previous: undefined },
        ...{ made: Number(row.made), expires: Number(row.expires) },
      };
      byId.set(id, kept);
      byHash.set(hash, kept);
    }
    const there = new Set(rows.map(({ id }) => String(id)));
    for (const kept of [...byId.values()]) if (!kept.demo && kept.stored && !there.has(kept.id)) drop(kept);
  }

  function renew(kept: Kept, hash: string, made: number): void {
    if (kept.previous) byHash.delete(kept.previous.hash);
    kept.previous = { hash: kept.hash, until: wall() + GRACE_MS };
    kept.hash = hash;
    kept.made = made;
    byHash.set(hash, kept);
  }

  function drop(kept: Kept): void {
    byId.delete(kept.id);
    byHash.delete(kept.hash);
    if (kept.previous) byHash.delete(kept.previous.hash);
    for (const each of held.get(kept.id) ?? []) each.close(SESSION_OVER, 'The session is over.');
    held.delete(kept.id);
  }
  await learn();

  async function note(kept: Kept): Promise<void> {
    kept.noted = kept.seen;
    await database.write((writer) =>
      writer.run('UPDATE sessions SET seen = ? WHERE id = ?', [BigInt(Math.round(kept.seen)), kept.id]),
    );
  }

  const isOver = (kept: Kept) => {
    const now = wall();
    if (now >= kept.expires) return true;
    return now - kept.seen >= IDLE_MS && !held.has(kept.id);
  };

  async function store(kept: Kept): Promise<void> {
    if (kept.demo) return;
    await database.write(async (writer) => {
      await writer.run('DELETE FROM sessions WHERE id = ?', [kept.id]);
      await writer.run('INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?)', [
        kept.id,
        kept.user,
        kept.hash,
        BigInt(Math.round(kept.made)),
        BigInt(Math.round(kept.expires)),
        BigInt(Math.round(kept.seen)),
      ]);
    });
    kept.noted = kept.seen;
    kept.stored = true;
  }

  async function end(id: string): Promise<void> {
    const kept = byId.get(id);
    if (!kept) return;
    drop(kept);
    if (kept.demo) return;
    await database.write((writer) => writer.run('DELETE FROM sessions WHERE id = ?', [id]));
    // Learned again while it was still there.
    const again = byId.get(id);
    if (again) drop(again);
  }

  return {
    end,
    async open(user, demo) {
      const token = randomBytes(32).toString('base64url');
      const now = wall();
      const kept: Kept = {
        id: randomBytes(16).toString('base64url'),
        user,
        demo,
        hash: hashOf(token),
        made: now,
        seen: now,
        noted: 0,
        stored: false,
        expires: now + lifetime,
        previous: undefined,
      };
      byId.set(kept.id, kept);
      byHash.set(kept.hash, kept);
      await store(kept);
      return { token, session: kept };
    },
    find(token) {
      if (token === undefined) return undefined;
      const hash = hashOf(token);
      const kept = byHash.get(hash);
      if (!kept || isOver(kept)) return undefined;
      if (hash !== kept.hash && wall() >= (kept.previous?.until ?? 0)) return undefined;
      kept.seen = wall();
      return kept;
    },
    async rotate(token) {
      const kept = byHash.get(hashOf(token));
      if (!kept || kept.hash !== hashOf(token) || wall() - kept.made < ROTATE_MS) return undefined;
      const next = randomBytes(32).toString('base64url');
      renew(kept, hashOf(next), wall());
      await store(kept);
      return next;
    },
    async endAll(user, except) {
      for (const kept of [...byId.values()]) if (kept.user === user && kept.id !== except) await end(kept.id);
    },
    hold(id, each) {
      const all = held.get(id) ?? new Set();
      held.set(id, all.add(each));
      return () => {
        all.delete(each);
        const kept = byId.get(id);
        if (kept) kept.seen = wall();
        if (all.size === 0) held.delete(id);
      };
    },
    refresh: learn,
    async sweep() {
      // Idle here may be busy at another gateway.
      if (database.shared) await learn();
      for (const kept of [...byId.values()]) {
        if (isOver(kept)) await end(kept.id);
        else if (database.shared && held.has(kept.id)) kept.seen = wall();
        if (database.shared && kept.stored && byId.has(kept.id) && kept.seen - kept.noted > NOTE_MS) await note(kept);
        if (kept.previous && wall() >= kept.previous.until) {
          byHash.delete(kept.previous.hash);
          kept.previous = undefined;
        }
      }
    },
  };
}

/** A token of 256 random bits needs no slow hash. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
