import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { PERSON_ROLES, type PersonRole, type SessionInfo } from '../../wire/people.ts';
import type { Asking } from '../access.ts';
import type { Database } from '../database.ts';
import { isLoopback, type PeopleOptions } from '../options.ts';
import { type Accounts, openAccounts } from './accounts.ts';
import { type Audit, openAudit } from './audit.ts';
import { type BackOff, createBackOff } from './back-off.ts';
import { cookieOf } from './cookies.ts';
import { createOidc, type Oidc } from './oidc.ts';
import { createPasswords, type Passwords } from './password.ts';
import type { Caller } from './rights.ts';
import { openSessions, type Session, type Sessions } from './sessions.ts';

export const SESSION_COOKIE = 'chengjing_session';

/** Accounts, sessions and the log of who did what. */
export interface People {
  readonly options: PeopleOptions;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly audit: Audit;
  readonly passwords: Passwords;
  readonly backOff: BackOff;
  readonly oidc: Oidc | undefined;
  readonly setup: Setup;
  /** Whether the gateway runs as a demo: only this machine reaches it and nobody has an account. */
  isDemo(): boolean;
  /** Whom this machine speaks for in a demo until somebody chooses another. */
  readonly demoOperator: Caller;
  /** The session that a request carries, with whom it speaks for. */
  sessionOf(asking: Asking): { readonly session: Session; readonly caller: Caller } | undefined;
  /** Learns of the session that a request carries, where another gateway has just opened it. */
  learnOf(asking: Asking): Promise<void>;
  signIn(): SessionInfo['signIn'];
  stop(): void;
}

/** The one-time token that makes the first admin. */
interface Setup {
  /** Undefined when an admin exists, only this machine can reach the gateway, or the token was used or has run out. */
  readonly token: string | undefined;
  /** Takes the token back when `candidate` is it; false else. */
  use(candidate: string): boolean;
}

const SETUP_MS = 24 * 3_600_000;
const SWEEP_MS = 30_000;
/** Unknown sessions are looked for at most so often, ms: anybody can send a cookie. */
const LOOK_MS = 200;

const DEMO_NAMES: Readonly<Record<PersonRole, string>> = {
  planner: '演示编制员',
  checker: '演示校核员',
  operator: '演示值班员',
  admin: '演示管理员',
};

/** The 演示 users, one a role. */
export const DEMO_USERS: readonly Caller[] = PERSON_ROLES.map((role) => ({
  user: `demo-${role}`,
  name: DEMO_NAMES[role],
  role,
  demo: true,
}));

/**
 * @param now city time; @param wall wall-clock time, by which sessions and tokens run out; both ms
 */
export async function openPeople(
  database: Database,
  host: string,
  options: PeopleOptions,
  now: () => number,
  wall: () => number,
): Promise<People> {
  const audit = await openAudit(database, now, wall);
  const accounts = await openAccounts(database, audit);
  const sessions = await openSessions(database, options.sessionHours * 3_600_000, wall);
  const oidc = options.oidc && createOidc(options.oidc, wall);
  const setup = createSetup(() => !isLoopback(host) && !accounts.hasAdmin, wall);
  const isDemo = () => isLoopback(host) && accounts.all.length === 0 && oidc === undefined;
  const sweeping = setInterval(() => void sessions.sweep().catch(() => undefined), SWEEP_MS);

  let looking: Promise<void> = Promise.resolve();
  let looked = Number.NEGATIVE_INFINITY;

  function callerOf(session: Session): Caller | undefined {
    if (session.demo) return isDemo() ? DEMO_USERS.find((each) => each.user === session.user) : undefined;
    const account = accounts.find(session.user);
    if (!account || account.disabled) return undefined;
    return { user: account.user, name: account.name, role: account.role, demo: false };
  }

  return {
    options,
    accounts,
    sessions,
    audit,
    oidc,
    setup,
    passwords: createPasswords(options.passwordCost),
    backOff: createBackOff(wall),
    isDemo,
    demoOperator: DEMO_USERS.find((each) => each.role === 'operator')!,
    sessionOf({ headers }) {
      const session = sessions.find(cookieOf(headers.cookie, SESSION_COOKIE));
      const caller = session && callerOf(session);
      return caller ? { session, caller } : undefined;
    },
    async learnOf({ headers }) {
      const token = cookieOf(headers.cookie, SESSION_COOKIE);
      if (!database.shared || token === undefined || sessions.find(token)) return;
      if (performance.now() - looked > LOOK_MS) {
        looked = performance.now();
        looking = sessions.refresh().catch(() => undefined);
      }
      await looking;
    },
    signIn: () => ({
      password: accounts.all.some((each) => each.hash !== undefined),
      oidc: options.oidc?.label ?? null,
      setup: setup.token !== undefined,
    }),
    stop: () => clearInterval(sweeping),
  };
}

function createSetup(needed: () => boolean, wall: () => number): Setup {
  let token = needed() ? randomBytes(24).toString('base64url') : undefined;
  const until = wall() + SETUP_MS;
  // The first admin may have been made at another gateway.
  const current = () => (wall() < until && needed() ? token : undefined);
  return {
    get token() {
      return current();
    },
    use(candidate) {
      const expected = current();
      if (expected === undefined || !timingSafeEqual(digest(candidate), digest(expected))) return false;
      token = undefined;
      return true;
    },
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
