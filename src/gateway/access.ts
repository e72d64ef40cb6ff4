import { randomBytes, timingSafeEqual } from 'node:crypto';
import { isLoopback } from './options.ts';
import { cookieOf } from './people/cookies.ts';
import type { Caller } from './people/rights.ts';
import type { Role } from './role-view.ts';

/** The parts of a request that say who asks. */
export interface Asking {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly url: string;
}

/** Who may do what. */
export interface Access {
  /** Needed beyond loopback for everything but public reads; undefined when nothing is asked. */
  readonly token: string | undefined;
  /** The person, machine or demo user that a request speaks for; null for the public. */
  callerOf(asking: Asking): Caller | null;
  /** Which view of the city it gets: everybody who is somebody sees what is internal. */
  roleOf(asking: Asking): Role;
  /** Whether `password` opens the broker to a client from `address`. */
  brokerAdmits(address: string | undefined, password: string | undefined): boolean;
  matches(token: string | undefined): boolean;
}

export const COOKIE = 'chengjing_token';

/** Who brings the operator token: a machine, or the browser that was started with it. */
const TOKEN_OPERATOR: Caller = { user: 'token', name: 'Operator token', role: 'operator', demo: false };

/** What access needs to know about people. */
export interface KnownPeople {
  sessionOf(asking: Asking): { readonly caller: Caller } | undefined;
  isDemo(): boolean;
  /** Whom the machine itself speaks for in a demo. */
  readonly demoOperator: Caller;
}

/**
 * Whoever asks to be public (`?role=public` or the header `x-role: public`, which an exhibition does) is. Else a session
 * speaks for its person, the operator token for the operator. While the gateway is a demo, whoever asks from this machine
 * is the demo operator; all others are public.
 */
export function createAccess(host: string, given: string | undefined, people: KnownPeople): Access {
  const open = isLoopback(host);
  const token = given ?? (open ? undefined : randomBytes(18).toString('base64url'));

  function matches(candidate: string | undefined): boolean {
    if (token === undefined || candidate === undefined) return false;
    const a = Buffer.from(candidate);
    const b = Buffer.from(token);
    return a.length === b.length && timingSafeEqual(a, b);
  }

  function callerOf(asking: Asking): Caller | null {
    const { headers, url } = asking;
    const query = new URLSearchParams(url.split('?')[1] ?? '');
    if (query.get('role') === 'public' || headers['x-role'] === 'public') return null;
    const session = people.sessionOf(asking);
    if (session) return session.caller;
    const bearer = /^Bearer (.+)$/.exec(String(headers.authorization ?? ''))?.[1];
    if (matches(bearer) || matches(cookieOf(headers.cookie, COOKIE))) return TOKEN_OPERATOR;
    return people.isDemo() && isFromThisMachine(headers) ? people.demoOperator : null;
  }

  return {
    token,
    matches,
    callerOf,
    roleOf: (asking) => (callerOf(asking) ? 'operator' : 'public'),
    brokerAdmits(address, password) {
      return open || isLoopback((address ?? '').replace(/^::ffff:/, '')) || matches(password);
    },
  };
}

/**
 * Whether a request to a loopback address was meant for one. A proxy in front, or a foreign name that was made to resolve to
 * this machine (DNS rebinding), brings strangers to the loopback port.
 */
function isFromThisMachine(headers: Asking['headers']): boolean {
  const proxied = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'via'].some(
    (name) => headers[name] !== undefined,
  );
  return !proxied && isLoopback(String(headers.host ?? '').replace(/:\d+$/, ''));
}

/**
 * Whether a request that carries an Origin comes from our own page. A foreign page in the operator's browser could else
 * read the socket or post observations to a loopback gateway; non-browsers send no Origin.
 */
export function isOwnOrigin(headers: Asking['headers'], publicUrl?: string): boolean {
  const { origin, host } = headers;
  if (typeof origin !== 'string' || origin === publicUrl) return true;
  try {
    const from = new URL(origin);
    return from.host === host || (isLoopback(from.hostname) && isLoopback(String(host).replace(/:\d+$/, '')));
  } catch {
    return false;
  }
}
