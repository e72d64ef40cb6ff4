import type { Outcome } from '../domain/outcome.ts';
import {
  type PersonChange,
  type PersonRole,
  parseAuditPage,
  parsePeople,
  parsePerson,
  parseSessionInfo,
  type SessionInfo,
  SHORTEST_PASSWORD,
} from '../wire/people.ts';
import { ask, type Question } from './ask.ts';
import { address, type Gateway } from './request.ts';

interface Credentials {
  readonly user: string;
  readonly name: string;
  readonly password: string;
}

const AUDIT_PAGE = 100;

/**
 * Who is signed in, and what an admin does with accounts; a refusal is an answer, not an error.
 *
 * @param setupToken token of `#setup=`, when the page was opened by that link
 */
export function createPeople(gateway: Gateway, setupToken: string | null) {
  const listeners = new Set<() => void>();
  let info: SessionInfo | null = null;

  async function session(question: Omit<Question<SessionInfo>, 'parse'>): Promise<Outcome<SessionInfo>> {
    const outcome = await ask(gateway, { ...question, parse: parseSessionInfo });
    if (outcome.ok) {
      info = outcome.value;
      for (const each of [...listeners]) each();
    }
    return outcome;
  }
  const wrong = { 401: { zh: '用户名或口令不对。', en: 'User or password is wrong.' } };

  return {
    shortestPassword: SHORTEST_PASSWORD,
    setupToken,
    getState: () => info,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    refresh: () => session({ path: '/api/session' }),
    be: (role: PersonRole) => session({ path: '/api/session', method: 'POST', body: { demo: role } }),
    signIn: (user: string, password: string) =>
      session({ path: '/api/session', method: 'POST', body: { user, password }, refusals: wrong }),
    signOut: () => session({ path: '/api/session', method: 'DELETE' }),
    setUp: (admin: Credentials) =>
      session({
        path: '/api/session/setup',
        method: 'POST',
        body: { token: setupToken ?? '', ...admin },
        refusals: {
          403: {
            zh: '链接已用过或已过期；请重新启动网关以取得新链接。',
            en: 'The link was used or has run out; restart the gateway for another one.',
          },
        },
      }),
    changePassword: (current: string, next: string) =>
      session({
        path: '/api/session/password',
        method: 'POST',
        body: { current, next },
        refusals: { 401: { zh: '当前口令不对。', en: 'The current password is wrong.' } },
      }),
    oidcAddress: (returnTo: string) => address(gateway, '/api/session/oidc', { return: returnTo }),
    list: () => ask(gateway, { path: '/api/people', parse: parsePeople }),
    add: (person: Credentials & { readonly role: PersonRole }) =>
      ask(gateway, { path: '/api/people', method: 'POST', body: person, parse: parsePerson }),
    change: (user: string, change: PersonChange) =>
      ask(gateway, {
        path: `/api/people/${encodeURIComponent(user)}`,
        method: 'PATCH',
        body: change,
        parse: parsePerson,
      }),
    audit: (before: number | null, verify: boolean) =>
      ask(gateway, {
        path: '/api/audit',
        query: { limit: AUDIT_PAGE, ...(before === null ? {} : { before }), ...(verify ? { verify: 1 } : {}) },
        parse: parseAuditPage,
      }),
  };
}
