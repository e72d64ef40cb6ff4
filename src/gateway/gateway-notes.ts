import type { Database } from './database.ts';

/** Between two signs of life, ms. */
const ALIVE_MS = 3000;
/** Without a sign for so long a gateway counts as gone, s. */
const GONE_S = 10;

type NoteKind = 'officers' | 'drill';

/** What a gateway tells the others of itself, for as long as it lives: who sits at it, which drill was begun there. */
export interface GatewayNotes {
  /** Tells it; undefined takes it back. */
  put(kind: NoteKind, body: unknown): void;
  /** Takes it back from all gateways. */
  clear(kind: NoteKind): void;
  /** What the others tell. */
  others(kind: NoteKind): readonly unknown[];
  /** Calls `changed` when what others tell of a kind is different, with whether the own note was taken back elsewhere. */
  onChange(kind: NoteKind, changed: (takenBack: boolean) => void): void;
  /** Names of the gateways that live, the own among them. */
  readonly alive: readonly string[];
  /** Reads what the others tell. */
  refresh(): Promise<void>;
  stop(): Promise<void>;
}

const NONE: GatewayNotes = {
  put: () => undefined,
  clear: () => undefined,
  others: () => [],
  onChange: () => undefined,
  alive: [],
  refresh: async () => undefined,
  stop: async () => undefined,
};

/** @param name of this gateway */
export async function openGatewayNotes(database: Database, name: string): Promise<GatewayNotes> {
  const { shared } = database;
  if (!shared) return NONE;
  await database.write(async (writer) => {
    await writer.run('CREATE TABLE IF NOT EXISTS gateways (name VARCHAR PRIMARY KEY, seen TIMESTAMPTZ)');
    await writer.run(
      'CREATE TABLE IF NOT EXISTS gateway_notes (gateway VARCHAR, kind VARCHAR, body VARCHAR, PRIMARY KEY (gateway, kind))',
    );
    // Of a run that ended without a word.
    await writer.run('DELETE FROM gateway_notes WHERE gateway = ?', [name]);
  });
  const own = new Map<NoteKind, string>();
  let told = new Map<NoteKind, readonly string[]>();
  let alive: readonly string[] = [name];
  const listeners = new Map<NoteKind, (takenBack: boolean) => void>();

  /** One after another: what was put is there before it can be missed. Lost with the connection, it is put again. */
  let turn: Promise<unknown> = Promise.resolve();
  function inTurn(work: () => Promise<unknown>): Promise<void> {
    const done = turn.then(work).then(
      () => undefined,
      () => undefined,
    );
    turn = done;
    return done;
  }

  async function read(): Promise<void> {
    const rows = await shared!.aside(
      `SELECT name, kind, body FROM gateways LEFT JOIN gateway_notes ON gateway = name
       WHERE seen > clock_timestamp() - interval '${GONE_S} s' OR name = ? ORDER BY name`,
      [name],
    );
    alive = [...new Set(rows.map((row) => String(row.name)))];
    const next = new Map<NoteKind, string[]>();
    const mine = new Set<string>();
    for (const row of rows) {
      if (row.kind === null) continue;
      if (row.name === name) mine.add(String(row.kind));
      else next.set(row.kind as NoteKind, [...(next.get(row.kind as NoteKind) ?? []), String(row.body)]);
    }
    const before = told;
    told = next;
    for (const [kind, changed] of listeners) {
      const takenBack = own.has(kind) && !mine.has(kind);
      if (takenBack) own.delete(kind);
      if (takenBack || before.get(kind)?.join('\n') !== next.get(kind)?.join('\n')) changed(takenBack);
    }
  }

  const write = (kind: NoteKind, body: string) =>
    shared.aside(
      `INSERT INTO gateway_notes VALUES (?, ?, ?) ON CONFLICT (gateway, kind) DO UPDATE SET body = excluded.body`,
      [name, kind, body],
    );
  const live = () =>
    shared.aside(
      'INSERT INTO gateways VALUES (?, clock_timestamp()) ON CONFLICT (name) DO UPDATE SET seen = excluded.seen',
      [name],
    );
  await live();
  await read();
  const living = setInterval(() => void inTurn(async () => [await live(), await read()]), ALIVE_MS);

  return {
    put(kind, body) {
      void inTurn(async () => {
        if (body === undefined) {
          own.delete(kind);
          await shared.aside('DELETE FROM gateway_notes WHERE gateway = ? AND kind = ?', [name, kind]);
          return;
        }
        await write(kind, JSON.stringify(body));
        own.set(kind, JSON.stringify(body));
      });
    },
    clear(kind) {
      void inTurn(async () => {
        own.delete(kind);
        await shared.aside('DELETE FROM gateway_notes WHERE kind = ?', [kind]);
        await read();
      });
    },
    others: (kind) => (told.get(kind) ?? []).map((body) => JSON.parse(body) as unknown),
    onChange: (kind, changed) => void listeners.set(kind, changed),
    get alive() {
      return alive;
    },
    refresh: () => inTurn(read),
    async stop() {
      clearInterval(living);
      await inTurn(() => shared.aside('DELETE FROM gateway_notes WHERE gateway = ?', [name]));
      await inTurn(() => shared.aside('DELETE FROM gateways WHERE name = ?', [name]));
    },
  };
}
