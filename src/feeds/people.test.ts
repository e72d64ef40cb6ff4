import { describe, expect, it } from 'vitest';
import { createPeople } from './people.ts';
import type { Gateway } from './request.ts';

const SESSION = {
  user: 'zhang',
  name: '张工',
  role: 'planner',
  demo: false,
  expires: 1_900_000_000_000,
  signIn: { password: true, oidc: null, setup: false },
  demoUsers: [],
};

/** A gateway whose answers are written down; every request is kept. */
function gatewayOf(...answers: readonly (Response | Error)[]) {
  const asked: { url: string; init: RequestInit }[] = [];
  const waiting = [...answers];
  const gateway: Gateway = {
    origin: '',
    role: 'operator',
    fetch: async (input, init) => {
      asked.push({ url: String(input), init: init ?? {} });
      const next = waiting.shift();
      if (!next || next instanceof Error) throw next ?? new Error('nothing more was written down');
      return next;
    },
  };
  return { gateway, asked };
}
const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });

describe('who is signed in', () => {
  it('is told to every listener once the gateway has answered', async () => {
    const { gateway, asked } = gatewayOf(answer(200, { ...SESSION, user: null, role: 'public' }), answer(200, SESSION));
    const people = createPeople(gateway, null);
    const heard: (string | null | undefined)[] = [];
    const undo = people.subscribe(() => heard.push(people.getState()?.user));
    expect(people.getState()).toBeNull();
    await people.refresh();
    await people.signIn('zhang', '一个够长的口令');
    undo();
    expect(heard).toEqual([null, 'zhang']);
    expect(asked[1]).toMatchObject({
      url: '/api/session',
      init: { method: 'POST', body: JSON.stringify({ user: 'zhang', password: '一个够长的口令' }) },
    });
    expect(new Headers(asked[1]?.init.headers).get('x-chengjing')).toBe('1');
    expect(new Headers(asked[0]?.init.headers).has('x-chengjing')).toBe(false);
  });

  it('stays who it was when a sign-in is refused, and the refusal is in words of both languages', async () => {
    const { gateway } = gatewayOf(
      answer(200, SESSION),
      answer(401, { error: 'User or password is wrong.' }),
      answer(429, { error: 'Too many attempts; wait 8 s.' }, { 'Retry-After': '8' }),
      new TypeError('Failed to fetch'),
    );
    const people = createPeople(gateway, null);
    await people.refresh();
    const refused = async () => {
      const outcome = await people.signIn('zhang', 'x');
      return outcome.ok ? null : { status: outcome.status, ...outcome.reason };
    };
    expect(await refused()).toEqual({ status: 401, zh: '用户名或口令不对。', en: 'User or password is wrong.' });
    expect(await refused()).toMatchObject({ status: 429, zh: expect.stringContaining('8 秒') });
    expect(await refused()).toMatchObject({ status: 0, zh: expect.stringContaining('没有应答') });
    expect(people.getState()?.user).toBe('zhang');
  });

  it('makes the first admin with the token of the link', async () => {
    const { gateway, asked } = gatewayOf(answer(200, { ...SESSION, role: 'admin' }));
    await createPeople(gateway, 'one-time').setUp({ user: 'admin', name: '管理员', password: '一个够长的口令' });
    expect(asked[0]?.url).toBe('/api/session/setup');
    expect(JSON.parse(String(asked[0]?.init.body))).toMatchObject({ token: 'one-time', user: 'admin' });
  });

  it('asks for older audit entries by number and keeps odd user names out of the path', async () => {
    const page = { entries: [], last: 12, brokenAt: null };
    const person = { user: 'a/b', name: 'b', role: 'planner', origin: 'local', disabled: true, created: 1 };
    const { gateway, asked } = gatewayOf(answer(200, page), answer(200, person));
    const people = createPeople(gateway, null);
    await people.audit(7, true);
    await people.change('a/b', { disabled: true });
    expect(asked.map((each) => each.url)).toEqual(['/api/audit?limit=100&before=7&verify=1', '/api/people/a%2Fb']);
    expect(asked[1]?.init.method).toBe('PATCH');
  });
});
