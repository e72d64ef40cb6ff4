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
}

interface Kept extends Session {
  hash: string;
  made: number;
  seen: number;
  previous: { readonly hash: string; readonly until: number } | undefined;
}

const IDLE_MS = 2 * 3_600_000;
const ROTATE_MS = 3_600_000;
const GRACE_MS = 60_000;
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
  const byId = new Map<string, Kept>();
  const byHash = new Map<string, Kept>();
  const held = new Map<string, Set<Held>>();
  for (const row of await database.read('SELECT * FROM sessions')) {
    const kept: Kept = {
      id: String(row.id),
      user: String(row.who),
      demo: false,
      hash: String(row.hash),
      made: Number(row.made),
      seen: wall(),
      expires: Number(row.expires),
      previous: undefined,
    };
    byId.set(kept.id, kept);
    byHash.set(kept.hash, kept);
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
      await writer.run('INSERT INTO sessions VALUES (?, ?, ?, ?, ?)', [
        kept.id,
        kept.user,
        kept.hash,
        BigInt(Math.round(kept.made)),
        BigInt(Math.round(kept.expires)),
      ]);
    });
  }

  async function end(id: string): Promise<void> {
    const kept = byId.get(id);
    if (!kept) return;
    byId.delete(id);
    byHash.delete(kept.hash);
    if (kept.previous) byHash.delete(kept.previous.hash);
    for (const each of held.get(id) ?? []) each.close(SESSION_OVER, 'The session is over.');
    held.delete(id);
    if (!kept.demo) await database.write((writer) => writer.run('DELETE FROM sessions WHERE id = ?', [id]));
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
      if (kept.previous) byHash.delete(kept.previous.hash);
      kept.previous = { hash: kept.hash, until: wall() + GRACE_MS };
      kept.hash = hashOf(next);
      kept.made = wall();
      byHash.set(kept.hash, kept);
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
    async sweep() {
      for (const kept of [...byId.values()]) {
        if (isOver(kept)) await end(kept.id);
        else if (kept.previous && wall() >= kept.previous.until) {
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
