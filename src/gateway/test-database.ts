import { createHash } from 'node:crypto';
import { inject } from 'vitest';
import type { Database } from './database.ts';
import { openDatabase } from './open-database.ts';

/**
 * DATABASE_URL of a gateway whose DATA_DIR is `dataDir`: undefined where this run tests DuckDB, else a schema of its own in the
 * PostgreSQL of the run. The same folder always finds the same schema.
 */
export function testDatabaseUrl(dataDir: string): string | undefined {
  const server = inject('databaseUrl');
  if (server === undefined) return undefined;
  return `${server}?schema=t_${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`;
}

/** The database of a gateway whose DATA_DIR is `dataDir`, opened by itself. */
export function openTestDatabase(dataDir: string): Promise<Database> {
  return openDatabase(dataDir, testDatabaseUrl(dataDir));
}
