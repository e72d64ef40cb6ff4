import { WRITE_HEADER } from '../../wire/people.ts';
import { type Asking, COOKIE, isOwnOrigin } from '../access.ts';
import { cookieOf } from './cookies.ts';
import { SESSION_COOKIE } from './people.ts';

/** Writes below these paths need the header even where no cookie is sent: in demo the machine itself is the authority. */
const GUARDED = /^\/api\/(session|people|scenarios|shared|surveys)(\/|$|\?)/;

/**
 * Why a request may not do what it wants because a foreign page could have made it; undefined when it may. Three fences,
 * each of which a foreign page runs into: the Origin, the browser's own word for it (Sec-Fetch-Site), and a header that
 * it cannot send without a preflight, which we never answer.
 */
export function foreignTrouble(
  asking: Asking & { readonly method: string },
  publicUrl: string | undefined,
): string | undefined {
  const { headers, method, url } = asking;
  const writes = method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
  if (!writes && headers.upgrade === undefined) return undefined;
  if (!isOwnOrigin(headers, publicUrl)) return `Origin ${String(headers.origin)} is not this gateway's page.`;
  const site = headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') return `A ${site} page cannot write here.`;
  if (!writes || headers[WRITE_HEADER] !== undefined) return undefined;
  const ambient = [COOKIE, SESSION_COOKIE].some((name) => cookieOf(headers.cookie, name) !== undefined);
  if (ambient || GUARDED.test(url)) return `A write needs the header "${WRITE_HEADER}: 1".`;
  return undefined;
}
