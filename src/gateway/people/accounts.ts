import type { Person, PersonRole } from '../../wire/people.ts';
import type { Database, Writer } from '../database.ts';
import { RequestProblem } from '../query.ts';
import type { Audit } from './audit.ts';
import type { Caller } from './rights.ts';

/** An account with what never leaves the gateway. */
export interface Account extends Person {
  /** Undefined: signs in by OIDC only. */
  readonly hash: string | undefined;
}

/** Accounts in the database, with a copy in memory: every request asks for them. */
export interface Accounts {
  readonly all: readonly Account[];
  find(user: string): Account | undefined;
  readonly hasAdmin: boolean;
  /** Adds an account. Throws RequestProblem 409 when the user exists. */
  add(caller: Caller | null, action: string, account: Account): Promise<Account>;
  /** Changes an account. Throws RequestProblem 404, or 409 when no admin would be left. */
  change(
    caller: Caller | null,
    action: string,
    user: string,
    change: { readonly [K in 'name' | 'role' | 'disabled' | 'hash']?: Account[K] },
  ): Promise<Account>;
  /** Learns what other gateways changed. */
  refresh(): Promise<void>;
}

export async function openAccounts(database: Database, audit: Audit): Promise<Accounts> {
  await database.write((writer) =>
    writer.run(`CREATE TABLE IF NOT EXISTS people
      (who VARCHAR PRIMARY KEY, name VARCHAR, role VARCHAR, origin VARCHAR, disabled BOOLEAN, created BIGINT, hash VARCHAR)`),
  );
  const accounts = new Map<string, Account>();
  async function learn({ read }: Pick<Database, 'read'>): Promise<void> {
    const rows = await read('SELECT * FROM people ORDER BY created, who');
    accounts.clear();
    for (const row of rows)
      accounts.set(String(row.who), {
        user: String(row.who),
        name: String(row.name),
        role: String(row.role) as PersonRole,
        origin: row.origin === 'oidc' ? 'oidc' : 'local',
        disabled: row.disabled === true,
        created: Number(row.created),
        hash: row.hash === null ? undefined : String(row.hash),
      });
  }
  await learn(database);
  /** What another gateway changed counts before this one changes more. */
  const current = async (writer: Writer) => {
    if (database.shared) await learn(writer);
  };
  const hasAdmin = (all: Iterable<Account>) => [...all].some((each) => each.role === 'admin' && !each.disabled);

  async function put(writer: Writer, account: Account): Promise<void> {
    await writer.run('DELETE FROM people WHERE who = ?', [account.user]);
    await writer.run('INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?)', [
      account.user,
      account.name,
      account.role,
      account.origin,
      account.disabled,
      BigInt(Math.round(account.created)),
      account.hash ?? null,
    ]);
  }

  return {
    get all() {
      return [...accounts.values()];
    },
    find: (user) => accounts.get(user),
    refresh: () => learn(database),
    get hasAdmin() {
      return hasAdmin(accounts.values());
    },
    async add(caller, action, account) {
      await audit.record(caller, async (writer) => {
        await current(writer);
        if (accounts.has(account.user))
          throw new RequestProblem(409, `User "${account.user}" exists already; choose another id.`);
        await put(writer, account);
        return { change: changeOf(action, undefined, account), result: undefined };
      });
      accounts.set(account.user, account);
      return account;
    },
    async change(caller, action, user, change) {
      const after = await audit.record(caller, async (writer) => {
        await current(writer);
        const before = accounts.get(user);
        if (!before) throw new RequestProblem(404, `Unknown user "${user}"; GET /api/people lists them.`);
        const changed: Account = { ...before, ...change };
        const others = [...accounts.values()].filter((each) => each.user !== user);
        if (hasAdmin([before, ...others]) && !hasAdmin([changed, ...others]))
          throw new RequestProblem(409, `"${user}" is the last admin; make another one first.`);
        await put(writer, changed);
        return { change: changeOf(action, before, changed), result: changed };
      });
      accounts.set(user, after);
      return after;
    },
  };
}

/** Password hashes do not enter the log, not even hashed; that one was changed does. */
function changeOf(action: string, before: Account | undefined, after: Account) {
  return {
    action,
    subject: `people/${after.user}`,
    before: before && personOf(before),
    after: personOf(after),
    detail: {
      role: after.role,
      disabled: after.disabled,
      passwordChanged: before?.hash !== after.hash,
    },
  };
}

export function personOf({ hash: _, ...person }: Account): Person {
  return person;
}
