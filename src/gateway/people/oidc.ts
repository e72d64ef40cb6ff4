import { createHash, randomBytes } from 'node:crypto';
import { PERSON_ROLES, type PersonRole } from '../../wire/people.ts';
import { firstLine } from '../database.ts';
import { isLoopback, type OidcOptions, SettingError } from '../options.ts';
import { RequestProblem } from '../query.ts';
import { type Claims, IdTokenProblem, type Jwk, verifyIdToken } from './id-token.ts';

/** Somebody whom the provider vouches for. */
interface OidcPerson {
  /** Stable: made from issuer and subject. */
  readonly user: string;
  readonly name: string;
  readonly role: PersonRole;
}

export interface Oidc {
  /** Where the browser goes, and the secret that binds the answer to this browser. */
  begin(redirectUri: string, returnTo: string): Promise<{ readonly location: string; readonly binding: string }>;
  /** The person of the provider's answer and where they wanted to go. Throws RequestProblem. */
  finish(
    query: Readonly<Record<string, unknown>>,
    binding: string | undefined,
  ): Promise<{ readonly person: OidcPerson; readonly returnTo: string }>;
}

interface Discovery {
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly jwks_uri: string;
  readonly token_endpoint_auth_methods_supported?: readonly string[];
}

interface Pending {
  readonly binding: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirectUri: string;
  readonly returnTo: string;
  readonly until: number;
}

const PENDING_MS = 600_000;
const MOST_PENDING = 1000;
const DISCOVERY_MS = 3_600_000;
const TIMEOUT_MS = 10_000;
const MOST_BYTES = 1024 * 1024;

/**
 * Sign-in by an OpenID Connect provider: authorization code with PKCE (RFC 7636), state and nonce, endpoints by discovery.
 * The provider is asked when somebody signs in, so that its absence never keeps the gateway from starting.
 *
 * @param wall wall-clock time in ms
 * @throws SettingError when the issuer is not https beyond this machine
 */
export function createOidc(options: OidcOptions, wall: () => number): Oidc {
  const { issuer, clientId, clientSecret } = options;
  if (!isSafe(issuer)) throw new SettingError(`OIDC_ISSUER="${issuer}": expected an https address.`);
  const pending = new Map<string, Pending>();
  let known: { readonly discovery: Discovery; readonly at: number } | undefined;

  async function discover(): Promise<Discovery> {
    if (known && wall() - known.at < DISCOVERY_MS) return known.discovery;
    const found = await json(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    if (found.issuer !== issuer)
      throw new RequestProblem(
        502,
        `OIDC: the provider calls itself "${String(found.issuer)}"; set OIDC_ISSUER to that.`,
      );
    for (const key of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const)
      if (typeof found[key] !== 'string' || !isSafe(found[key]))
        throw new RequestProblem(502, `OIDC: the provider names no safe ${key}.`);
    const discovery = found as unknown as Discovery;
    known = { discovery, at: wall() };
    return discovery;
  }

  async function redeem(code: string, wait: Pending): Promise<string> {
    const { token_endpoint, token_endpoint_auth_methods_supported: methods } = await discover();
    const form = new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: wait.redirectUri,
      client_id: clientId,
      code_verifier: wait.verifier,
    });
    const headers: Record<string, string> = {};
    if (clientSecret !== undefined) {
      // Basic is the default where the provider names no method (OpenID Connect Discovery 1.0, 3).
      if (methods && !methods.includes('client_secret_basic')) form.set('client_secret', clientSecret);
      else headers.authorization = `Basic ${basic(clientId, clientSecret)}`;
    }
    const answer = await json(token_endpoint, { method: 'POST', body: form, headers });
    if (typeof answer.id_token !== 'string') throw new RequestProblem(502, 'OIDC: the provider sent no ID token.');
    return answer.id_token;
  }

  async function keys(): Promise<Jwk[]> {
    const { jwks_uri } = await discover();
    const set = await json(jwks_uri);
    return Array.isArray(set.keys) ? (set.keys as Jwk[]) : [];
  }

  return {
    async begin(redirectUri, returnTo) {
      const { authorization_endpoint } = await discover();
      const [state, nonce, verifier, binding] = [random(), random(), random(), random()];
      for (const [key, each] of pending) if (each.until <= wall()) pending.delete(key);
      for (const key of pending.keys()) {
        if (pending.size < MOST_PENDING) break;
        pending.delete(key);
      }
      pending.set(state, { binding, nonce, verifier, redirectUri, returnTo, until: wall() + PENDING_MS });
      const location = new URL(authorization_endpoint);
      const parameters = {
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: options.scope,
        state,
        nonce,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      };
      for (const [key, value] of Object.entries(parameters)) location.searchParams.set(key, value);
      return { location: location.href, binding };
    },
    async finish(query, binding) {
      const state = String(query.state ?? '');
      const wait = pending.get(state);
      // Once only, whatever comes of it.
      pending.delete(state);
      if (!wait || wait.until <= wall() || binding === undefined || binding !== wait.binding)
        throw new RequestProblem(403, 'This sign-in was not begun here or took longer than ten minutes; begin again.');
      if (typeof query.error === 'string')
        throw new RequestProblem(403, `The provider refused the sign-in (${query.error.slice(0, 100)}).`);
      if (typeof query.code !== 'string') throw new RequestProblem(400, 'The provider sent no code; begin again.');
      const token = await redeem(query.code, wait);
      try {
        const claims = verifyIdToken(token, await keys(), { issuer, clientId, nonce: wait.nonce, now: wall() });
        return { person: personOf(claims, options), returnTo: wait.returnTo };
      } catch (error) {
        if (error instanceof IdTokenProblem)
          throw new RequestProblem(403, `The ID token was refused: ${error.message}.`);
        throw error;
      }
    },
  };
}

/** The strongest claim wins nothing: exactly one of our roles must be named, so that no one is maker and checker. */
function personOf(claims: Claims, options: OidcOptions): OidcPerson {
  const claimed = options.roleClaim
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
      claims,
    );
  const values = (Array.isArray(claimed) ? claimed : [claimed]).map(String);
  const roles = PERSON_ROLES.filter((role) => values.includes(options.roles[role]));
  const name = String(claims.name ?? claims.preferred_username ?? claims.email ?? claims.sub).slice(0, 64);
  const [role] = roles;
  if (role === undefined || roles.length > 1)
    throw new RequestProblem(
      403,
      `${name} has ${roles.length === 0 ? 'none' : roles.join(' and ')} of our roles in the claim "${options.roleClaim}"; exactly one of ${PERSON_ROLES.map((each) => options.roles[each]).join(', ')} is needed.`,
    );
  const id = createHash('sha256')
    .update(`${options.issuer} ${String(claims.sub)}`)
    .digest('base64url');
  return { user: `oidc.${id.slice(0, 22)}`, name, role };
}

async function json(url: string, init: RequestInit = {}): Promise<Record<string, unknown>> {
  let trouble: string;
  try {
    const answer = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const text = await answer.text();
    if (answer.ok && text.length <= MOST_BYTES) {
      const value: unknown = JSON.parse(text);
      if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
    }
    trouble = `status ${answer.status}`;
  } catch (error) {
    trouble = firstLine(error);
  }
  throw new RequestProblem(
    502,
    `OIDC: ${new URL(url).origin} gives no usable answer (${trouble}); sign in by password or try later.`,
  );
}

function isSafe(address: string): boolean {
  try {
    const { protocol, hostname } = new URL(address);
    return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  } catch {
    return false;
  }
}

function random(): string {
  return randomBytes(32).toString('base64url');
}

/** RFC 6749, 2.3.1: both parts are form-encoded before they are joined. */
function basic(id: string, secret: string): string {
  return Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64');
}
