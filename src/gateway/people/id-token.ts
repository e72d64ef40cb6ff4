import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';

/** Claims of an ID token that passed every check. */
export type Claims = Readonly<Record<string, unknown>>;

export interface IdTokenRules {
  readonly issuer: string;
  readonly clientId: string;
  readonly nonce: string;
  /** Wall-clock time, ms. */
  readonly now: number;
}

export type Jwk = JsonWebKey & { readonly kid?: string; readonly use?: string; readonly alg?: string };

/** An ID token that cannot be believed; the message says why. */
export class IdTokenProblem extends Error {
  override readonly name = 'IdTokenProblem';
}

const CLOCK_SKEW_S = 60;
const ALGORITHMS: Readonly<Record<string, { readonly kty: string; readonly digest: string }>> = {
  RS256: { kty: 'RSA', digest: 'sha256' },
  RS384: { kty: 'RSA', digest: 'sha384' },
  RS512: { kty: 'RSA', digest: 'sha512' },
  ES256: { kty: 'EC', digest: 'sha256' },
};

/**
 * Checks signature, issuer, audience, time and nonce of an ID token (OpenID Connect Core 1.0, 3.1.3.7). Only signatures by a
 * key of the provider are accepted: neither `none` nor one made with a shared secret.
 *
 * @throws IdTokenProblem
 */
export function verifyIdToken(token: string, keys: readonly Jwk[], rules: IdTokenRules): Claims {
  const [head, body, signature, ...rest] = token.split('.');
  if (!head || !body || !signature || rest.length > 0) throw new IdTokenProblem('it is no signed JWT');
  const { alg, kid } = decode(head);
  const algorithm = ALGORITHMS[String(alg)];
  if (!algorithm) throw new IdTokenProblem(`it is signed with "${String(alg)}"; expected RS256 or ES256`);
  const candidates = keys.filter(
    (key) => key.kty === algorithm.kty && (key.use ?? 'sig') === 'sig' && (kid === undefined || key.kid === kid),
  );
  const data = Buffer.from(`${head}.${body}`);
  const signed = candidates.some((jwk) => {
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    return verify(algorithm.digest, data, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
  });
  if (!signed) throw new IdTokenProblem('its signature is by no key of the provider');

  const claims = decode(body);
  const { iss, aud, azp, exp, iat, nonce, sub } = claims;
  const now = rules.now / 1000;
  const audience = Array.isArray(aud) ? aud : [aud];
  if (iss !== rules.issuer) throw new IdTokenProblem(`its issuer is "${String(iss)}"; expected "${rules.issuer}"`);
  if (!audience.includes(rules.clientId)) throw new IdTokenProblem('it is for another client');
  if ((audience.length > 1 || azp !== undefined) && azp !== rules.clientId)
    throw new IdTokenProblem('its authorised party is another client');
  if (typeof exp !== 'number' || now >= exp + CLOCK_SKEW_S)
    throw new IdTokenProblem('it has run out; compare the clocks');
  if (typeof iat !== 'number' || iat > now + CLOCK_SKEW_S)
    throw new IdTokenProblem('it is from the future; compare the clocks');
  if (nonce !== rules.nonce) throw new IdTokenProblem('it answers another sign-in');
  if (typeof sub !== 'string' || sub === '') throw new IdTokenProblem('it names nobody');
  return claims;
}

function decode(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Told below: a part that is no JSON is as bad as one that is no object.
  }
  throw new IdTokenProblem('it is no JSON Web Token');
}
