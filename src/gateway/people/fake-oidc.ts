import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';

/** A small OpenID Connect provider in this process, for tests: it keeps to the standard unless told to lie. */
export interface FakeOidc {
  readonly issuer: string;
  /** Signs in whoever `location` sends: the address to come back to, with code and state. */
  authorise(location: string): string;
  /** Claims of the next ID token, over the honest ones. */
  claims: Record<string, unknown>;
  /** Header of the next ID token, over the honest one; `none` leaves the signature out. */
  header: Record<string, unknown>;
  /** Signs by this key instead of the published one. */
  key: KeyObject | undefined;
  readonly tokenRequests: { readonly authorization: string | undefined; readonly form: URLSearchParams }[];
  stop(): Promise<void>;
}

export async function startFakeOidc(clientId: string): Promise<FakeOidc> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const codes = new Map<string, URLSearchParams>();
  const server = createServer(async (request, response) => {
    const send = (value: unknown, status = 200) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    if (request.url === '/.well-known/openid-configuration')
      return send({
        issuer: fake.issuer,
        authorization_endpoint: `${fake.issuer}/authorize`,
        token_endpoint: `${fake.issuer}/token`,
        jwks_uri: `${fake.issuer}/keys`,
      });
    if (request.url === '/keys')
      return send({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig', alg: 'RS256' }] });
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const form = new URLSearchParams(body);
    fake.tokenRequests.push({ authorization: request.headers.authorization, form });
    const asked = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const fits =
      asked?.get('code_challenge') === challenge &&
      asked.get('code_challenge_method') === 'S256' &&
      asked.get('redirect_uri') === form.get('redirect_uri');
    if (!asked || !fits) return send({ error: 'invalid_grant' }, 400);
    const now = Math.floor(Date.now() / 1000);
    const honest = {
      iss: fake.issuer,
      aud: clientId,
      sub: 'u-17',
      iat: now,
      exp: now + 300,
      nonce: asked.get('nonce'),
    };
    return send({ token_type: 'Bearer', access_token: 'x', id_token: token({ ...honest, ...fake.claims }) });
  });
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = (claims: unknown) => {
    const header = { alg: 'RS256', kid: 'k1', ...fake.header };
    const data = `${part(header)}.${part(claims)}`;
    const signature =
      header.alg === 'none' ? '' : sign('sha256', Buffer.from(data), fake.key ?? privateKey).toString('base64url');
    return `${data}.${signature}`;
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const fake: FakeOidc = {
    issuer: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    claims: {},
    header: {},
    key: undefined,
    tokenRequests: [],
    authorise(location) {
      const { searchParams } = new URL(location);
      const code = `code-${codes.size}-${Math.round(performance.now() * 1000)}`;
      codes.set(code, searchParams);
      const back = new URL(searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', searchParams.get('state') ?? '');
      return back.pathname + back.search;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return fake;
}
