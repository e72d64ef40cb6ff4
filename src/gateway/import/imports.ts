import { type Import, parseImport } from '../../wire/import.ts';
import type { Database } from '../database.ts';

/** What was taken in from files: of which the values of those times are, and whence. */
export interface Imports {
  /** Newest first. */
  list(): Promise<Import[]>;
  /** An import that is made again takes its own place. */
  put(made: Import): Promise<void>;
}

export async function openImports(database: Database): Promise<Imports> {
  await database.write((writer) =>
    writer.run('CREATE TABLE IF NOT EXISTS imports (id VARCHAR PRIMARY KEY, made BIGINT, body VARCHAR)'),
  );
  return {
    async list() {
      const rows = await database.read('SELECT body FROM imports ORDER BY made DESC, id');
      return rows.map(({ body }) => parseImport(JSON.parse(String(body))));
    },
    put: (made) =>
      database.write((writer) =>
        writer.run(
          'INSERT INTO imports VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET made = excluded.made, body = excluded.body',
          [made.id, BigInt(made.at), JSON.stringify(made)],
        ),
      ),
  };
}
