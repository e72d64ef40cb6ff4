import sqliteModule from 'node-sqlite3-wasm';
import { inputError } from '../input-error.ts';

export type Row = Readonly<Record<string, number | bigint | string | Uint8Array | null>>;

/** An SQLite file opened for reading, by pages: nothing of it is held. */
export interface SqliteFile {
  all(sql: string): Row[];
  iterate(sql: string): Iterable<Row>;
  close(): void;
}

/** Opens `file`. Whatever SQLite says against it is thrown as InputError. */
export function openSqlite(file: string): SqliteFile {
  const guarded = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      throw inputError(
        file,
        null,
        `is no sound SQLite file (${(error as Error).message})`,
        'fetch it again, whole, or export it again',
      );
    }
  };
  const database = guarded(() => new sqliteModule.Database(file, { readOnly: true }));
  return {
    all: (sql) => guarded(() => database.all(sql) as Row[]),
    *iterate(sql) {
      const statement = guarded(() => database.prepare(sql));
      try {
        const rows = statement.iterate() as IterableIterator<Row>;
        for (let next = guarded(() => rows.next()); !next.done; next = guarded(() => rows.next())) yield next.value;
      } finally {
        statement.finalize();
      }
    },
    close: () => database.close(),
  };
}
