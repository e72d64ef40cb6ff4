import type { Database } from './database.ts';
import { openDuckDb } from './duckdb.ts';
import { openPostgreSql } from './postgresql.ts';

/**
 * Opens PostgreSQL at `url`, or the DuckDB file of `dataDir` where there is no url. Throws SettingError when it cannot be used.
 *
 * @param alone refuses PostgreSQL while a gateway uses it, and keeps gateways out of it
 */
export function openDatabase(dataDir: string, url?: string, alone = false): Promise<Database> {
  return url === undefined ? openDuckDb(dataDir) : openPostgreSql(url, alone);
}
