import { resolve } from 'node:path';
import { lockDataDir } from './data-dir-lock.ts';
import { openDatabase } from './open-database.ts';
import { SettingError } from './options.ts';
import { ResetRefused, resetPassword } from './people/reset-password.ts';

/** What the person at the console may do while no gateway runs. */
const USAGE =
  'npm run admin -- reset USER: gives a local account a fresh password, once shown; stop the gateway first.';

const [command, user, ...rest] = process.argv.slice(2);
if (command !== 'reset' || user === undefined || rest.length > 0) {
  console.error(USAGE);
  process.exit(2);
}
const dataDir = resolve(process.env.DATA_DIR || 'var');
try {
  const unlock = lockDataDir(dataDir, 0);
  try {
    const database = await openDatabase(dataDir, process.env.DATABASE_URL || undefined, true);
    try {
      const password = await resetPassword(database, user, Date.now);
      console.log(`New password of ${user}: ${password}`);
      console.error(
        'It is shown this once. Sign in with it and choose another; every session of the account has ended.',
      );
    } finally {
      await database.close();
    }
  } finally {
    unlock();
  }
} catch (error) {
  if (!(error instanceof SettingError || error instanceof ResetRefused)) throw error;
  console.error(error.message);
  process.exit(1);
}
