import * as v from 'valibot';
import { parseWith } from './parse.ts';

/** What a person may do; nobody has two, so that a maker is never a checker. */
export const PERSON_ROLES = ['planner', 'checker', 'operator', 'admin'] as const;
const PersonRoleSchema = v.picklist(PERSON_ROLES);
export type PersonRole = v.InferOutput<typeof PersonRoleSchema>;

/** Header that every write of a page carries. A foreign page cannot send it without our consent (CORS preflight). */
export const WRITE_HEADER = 'x-chengjing';

const UserId = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9._-]{1,64}$/, 'expected a user id of 1–64 letters, digits, ".", "_" or "-"'),
);
const PersonName = v.pipe(v.string(), v.trim(), v.minLength(1, 'expected a name'), v.maxLength(64));
/** Characters that a password has at least. */
export const SHORTEST_PASSWORD = 10;
const Password = v.pipe(
  v.string(),
  v.minLength(SHORTEST_PASSWORD, `expected a password of at least ${SHORTEST_PASSWORD} characters`),
  v.maxLength(200, 'expected a password of at most 200 characters'),
);

/** Answer of `GET`, `POST` and `DELETE /api/session`: who asks, and how one may sign in. */
const SessionInfo = v.object({
  /** null: a public session. */
  user: v.nullable(v.string()),
  name: v.string(),
  role: v.picklist([...PERSON_ROLES, 'public']),
  /** No account exists and only this machine can reach the gateway: the users are 演示 users without passwords. */
  demo: v.boolean(),
  /** Wall-clock end of the session, ms since 1970; null where nothing expires (demo without a choice, a token, public). */
  expires: v.nullable(v.number()),
  signIn: v.object({
    password: v.boolean(),
    /** What the button says; null when no OIDC provider is configured. It leads to `/api/session/oidc`. */
    oidc: v.nullable(v.string()),
    /** An admin can be created by the one-time link of the first start. */
    setup: v.boolean(),
  }),
  /** In demo: those whom `POST /api/session {demo: role}` makes one of; else empty. */
  demoUsers: v.array(v.object({ user: v.string(), name: v.string(), role: PersonRoleSchema })),
});
export type SessionInfo = v.InferOutput<typeof SessionInfo>;

/** Body of `POST /api/session`. */
export const SignInSchema = v.union([
  v.strictObject({ demo: PersonRoleSchema }),
  v.strictObject({ user: v.pipe(v.string(), v.maxLength(64)), password: v.pipe(v.string(), v.maxLength(200)) }),
]);

/** Body of `POST /api/session/setup`: the token of the one-time link and the first admin. */
export const SetupSchema = v.strictObject({
  token: v.pipe(v.string(), v.maxLength(100)),
  user: UserId,
  name: PersonName,
  password: Password,
});

/** Body of `POST /api/session/password`. */
export const PasswordChangeSchema = v.strictObject({ current: v.pipe(v.string(), v.maxLength(200)), next: Password });

/** Body of `POST /api/people`. */
export const NewPersonSchema = v.strictObject({
  user: UserId,
  name: PersonName,
  role: PersonRoleSchema,
  password: Password,
});

/** Body of `PATCH /api/people/:user`: only what changes. */
export const PersonChangeSchema = v.strictObject({
  name: v.exactOptional(PersonName),
  role: v.exactOptional(PersonRoleSchema),
  disabled: v.exactOptional(v.boolean()),
  password: v.exactOptional(Password),
});
export type PersonChange = v.InferOutput<typeof PersonChangeSchema>;

/** One account as an admin sees it: `GET /api/people`. */
const Person = v.object({
  user: v.string(),
  name: v.string(),
  role: PersonRoleSchema,
  /** `oidc`: role and name come from the provider with each sign-in. */
  origin: v.picklist(['local', 'oidc']),
  disabled: v.boolean(),
  /** City time, ms. */
  created: v.number(),
});
export type Person = v.InferOutput<typeof Person>;

/** One change: `GET /api/audit`, newest first. */
const AuditEntry = v.object({
  /** 1, 2, 3 … without gaps. */
  seq: v.number(),
  /** City time, ms. */
  at: v.number(),
  /** Wall-clock time, ms: differs where the city clock is not real time. */
  wall: v.number(),
  /** `-` when nobody was signed in. */
  user: v.string(),
  name: v.string(),
  role: v.string(),
  /** E.g. `scenario.draft`. */
  action: v.string(),
  /** What was changed, e.g. `scenario/guanghe-poles/draft`. */
  subject: v.string(),
  /** sha256 of what was there and of what is now, hexadecimal; null for nothing. */
  before: v.nullable(v.string()),
  after: v.nullable(v.string()),
  detail: v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()])),
  /** sha256 over the previous entry's hash and this entry: a changed or missing entry breaks the chain. */
  hash: v.string(),
});
export type AuditEntry = v.InferOutput<typeof AuditEntry>;

const AuditPage = v.object({
  entries: v.array(AuditEntry),
  /** Highest number in the log. */
  last: v.number(),
  /** Only with `?verify=1`: the first entry that is missing or was changed, or null when all are as written. */
  brokenAt: v.exactOptional(v.nullable(v.number())),
});
export type AuditPage = v.InferOutput<typeof AuditPage>;

export function parseSessionInfo(input: unknown): SessionInfo {
  return parseWith(SessionInfo, input, '/api/session');
}

export function parsePeople(input: unknown): Person[] {
  return parseWith(v.array(Person), input, '/api/people');
}

export function parsePerson(input: unknown): Person {
  return parseWith(Person, input, '/api/people/:user');
}

export function parseAuditPage(input: unknown): AuditPage {
  return parseWith(AuditPage, input, '/api/audit');
}
