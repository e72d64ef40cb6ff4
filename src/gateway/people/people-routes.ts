import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseWith, WireError } from '../../wire/parse.ts';
import {
  NewPersonSchema,
  PasswordChangeSchema,
  type PersonChange,
  PersonChangeSchema,
  type SessionInfo,
  SetupSchema,
  SignInSchema,
} from '../../wire/people.ts';
import type { Access } from '../access.ts';
import { integerOf, type Query, RequestProblem } from '../query.ts';
import { type Account, personOf } from './accounts.ts';
import type { Key } from './back-off.ts';
import { cookieOf, isBehindTls, setCookie } from './cookies.ts';
import { TooBusy } from './password.ts';
import { DEMO_USERS, type People, SESSION_COOKIE } from './people.ts';
import { type Caller, requireRight } from './rights.ts';

const OIDC_COOKIE = 'chengjing_oidc';
const OIDC_PATH = '/api/session/oidc';

/** Adds `/api/session`, `/api/people` and `/api/audit`. */
export function addPeopleRoutes(server: FastifyInstance, people: People, access: Access, now: () => number): void {
  const { accounts, sessions, audit, passwords } = people;

  server.addHook('onRequest', async (request, reply) => {
    const token = cookieOf(request.headers.cookie, SESSION_COOKIE);
    if (token === undefined || !request.url.startsWith('/api/') || request.headers.upgrade || !sessions.find(token))
      return;
    const next = await sessions.rotate(token);
    if (next !== undefined) reply.header('Set-Cookie', sessionCookie(request, next));
  });

  const sessionCookie = (request: FastifyRequest, token: string) =>
    setCookie(SESSION_COOKIE, token, {
      maxAge: token === '' ? 0 : Math.round(people.options.sessionHours * 3600),
      secure: isBehindTls(request.headers),
    });

  function info(caller: Caller | null, expires: number | null): SessionInfo {
    const demo = people.isDemo();
    return {
      user: caller?.user ?? null,
      name: caller?.name ?? '公众',
      role: caller?.role ?? 'public',
      demo,
      expires,
      signIn: people.signIn(),
      demoUsers: demo ? DEMO_USERS.map(({ user, name, role }) => ({ user, name, role })) : [],
    };
  }

  /** Ends the browser's session, whoever's it was, and begins another: a token planted before is worth nothing after. */
  async function begin(request: FastifyRequest, reply: FastifyReply, caller: Caller): Promise<SessionInfo> {
    const old = sessions.find(cookieOf(request.headers.cookie, SESSION_COOKIE));
    if (old) await sessions.end(old.id);
    const { token, session } = await sessions.open(caller.user, caller.demo);
    reply.header('Set-Cookie', sessionCookie(request, token));
    return info(caller, session.expires);
  }

  server.get('/api/session', async (request, reply) => {
    reply.header('Cache-Control', 'no-store');
    const caller = access.callerOf(request);
    const mine = people.sessionOf(request);
    return info(caller, caller && mine ? mine.session.expires : null);
  });

  server.post('/api/session', async (request, reply) => {
    const body = read(SignInSchema, request);
    if ('demo' in body) {
      const user = DEMO_USERS.find((each) => each.role === body.demo);
      if (!user || access.callerOf(request)?.demo !== true)
        throw new RequestProblem(403, 'This gateway is no demo; sign in with your account.');
      await audit.note(user, { action: 'session.demo', subject: `people/${user.user}` });
      return begin(request, reply, user);
    }
    const caller = await signIn(request, body.user, body.password);
    await audit.note(caller, {
      action: 'session.begin',
      subject: `people/${caller.user}`,
      detail: { from: request.ip },
    });
    return begin(request, reply, caller);
  });

  async function signIn(request: FastifyRequest, user: string, password: string): Promise<Caller> {
    const keys = attemptKeys(request.ip, user);
    const account = accounts.find(user);
    const known = account?.disabled ? undefined : account?.hash;
    if (!(await guarded(keys, () => passwords.matches(password, known))) || !account || known === undefined) {
      await audit.note(null, {
        action: 'session.refused',
        subject: `people/${user}`,
        detail: { from: request.ip },
      });
      throw new RequestProblem(401, 'User or password is wrong.');
    }
    people.backOff.succeed(keys);
    if (passwords.isOutdated(known))
      await accounts.change(callerOf(account), 'people.rehash', user, { hash: await passwords.hash(password) });
    return callerOf(account);
  }

  async function guarded<T>(keys: readonly Key[], work: () => Promise<T>): Promise<T> {
    const wait = people.backOff.attempt(keys);
    if (wait > 0)
      throw new RequestProblem(429, `Too many attempts; wait ${Math.ceil(wait / 1000)} s.`, {
        'Retry-After': String(Math.ceil(wait / 1000)),
      });
    try {
      return await work();
    } catch (error) {
      if (error instanceof TooBusy) throw new RequestProblem(503, error.message, { 'Retry-After': '2' });
      throw error;
    }
  }

  server.delete('/api/session', async (request, reply) => {
    const mine = people.sessionOf(request);
    if (mine) {
      await sessions.end(mine.session.id);
      await audit.note(mine.caller, { action: 'session.end', subject: `people/${mine.caller.user}` });
    }
    reply.header('Set-Cookie', sessionCookie(request, ''));
    const { cookie: _, ...headers } = request.headers;
    return info(access.callerOf({ headers, url: request.url }), null);
  });

  server.post('/api/session/password', async (request) => {
    const { current, next } = read(PasswordChangeSchema, request);
    const mine = people.sessionOf(request);
    const account = mine && accounts.find(mine.caller.user);
    if (!mine || account?.hash === undefined)
      throw new RequestProblem(403, 'Only who signed in by password can change it.');
    const { hash } = account;
    const keys = attemptKeys(request.ip, account.user);
    if (!(await guarded(keys, () => passwords.matches(current, hash))))
      throw new RequestProblem(401, 'The current password is wrong.');
    people.backOff.succeed(keys);
    await accounts.change(mine.caller, 'people.password', account.user, { hash: await passwords.hash(next) });
    await sessions.endAll(account.user, mine.session.id);
    return info(mine.caller, mine.session.expires);
  });

  server.post('/api/session/setup', async (request, reply) => {
    const { token, user, name, password } = read(SetupSchema, request);
    const keys = [{ id: `setup ${request.ip}`, free: 10, most: 900_000 }];
    const hash = await guarded(keys, async () => (people.setup.use(token) ? passwords.hash(password) : undefined));
    if (hash === undefined)
      throw new RequestProblem(403, 'The link was used or has run out; restart the gateway for another one.');
    const account = await accounts.add(null, 'people.setup', localAccount(user, name, 'admin', hash));
    return begin(request, reply, callerOf(account));
  });

  server.get<{ Querystring: { return?: string } }>(OIDC_PATH, async (request, reply) => {
    if (!people.oidc)
      throw new RequestProblem(404, 'No OIDC provider is configured; set OIDC_ISSUER and OIDC_CLIENT_ID.');
    const { location, binding } = await people.oidc.begin(redirectUri(request), ownPath(request.query.return));
    // Lax: the provider's answer is a navigation from its own site.
    const options = { maxAge: 600, secure: isBehindTls(request.headers), sameSite: 'Lax', path: OIDC_PATH } as const;
    return reply.header('Set-Cookie', setCookie(OIDC_COOKIE, binding, options)).redirect(location);
  });

  server.get<{ Querystring: Record<string, unknown> }>(`${OIDC_PATH}/callback`, async (request, reply) => {
    if (!people.oidc) throw new RequestProblem(404, 'No OIDC provider is configured.');
    const { person, returnTo } = await people.oidc.finish(request.query, cookieOf(request.headers.cookie, OIDC_COOKIE));
    const before = accounts.find(person.user);
    if (before?.disabled) throw new RequestProblem(403, `${before.name}'s account is disabled; ask an admin.`);
    const { user, name, role } = person;
    const caller: Caller = { user, name, role, demo: false };
    if (!before)
      await accounts.add(caller, 'people.oidc', {
        ...person,
        origin: 'oidc',
        disabled: false,
        created: now(),
        hash: undefined,
      });
    else if (before.name !== name || before.role !== role) {
      await accounts.change(caller, 'people.oidc', user, { name, role });
      await sessions.endAll(user);
    }
    await audit.note(caller, {
      action: 'session.begin',
      subject: `people/${user}`,
      detail: { from: request.ip, oidc: true },
    });
    await begin(request, reply, caller);
    return reply.redirect(returnTo);
  });

  function redirectUri(request: FastifyRequest): string {
    const origin =
      people.options.publicUrl ?? `${isBehindTls(request.headers) ? 'https' : 'http'}://${request.headers.host}`;
    return `${origin}${OIDC_PATH}/callback`;
  }

  server.get('/api/people', async (request) => {
    requireRight(access.callerOf(request), 'managePeople');
    return accounts.all.map(personOf);
  });

  server.post('/api/people', async (request, reply) => {
    const caller = requireRight(access.callerOf(request), 'managePeople');
    const { user, name, role, password } = read(NewPersonSchema, request);
    if (!accounts.hasAdmin && role !== 'admin' && !people.oidc)
      throw new RequestProblem(
        409,
        'The first account must be an admin: the demo ends with it, and someone must hold the keys.',
      );
    if (user.startsWith('demo-') || user.startsWith('oidc.'))
      throw new RequestProblem(409, `"${user}": ids that begin with demo- or oidc. are taken; choose another.`);
    const hash = await guarded([], () => passwords.hash(password));
    return reply
      .code(201)
      .send(personOf(await accounts.add(caller, 'people.add', localAccount(user, name, role, hash))));
  });

  server.patch<{ Params: { user: string } }>('/api/people/:user', async (request) => {
    const caller = requireRight(access.callerOf(request), 'managePeople');
    const { user } = request.params;
    const { password, ...change }: PersonChange = read(PersonChangeSchema, request);
    if (accounts.find(user)?.origin === 'oidc' && (password ?? change.role ?? change.name) !== undefined)
      throw new RequestProblem(
        409,
        `"${user}" gets name and role from the OIDC provider; here it can only be disabled.`,
      );
    const hash = password === undefined ? {} : { hash: await guarded([], () => passwords.hash(password)) };
    const account = await accounts.change(caller, 'people.change', user, { ...change, ...hash });
    // Whoever had the old password, role or account signs in anew, or no more.
    if (password !== undefined || change.role !== undefined || change.disabled === true) await sessions.endAll(user);
    return personOf(account);
  });

  server.get('/api/audit', async (request, reply) => {
    requireRight(access.callerOf(request), 'readAudit');
    reply.header('Cache-Control', 'no-store');
    const query = request.query as Query;
    const before = integerOf(query, 'before', Number.MAX_SAFE_INTEGER, 1, Number.MAX_SAFE_INTEGER);
    const entries = await audit.list(before, integerOf(query, 'limit', 200, 1, 2000));
    return { entries, last: audit.last, ...(query.verify === '1' ? { brokenAt: await audit.brokenAt() } : {}) };
  });

  function localAccount(user: string, name: string, role: Account['role'], hash: string): Account {
    return { user, name, role, origin: 'local', disabled: false, created: Math.round(now()), hash };
  }
}

function callerOf({ user, name, role }: Account): Caller {
  return { user, name, role, demo: false };
}

/** Guessing one user from one place is slowed first; many users from one place, and one user from many places, later. */
function attemptKeys(address: string, user: string): Key[] {
  return [
    { id: `pair ${address} ${user}`, free: 5, most: 900_000 },
    { id: `address ${address}`, free: 50, most: 300_000 },
    { id: `user ${user}`, free: 100, most: 60_000 },
  ];
}

/** A path of our own to come back to; anything else leads to the front page. */
function ownPath(text: string | undefined): string {
  return text !== undefined && /^\/(?![/\\])[\x20-\x5b\x5d-\x7e]*$/.test(text) ? text : '/';
}

function read<Schema extends Parameters<typeof parseWith>[0]>(
  schema: Schema,
  request: FastifyRequest,
): ReturnType<typeof parseWith<Schema>> {
  try {
    return parseWith(schema, request.body, `${request.method} ${request.url.split('?')[0]}`);
  } catch (error) {
    throw error instanceof WireError ? new RequestProblem(400, error.message) : error;
  }
}
