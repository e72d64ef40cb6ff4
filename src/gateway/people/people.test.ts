import { afterEach, describe, expect, it } from 'vitest';
import { PERSON_ROLES, parseAuditPage, parsePeople, parseSessionInfo } from '../../wire/people.ts';
import type { Gateway } from '../gateway.ts';
import { type Browser, testGateways } from '../test-gateway.ts';

const tests = testGateways();
afterEach(() => tests.undo());

const PASSWORD = '一个够长的口令 2026';

/** A gateway beyond loopback with one account a role; the browsers are signed in. */
async function bureau(): Promise<{
  gateway: Gateway;
  people: Record<'admin' | 'planner' | 'checker' | 'operator', Browser>;
}> {
  const gateway = await tests.start(tests.city(), { host: '0.0.0.0' });
  const admin = tests.browser(gateway);
  const token = new URL(gateway.setupUrl!).hash.replace('#setup=', '');
  expect(
    (await admin.ask('/api/session/setup', 'POST', { token, user: 'admin', name: '管理员', password: PASSWORD }))
      .status,
  ).toBe(200);
  const browsers = {
    admin,
    planner: tests.browser(gateway),
    checker: tests.browser(gateway),
    operator: tests.browser(gateway),
  };
  for (const role of ['planner', 'checker', 'operator'] as const) {
    expect((await admin.ask('/api/people', 'POST', { user: role, name: role, role, password: PASSWORD })).status).toBe(
      201,
    );
    expect((await browsers[role].ask('/api/session', 'POST', { user: role, password: PASSWORD })).status).toBe(200);
  }
  return { gateway, people: browsers };
}

describe('a demo', () => {
  it('says so, has one named user a role, and lets this machine choose', async () => {
    const browser = tests.browser(await tests.start(tests.city()));
    const first = parseSessionInfo((await browser.ask('/api/session')).body);
    expect(first).toMatchObject({ user: 'demo-operator', role: 'operator', demo: true });
    expect(first.demoUsers.map((each) => each.role)).toEqual(PERSON_ROLES);
    const chosen = await browser.ask('/api/session', 'POST', { demo: 'planner' });
    expect(parseSessionInfo(chosen.body)).toMatchObject({ user: 'demo-planner', name: '演示编制员', role: 'planner' });
    expect((await browser.ask('/api/session')).body).toMatchObject({ role: 'planner', demo: true });
    expect((await browser.ask('/api/alerts', 'POST', { id: 'x', decision: 'cleared' })).status).toBe(403);
    expect((await browser.ask('/api/session?role=public')).body).toMatchObject({ user: null, role: 'public' });
  });

  it('ends with the first account, which must be an admin', async () => {
    const browser = tests.browser(await tests.start(tests.city()));
    await browser.ask('/api/session', 'POST', { demo: 'admin' });
    const account = { user: 'zhang', name: '张工', role: 'planner', password: PASSWORD };
    expect((await browser.ask('/api/people', 'POST', account)).status).toBe(409);
    expect((await browser.ask('/api/people', 'POST', { ...account, role: 'admin' })).status).toBe(201);
    expect((await browser.ask('/api/session')).body).toMatchObject({ user: null, role: 'public', demo: false });
    expect((await browser.ask('/api/people')).status).toBe(403);
    expect((await browser.ask('/api/session', 'POST', { demo: 'admin' })).status).toBe(403);
  });

  it('is for this machine alone: a proxy or a rebound name in front of it makes a stranger', async () => {
    const gateway = await tests.start(tests.city());
    const browser = tests.browser(gateway);
    for (const headers of [{ 'x-forwarded-for': '203.0.113.7' }, { via: '1.1 proxy' }] as Record<string, string>[]) {
      expect((await browser.ask('/api/session', 'GET', undefined, headers)).body.role).toBe('public');
      expect((await browser.ask('/api/rejects', 'GET', undefined, headers)).status).toBe(403);
      expect((await browser.ask('/api/session', 'POST', { demo: 'admin' }, headers)).status).toBe(403);
    }
    const { get } = await import('node:http');
    const rebound = await new Promise<string>((resolve) => {
      get(`${gateway.url}api/session`, { headers: { host: 'evil.example' } }, (answer) => {
        answer.setEncoding('utf8').on('data', resolve);
      });
    });
    expect(JSON.parse(rebound)).toMatchObject({ role: 'public' });
  });
});

describe('the first start beyond this machine', () => {
  it('gives a link that makes one admin, once', async () => {
    const gateway = await tests.start(tests.city(), { host: '0.0.0.0' });
    const [one, two] = [tests.browser(gateway), tests.browser(gateway)];
    expect((await one.ask('/api/session')).body).toMatchObject({
      role: 'public',
      demo: false,
      signIn: { setup: true },
    });
    const token = new URL(gateway.setupUrl!).hash.replace('#setup=', '');
    const admin = { token, user: 'admin', name: '管理员', password: PASSWORD };
    expect((await one.ask('/api/session/setup', 'POST', { ...admin, token: 'guess' })).status).toBe(403);
    expect((await one.ask('/api/session/setup', 'POST', { ...admin, password: 'short' })).status).toBe(400);
    expect((await one.ask('/api/session/setup', 'POST', admin)).body).toMatchObject({ user: 'admin', role: 'admin' });
    expect((await two.ask('/api/session/setup', 'POST', { ...admin, user: 'second' })).status).toBe(403);
    expect(parsePeople((await one.ask('/api/people')).body).map((each) => each.user)).toEqual(['admin']);
    expect((await two.ask('/api/session')).body.signIn).toEqual({ password: true, oidc: null, setup: false });
  });

  it('is not offered again once there is an admin, whose session outlives a restart', async () => {
    const city = tests.city();
    const first = await tests.start(city, { host: '0.0.0.0' });
    const browser = tests.browser(first);
    const token = new URL(first.setupUrl!).hash.replace('#setup=', '');
    await browser.ask('/api/session/setup', 'POST', { token, user: 'admin', name: '管理员', password: PASSWORD });
    const { cookie } = browser;
    await first.stop();
    const second = await tests.start(city, { host: '0.0.0.0' });
    expect(second.setupUrl).toBeUndefined();
    const again = tests.browser(second);
    again.cookie = cookie;
    expect((await again.ask('/api/session')).body).toMatchObject({ user: 'admin', role: 'admin' });
    expect((await again.ask('/api/audit?verify=1')).body.brokenAt).toBe(null);
  });
});

describe('a session', () => {
  it('is a cookie that no script reads and no foreign site sends, and Secure behind TLS', async () => {
    const { gateway } = await bureau();
    const signIn = (headers: Record<string, string>) =>
      tests.browser(gateway).ask('/api/session', 'POST', { user: 'planner', password: PASSWORD }, headers);
    const cookie = (await signIn({})).headers.getSetCookie()[0]!;
    expect(cookie).toMatch(/^chengjing_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/);
    expect((await signIn({ 'x-forwarded-proto': 'https' })).headers.getSetCookie()[0]).toMatch(/; Secure$/);
  });

  it('gives each role its rights and no other', async () => {
    const { people } = await bureau();
    const row = { asset: 'WL-1', property: 'depth', value: 1, time: '2026-11-22T00:00:00Z' };
    const statuses = async (ask: (browser: Browser) => Promise<{ status: number }>) =>
      Object.fromEntries(
        await Promise.all(Object.entries(people).map(async ([role, each]) => [role, (await ask(each)).status])),
      );
    expect(await statuses((each) => each.ask('/api/observations', 'POST', row))).toEqual({
      admin: 200,
      operator: 200,
      planner: 403,
      checker: 403,
    });
    for (const path of ['/api/people', '/api/audit'])
      expect(await statuses((each) => each.ask(path))).toEqual({
        admin: 200,
        operator: 403,
        planner: 403,
        checker: 403,
      });
    const fork = { from: 0, id: 'mine' };
    expect(await statuses((each) => each.ask('/api/scenarios/s/fork', 'POST', fork))).toEqual({
      planner: 201,
      admin: 403,
      operator: 403,
      checker: 403,
    });
    expect(await statuses((each) => each.ask('/api/scenarios'))).toEqual({
      planner: 200,
      admin: 200,
      operator: 200,
      checker: 200,
    });
    expect(await statuses((each) => each.ask('/api/scenarios?role=public'))).toEqual({
      planner: 403,
      admin: 403,
      operator: 403,
      checker: 403,
    });
  });

  it('opens the live socket with the person’s view, and takes it away at sign-out', async () => {
    const { gateway, people } = await bureau();
    expect((await tests.browser(gateway).live()).role).toBe('public');
    const live = await people.planner.live({ origin: gateway.url.slice(0, -1) });
    expect(live.role).toBe('operator');
    await expect(people.planner.live({ origin: 'https://evil.example' })).rejects.toThrow('403');
    await expect(people.planner.live({ 'sec-fetch-site': 'cross-site' })).rejects.toThrow('403');
    expect((await people.planner.ask('/api/session', 'DELETE')).body).toMatchObject({ user: null, role: 'public' });
    expect(await live.closed).toBe(4401);
  });

  it('ends at once when its account is disabled, gets another role or another password', async () => {
    const { people } = await bureau();
    for (const [user, change] of [
      ['planner', { disabled: true }],
      ['checker', { role: 'planner' }],
      ['operator', { password: `${PASSWORD}!` }],
    ] as const) {
      const live = await people[user].live();
      expect((await people.admin.ask(`/api/people/${user}`, 'PATCH', change)).status).toBe(200);
      expect(await live.closed).toBe(4401);
      expect((await people[user].ask('/api/session')).body.role).toBe('public');
    }
    const again = await people.planner.ask('/api/session', 'POST', { user: 'planner', password: PASSWORD });
    expect(again.status).toBe(401);
    expect((await people.admin.ask('/api/people/admin', 'PATCH', { disabled: true })).status).toBe(409);
  });

  it('is another one after each sign-in, and a password change ends the others', async () => {
    const { gateway, people } = await bureau();
    const second = tests.browser(gateway);
    const planted = people.planner.cookie;
    second.cookie = planted;
    await second.ask('/api/session', 'POST', { user: 'planner', password: PASSWORD });
    expect(second.cookie).not.toBe(planted);
    expect((await people.planner.ask('/api/session')).body.role).toBe('public');

    await people.planner.ask('/api/session', 'POST', { user: 'planner', password: PASSWORD });
    const change = (current: string) =>
      second.ask('/api/session/password', 'POST', { current, next: 'another password' });
    expect((await change('wrong')).status).toBe(401);
    expect((await change(PASSWORD)).status).toBe(200);
    expect((await people.planner.ask('/api/session')).body.role).toBe('public');
    expect((await second.ask('/api/session')).body.role).toBe('planner');
  });
});

describe('a foreign page', () => {
  it('can write nothing with the browser’s session', async () => {
    const { people } = await bureau();
    const account = { user: 'mallory', name: 'M', role: 'admin', password: PASSWORD };
    const attempts: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of attempts)
      expect((await people.admin.ask('/api/people', 'POST', account, headers)).status, JSON.stringify(headers)).toBe(
        403,
      );
    expect(parsePeople((await people.admin.ask('/api/people')).body)).toHaveLength(4);
  });

  it('is stopped by the missing header alone, on old endpoints too once there is a cookie', async () => {
    const { gateway, people } = await bureau();
    const bare = (path: string, cookie: string) =>
      fetch(new URL(path, gateway.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: '{}',
      }).then((answer) => answer.text());
    for (const path of ['/api/people', '/api/session', '/api/scenarios/s/fork', '/api/alerts'])
      expect(await bare(path, people.admin.cookie), path).toContain('needs the header');
    expect(await bare('/api/session', '')).toContain('needs the header');
    expect(await bare('/api/alerts', `chengjing_token=${gateway.token}`)).toContain('needs the header');
  });
});

describe('guessing', () => {
  it('is slowed down for the guesser, and not for the person elsewhere who knows', async () => {
    const gateway = await tests.start(tests.city(), { host: '0.0.0.0' }, { trustedProxy: '127.0.0.1' });
    const token = new URL(gateway.setupUrl!).hash.replace('#setup=', '');
    const browser = tests.browser(gateway);
    const signIn = (user: string, password: string, from: string) =>
      browser.ask('/api/session', 'POST', { user, password }, { 'x-forwarded-for': from });
    await browser.ask('/api/session/setup', 'POST', { token, user: 'admin', name: 'A', password: PASSWORD });
    const guesses = await Promise.all(
      Array.from({ length: 9 }, (_, i) => signIn('admin', `guess number ${i}`, '203.0.113.7')),
    );
    expect(guesses.filter((each) => each.status === 401)).toHaveLength(6);
    const slowed = guesses.filter((each) => each.status === 429);
    expect(slowed).toHaveLength(3);
    expect(Number(slowed[0]!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await signIn('admin', PASSWORD, '203.0.113.7')).status).toBe(429);
    expect((await signIn('admin', PASSWORD, '198.51.100.2')).status).toBe(200);
    expect((await signIn('nobody', PASSWORD, '198.51.100.2')).status).toBe(401);
  });
});

describe('the audit log', () => {
  it('has who, when and what of every change, refusals of the password too, and never the password', async () => {
    const { people } = await bureau();
    await people.planner.ask('/api/session', 'POST', { user: 'planner', password: 'wrong wrong' });
    await people.admin.ask('/api/people/planner', 'PATCH', { name: '王工' });
    for (const second of [58, 59])
      await people.operator.ask('/api/observations', 'POST', {
        asset: 'WL-1',
        property: 'depth',
        value: 30,
        time: `2026-11-22T23:59:${second}Z`,
      });
    const [alert] = (await people.operator.ask('/api/alerts')).body;
    await people.operator.ask('/api/alerts', 'POST', { id: alert.id, decision: 'confirmed' });
    const { body } = await people.admin.ask('/api/audit?verify=1');
    const page = parseAuditPage(body);
    expect(page.brokenAt).toBe(null);
    expect(page.entries.map((each) => `${each.user} ${each.action} ${each.subject}`)).toEqual([
      `operator alert.decide alerts/${alert.id}`,
      'admin people.change people/planner',
      '- session.refused people/planner',
      'operator session.begin people/operator',
      'admin people.add people/operator',
      'checker session.begin people/checker',
      'admin people.add people/checker',
      'planner session.begin people/planner',
      'admin people.add people/planner',
      '- people.setup people/admin',
      '- scenario.built scenario/s/0',
    ]);
    for (const each of page.entries) expect(Math.abs(each.at - Date.UTC(2026, 10, 23))).toBeLessThan(60_000);
    const [, changed] = page.entries;
    expect(changed!.before).toMatch(/^[0-9a-f]{64}$/);
    expect(changed!.after).not.toBe(changed!.before);
    expect(JSON.stringify(body)).not.toMatch(/口令|wrong wrong|scrypt/);
    expect(
      (await people.admin.ask('/api/audit?before=3&limit=1')).body.entries.map((each: { seq: number }) => each.seq),
    ).toEqual([2]);
    for (const method of ['DELETE', 'PUT', 'POST', 'PATCH'])
      expect((await people.admin.ask('/api/audit', method)).status).toBe(404);
  });
});
