import { randomBytes } from 'node:crypto';
import type { Database } from '../database.ts';
import { openAccounts } from './accounts.ts';
import { openAudit } from './audit.ts';
import { createPasswords, type ScryptCost } from './password.ts';
import { openSessions } from './sessions.ts';

/** A user whom the database does not know, or whose password is not ours to set. */
export class ResetRefused extends Error {
  override readonly name = 'ResetRefused';
}

/**
 * Gives a local account a fresh password while no gateway runs: for the admin who lost theirs. The account works again if
 * it was disabled, all of its sessions end, and the log says that it was done at the console.
 *
 * @param wall wall-clock time, ms
 * @returns the password, which is kept nowhere
 * @throws ResetRefused that names the users there are
 */
export async function resetPassword(
  database: Database,
  user: string,
  wall: () => number,
  cost?: ScryptCost,
): Promise<string> {
  const accounts = await openAccounts(database, await openAudit(database, wall, wall));
  const account = accounts.find(user);
  if (!account)
    throw new ResetRefused(
      accounts.all.length === 0
        ? `There is no account yet; start the gateway with a HOST that others reach, and it prints a link that makes the first admin.`
        : `Unknown user "${user}"; there are ${accounts.all.map((each) => each.user).join(', ')}.`,
    );
  if (account.origin === 'oidc')
    throw new ResetRefused(`"${user}" signs in by OIDC and has no password here; reset it at the identity provider.`);
  const password = randomBytes(12).toString('base64url');
  const hash = await createPasswords(cost).hash(password);
  await accounts.change(null, 'people.reset', user, { hash, disabled: false });
  const sessions = await openSessions(database, Number.POSITIVE_INFINITY, wall);
  await sessions.endAll(user);
  return password;
}
