import { randomBytes, timingSafeEqual } from 'node:crypto';
import { isLoopback } from './options.ts';
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
  roleOf(asking: Asking): Role;
  /** Whether `password` opens the broker to a client from `address`. */
  brokerAdmits(address: string | undefined, password: string | undefined): boolean;
  matches(token: string | undefined): boolean;
}

export const COOKIE = 'chengjing_token';

/**
 * On a loopback host whoever asks is the operator unless the session asks to be public (`?role=public` or the header
 * `x-role: public`, which an exhibition does). On any other host the operator is who brings the token; all others are public.
 */
export function createAccess(host: string, given: string | undefined): Access {
  const token = given ?? (isLoopback(host) ? undefined : randomBytes(18).toString('base64url'));
  const open = isLoopback(host);

  function matches(candidate: string | undefined): boolean {
    if (token === undefined || candidate === undefined) return false;
    const a = Buffer.from(candidate);
    const b = Buffer.from(token);
    return a.length === b.length && timingSafeEqual(a, b);
  }

  return {
    token,
    matches,
    roleOf({ headers, url }) {
      const query = new URLSearchParams(url.split('?')[1] ?? '');
      if (query.get('role') === 'public' || headers['x-role'] === 'public') return 'public';
      if (open) return 'operator';
      const bearer = /^Bearer (.+)$/.exec(String(headers.authorization ?? ''))?.[1];
      return matches(bearer) || matches(cookie(String(headers.cookie ?? ''))) ? 'operator' : 'public';
    },
    brokerAdmits(address, password) {
      return open || isLoopback((address ?? '').replace(/^::ffff:/, '')) || matches(password);
    },
  };
}

function cookie(header: string): string | undefined {
  for (const part of header.split(';')) {
    const [key, value] = part.trim().split('=');
    if (key === COOKIE) return value;
  }
  return undefined;
}

/**
 * Whether a request that carries an Origin comes from our own page. A foreign page in the operator's browser could else
 * read the socket or post observations to a loopback gateway; non-browsers send no Origin.
 */
export function isOwnOrigin(headers: Asking['headers']): boolean {
  const { origin, host } = headers;
  if (typeof origin !== 'string') return true;
  try {
    const from = new URL(origin);
    return from.host === host || (isLoopback(from.hostname) && isLoopback(String(host).replace(/:\d+$/, '')));
  } catch {
    return false;
  }
}
