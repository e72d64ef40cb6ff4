import type { Instant } from '../domain/clock.ts';
import { HOUR, MINUTE } from '../domain/clock.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Me, PeoplePort, Role } from '../state/people-port.ts';

const NAMES: Readonly<Record<Role, string>> = {
  planner: '演示编制员',
  checker: '演示校核员',
  operator: '演示值班员',
  admin: '演示管理员',
};
const ROLES = Object.keys(NAMES) as Role[];

/** Whose page it is: one of the demo's users, or a gateway with accounts and nobody signed in. */
export type Visitor = Role | 'stranger';

/** People of a gateway that is not there: the same every time; who one is can be chosen. */
export function fixturePeople(now: Instant, visitor: Visitor): PeoplePort {
  const listeners = new Set<() => void>();
  const demoUsers = ROLES.map((role) => ({ user: `demo-${role}`, name: NAMES[role], role }));
  const as = (role: Role): Me => ({
    user: `demo-${role}`,
    name: NAMES[role],
    role,
    demo: true,
    expires: null,
    signIn: { password: false, oidc: null, setup: false },
    demoUsers,
  });
  let me: Me =
    visitor === 'stranger'
      ? {
          user: null,
          name: '公众',
          role: 'public',
          demo: false,
          expires: null,
          signIn: { password: true, oidc: '统一身份认证', setup: false },
          demoUsers: [],
        }
      : as(visitor);
  const done = <T>(value: T): Promise<Outcome<T>> => Promise.resolve({ ok: true, value });
  const refused = (): Promise<Outcome<never>> =>
    Promise.resolve({
      ok: false,
      status: 429,
      reason: { zh: '尝试次数过多，请等 8 秒再试。', en: 'Too many attempts; wait 8 s and try again.' },
    });
  const account = (user: string, name: string, role: Role, disabled = false) => ({
    user,
    name,
    role,
    origin: 'local' as const,
    disabled,
    created: now - 400 * HOUR,
  });
  const entry = (seq: number, role: Role, action: string, subject: string) => ({
    seq,
    at: now - (6 - seq) * 47 * MINUTE,
    wall: now - (6 - seq) * 47 * MINUTE,
    user: `demo-${role}`,
    name: NAMES[role],
    role,
    action,
    subject,
    before: null,
    after: null,
    detail: {},
    hash: String(seq).repeat(64),
  });
  return {
    shortestPassword: 10,
    setupToken: null,
    getState: () => me,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh: () => done(me),
    be(role) {
      me = as(role);
      for (const each of [...listeners]) each();
      return done(me);
    },
    signIn: refused,
    signOut: () => done(me),
    setUp: refused,
    changePassword: refused,
    oidcAddress: () => '#',
    list: () =>
      done([
        account('admin', '管理员', 'admin'),
        account('zhang', '张工', 'planner'),
        account('li', '李工', 'checker'),
        account('wang', '王工', 'planner', true),
      ]),
    add: refused,
    change: refused,
    audit: (_before, verify) =>
      done({
        entries: [
          entry(5, 'checker', 'version.pass', 'scenario/guanghe-poles/3'),
          entry(4, 'planner', 'version.submit', 'scenario/guanghe-poles/3'),
          entry(3, 'planner', 'scenario.name', 'scenario/guanghe-poles/3'),
          entry(2, 'planner', 'scenario.draft', 'scenario/guanghe-poles/2'),
          entry(1, 'planner', 'session.demo', 'people/demo-planner'),
        ],
        last: 5,
        ...(verify ? { brokenAt: null } : {}),
      }),
  };
}
