import type { Outcome } from '../domain/outcome.ts';
import type { AuditPage, Person, PersonChange, PersonRole, SessionInfo } from '../wire/people.ts';

/** Who looks at the page. */
export type Me = SessionInfo;
/** What a person may do. */
export type Role = PersonRole;
/** An account as an admin sees it. */
export type Account = Person;

interface Credentials {
  readonly user: string;
  readonly name: string;
  readonly password: string;
}

/** Who is signed in, and what an admin does with accounts. */
export interface PeoplePort {
  readonly shortestPassword: number;
  /** Token of the one-time link that the page was opened with. */
  readonly setupToken: string | null;
  /** Null until the gateway has answered once. */
  getState(): Me | null;
  subscribe(listener: () => void): () => void;
  refresh(): Promise<Outcome<Me>>;
  /** In a demo: becomes the 演示 user of a role. */
  be(role: Role): Promise<Outcome<Me>>;
  signIn(user: string, password: string): Promise<Outcome<Me>>;
  signOut(): Promise<Outcome<Me>>;
  /** Creates the first admin by the one-time link and signs in. */
  setUp(admin: Credentials): Promise<Outcome<Me>>;
  changePassword(current: string, next: string): Promise<Outcome<Me>>;
  /** Where the OIDC button leads; the provider brings the browser back to `returnTo`. */
  oidcAddress(returnTo: string): string;
  list(): Promise<Outcome<readonly Account[]>>;
  add(person: Credentials & { readonly role: Role }): Promise<Outcome<Account>>;
  change(user: string, change: PersonChange): Promise<Outcome<Account>>;
  /** A page of entries before number `before`, newest first; `verify` also walks the whole chain of hashes. */
  audit(before: number | null, verify: boolean): Promise<Outcome<AuditPage>>;
}
