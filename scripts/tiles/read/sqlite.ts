import { copyFileSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sqliteModule from 'node-sqlite3-wasm';
import { inputError } from '../input-error.ts';

export type Row = Readonly<Record<string, number | bigint | string | Uint8Array | null>>;

/** An SQLite file opened for reading, by pages: nothing of it is held. */
export interface SqliteFile {
  all(sql: string): Row[];
  iterate(sql: string): Iterable<Row>;
  close(): void;
}

/**
 * Opens `file`, whose folder may be one that nothing can be written to. What another program has written and not yet put in
 * its place (the log of WAL mode, in which QGIS leaves a GeoPackage) is read too. Whatever SQLite says against it is thrown
 * as InputError.
 */
export function openSqlite(file: string): SqliteFile {
  const place = placeFor(file);
  let database: InstanceType<typeof sqliteModule.Database> | undefined;
  const close = (): void => {
    database?.close();
    database = undefined;
    place.remove();
  };
  const guarded = <T>(act: (open: NonNullable<typeof database>) => T): T => {
    try {
      database ??= new sqliteModule.Database(place.path, { readOnly: true });
      return act(database);
    } catch (error) {
      close();
      throw inputError(
        file,
        null,
        `is no sound SQLite file (${(error as Error).message})`,
        'fetch it again, whole, or export it again',
      );
    }
  };
  // Alone with it: WAL mode needs memory that programs share, which there is none of here.
  guarded((opened) => opened.exec('PRAGMA locking_mode = EXCLUSIVE'));
  return {
    all: (sql) => guarded((opened) => opened.all(sql) as Row[]),
    *iterate(sql) {
      const statement = guarded((opened) => opened.prepare(sql));
      try {
        const rows = statement.iterate() as IterableIterator<Row>;
        for (let next = guarded(() => rows.next()); !next.done; next = guarded(() => rows.next())) yield next.value;
      } finally {
        statement.finalize();
      }
    },
    close,
  };
}

/**
 * A link to a file in a folder of its own: beside what it opens the library puts its lock, which a folder may refuse and a
 * killed program would leave behind, and a log that it may take away.
 */
function placeFor(file: string): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'chengjing-sqlite-'));
  const path = join(folder, 'file');
  symlinkSync(resolve(file), path);
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${path}-wal`);
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
