import { createHmac, generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parsePeople } from '../../wire/people.ts';
import { type Browser, testGateways } from '../test-gateway.ts';
import { type FakeOidc, startFakeOidc } from './fake-oidc.ts';
import { verifyIdToken } from './id-token.ts';
import { readPeopleOptions } from './people-options.ts';

const tests = testGateways();
let provider: FakeOidc;
beforeEach(async () => {
  provider = await startFakeOidc('cj');
});
afterEach(async () => {
  await tests.undo();
  await provider.stop();
});

const START = '/api/session/oidc';
const options = (more: Record<string, string> = {}) =>
  readPeopleOptions({
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: 'cj',
    OIDC_CLIENT_SECRET: 's e/cret',
    OIDC_ROLE_CLAIM: 'realm_access.roles',
    OIDC_ROLES: 'planner=cim-plan,checker=cim-check',
    ...more,
  });
const roles = (...names: string[]) => ({ realm_access: { roles: names } });
const office = () => tests.start(tests.city(), { host: '0.0.0.0' }, options());
async function signIn(browser: Browser, back = START) {
  const away = await browser.ask(back);
  expect(away.status).toBe(302);
  return browser.ask(provider.authorise(away.headers.get('location')!));
}

it('signs a person in by code and PKCE, with name and role of the claims', async () => {
  const browser = tests.browser(await office());
  provider.claims = { name: '王工', ...roles('staff', 'cim-plan') };
  const back = await signIn(browser, `${START}?return=${encodeURIComponent('/?mode=hall')}`);
  expect([back.status, back.headers.get('location')]).toEqual([302, '/?mode=hall']);
  expect(back.headers.getSetCookie()[0]).toMatch(/^chengjing_session=.*HttpOnly; SameSite=Strict/);
  const session = (await browser.ask('/api/session')).body;
  expect(session).toMatchObject({ name: '王工', role: 'planner', demo: false, signIn: { oidc: '统一身份认证' } });
  expect(session.user).toMatch(/^oidc\.[\w-]{22}$/);
  const [sent] = provider.tokenRequests;
  expect(Buffer.from(sent!.authorization!.replace('Basic ', ''), 'base64').toString()).toBe('cj:s%20e%2Fcret');
  expect(sent!.form.get('client_secret')).toBeNull();
  expect(sent!.form.get('code_verifier')).toMatch(/^[\w-]{43}$/);
});

it('ends the sessions of a person whose role the provider changes, and keeps out whom an admin disables', async () => {
  const gateway = await office();
  const [one, two, admin] = [tests.browser(gateway), tests.browser(gateway), tests.browser(gateway)];
  provider.claims = { name: '王工', ...roles('cim-plan') };
  await signIn(one);
  provider.claims = { name: '王工', ...roles('cim-check') };
  await signIn(two);
  expect((await one.ask('/api/session')).body.role).toBe('public');
  expect((await two.ask('/api/session')).body.role).toBe('checker');
  provider.claims = { sub: 'u-1', name: '管理员', ...roles('admin') };
  await signIn(admin);
  const people = parsePeople((await admin.ask('/api/people')).body);
  expect(people.map((each) => [each.name, each.role, each.origin])).toEqual([
    ['王工', 'checker', 'oidc'],
    ['管理员', 'admin', 'oidc'],
  ]);
  expect((await admin.ask(`/api/people/${people[0]!.user}`, 'PATCH', { role: 'admin' })).status).toBe(409);
  await admin.ask(`/api/people/${people[0]!.user}`, 'PATCH', { disabled: true });
  provider.claims = { name: '王工', ...roles('cim-check') };
  expect((await signIn(two)).status).toBe(403);
  expect((await two.ask('/api/session')).body.role).toBe('public');
});

it.each([
  ['no role of ours', roles('staff'), {}],
  ['two roles, so that one would be maker and checker', roles('cim-plan', 'cim-check'), {}],
  ['another client', { ...roles('cim-plan'), aud: 'other' }, {}],
  ['another authorised party', { ...roles('cim-plan'), azp: 'other' }, {}],
  ['another issuer', { ...roles('cim-plan'), iss: 'https://evil.example' }, {}],
  ['another sign-in', { ...roles('cim-plan'), nonce: 'replayed' }, {}],
  ['the past', { ...roles('cim-plan'), exp: 1_700_000_000 }, {}],
  ['the future', { ...roles('cim-plan'), iat: 4_000_000_000, exp: 4_000_000_300 }, {}],
  ['no signature', roles('cim-plan'), { alg: 'none' }],
  ['an unknown key', roles('cim-plan'), { kid: 'k2' }],
])('refuses an ID token of %s', async (_, claims, header) => {
  const browser = tests.browser(await office());
  Object.assign(provider, { claims, header });
  expect((await signIn(browser)).status).toBe(403);
  expect((await browser.ask('/api/session')).body.role).toBe('public');
});

describe('an ID token', () => {
  it('signed by somebody else, or by the public key as a shared secret, is no proof', () => {
    const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = own.publicKey.export({ format: 'jwk' });
    const rules = { issuer: 'https://i', clientId: 'cj', nonce: 'n', now: 1_000_000 };
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = part({ iss: 'https://i', aud: 'cj', sub: 's', nonce: 'n', iat: 990, exp: 1100 });
    const forged = `${part({ alg: 'HS256' })}.${claims}`;
    const mac = createHmac('sha256', JSON.stringify(jwk)).update(forged).digest('base64url');
    expect(() => verifyIdToken(`${forged}.${mac}`, [jwk], rules)).toThrow('signed with "HS256"');
    const foreign = `${part({ alg: 'ES256' })}.${claims}.${Buffer.alloc(64, 1).toString('base64url')}`;
    expect(() => verifyIdToken(foreign, [jwk], rules)).toThrow('no key of the provider');
    expect(() => verifyIdToken('a.b', [jwk], rules)).toThrow('no signed JWT');
  });
});

it('takes an answer once, from the browser that asked, and leads back to a page of ours only', async () => {
  const gateway = await office();
  provider.claims = roles('cim-plan');
  const [victim, attacker] = [tests.browser(gateway), tests.browser(gateway)];
  const away = await attacker.ask(START);
  const answer = provider.authorise(away.headers.get('location')!);
  // Login CSRF: the attacker's answer in the victim's browser.
  expect((await victim.ask(answer)).status).toBe(403);
  expect((await attacker.ask(answer)).status).toBe(403);
  expect((await victim.ask('/api/session')).body.role).toBe('public');
  for (const target of ['https://evil.example/', '//evil.example', '/\\evil.example', '/a\r\nb']) {
    const back = await signIn(victim, `${START}?return=${encodeURIComponent(target)}`);
    expect(back.headers.get('location')).toBe('/');
  }
});

it('says what is wrong when the provider is away or is another one, and the gateway runs on', async () => {
  const gateway = await tests.start(tests.city(), {}, options({ OIDC_ISSUER: `${provider.issuer}/` }));
  const browser = tests.browser(gateway);
  const other = await browser.ask(START);
  expect([other.status, other.body.error]).toEqual([502, expect.stringContaining('set OIDC_ISSUER to that')]);
  // With a provider it is no demo, on loopback either.
  expect((await browser.ask('/api/session')).body).toMatchObject({ role: 'public', demo: false });
  await expect(tests.start(tests.city(), {}, options({ OIDC_ISSUER: 'http://idp.example' }))).rejects.toThrow(
    'OIDC_ISSUER="http://idp.example": expected an https address.',
  );
  expect(() => options({ OIDC_ROLES: 'mayor=x' })).toThrow('OIDC_ROLES="mayor=x"');
  expect(() => readPeopleOptions({ OIDC_ISSUER: 'https://i' })).toThrow('OIDC_CLIENT_ID is not set');
  expect(() => readPeopleOptions({ PUBLIC_URL: 'cim.example' })).toThrow('PUBLIC_URL="cim.example"');
});
