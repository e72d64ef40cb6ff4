import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import {
  BIGINT,
  blobValue,
  DOUBLE,
  DuckDBBlobValue,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  UTINYINT,
  VARCHAR,
} from '@duckdb/node-api';
import { type Column, type Database, firstLine, type Row, type Value, type Writer } from './database.ts';
import { SettingError } from './options.ts';

/** Rows of one DuckDB vector. */
const CHUNK = 2048;

/** Opens or makes `history.duckdb` in `dataDir`: one connection that writes, one that reads beside it. */
export async function openDuckDb(dataDir: string): Promise<Database> {
  const file = join(dataDir, 'history.duckdb');
  let open: Connections;
  try {
    open = await connect(file);
  } catch (error) {
    throw new SettingError(
      `DATA_DIR: ${file} cannot be opened (${firstLine(error)}); move it away or set DATA_DIR to another folder.`,
    );
  }
  const { ino } = statSync(file);
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();
  let reopening: Promise<void> | undefined;

  /** After a failed checkpoint DuckDB refuses everything until the file is opened anew; nothing committed is lost. */
  function reopen(): Promise<void> {
    reopening ??= (async () => {
      close(open);
      open = await connect(file);
    })().finally(() => {
      reopening = undefined;
    });
    return reopening;
  }

  async function using<T>(work: (connections: Connections) => Promise<T>): Promise<T> {
    if (open.broken && !closed) await reopen();
    const connections = open;
    try {
      return await work(connections);
    } catch (error) {
      if (isFatal(error)) connections.broken = true;
      throw error;
    }
  }

  /** An open file that was moved or deleted still takes rows, and they are gone with the process. */
  function inPlace(): void {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found?.ino !== ino)
      throw new Error(`${file} was ${found ? 'replaced' : 'removed'}; put it back, or restart the gateway`);
  }

  return {
    kind: 'duckdb',
    shared: undefined,
    name: dataDir,
    remedy: 'Free space or stop what locks the file.',
    write(work) {
      const done = last.then(() => {
        inPlace();
        return using(({ writer }) => transaction(writer, work));
      });
      last = done.catch(() => undefined);
      return done;
    },
    read: (sql, values) => using(({ reader }) => rowsOf(reader, sql, values)),
    columns: (sql, values) =>
      using(async ({ reader }) => (await reader.runAndReadAll(sql, bound(values))).getColumns() as unknown[][]),
    async close() {
      closed = true;
      close(open);
    },
  };
}

async function transaction<T>(connection: DuckDBConnection, work: (writer: Writer) => Promise<T>): Promise<T> {
  await connection.run('BEGIN');
  try {
    const result = await work(writerOf(connection));
    await connection.run('COMMIT');
    return result;
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

function writerOf(connection: DuckDBConnection): Writer {
  const append = (table: string, columns: readonly Column[]) => appendTo(connection, unquoted(table), columns);
  return {
    async run(sql, values) {
      await connection.run(sql, bound(values));
    },
    read: (sql, values) => rowsOf(connection, sql, values),
    append,
    /** Without an index: one would cost more than all else at 10,000 rows a second. Row groups are skipped by their ranges. */
    async upsert(table, columns, key) {
      const keys = columns.filter(({ name }) => key.includes(name));
      const names = key.join(', ');
      await connection.run(`CREATE OR REPLACE TEMP TABLE staged AS SELECT ${names} FROM ${table} LIMIT 0`);
      await appendTo(connection, 'staged', keys, 'temp');
      const ranges = keys.map(
        ({ name }) => `${name} BETWEEN (SELECT min(${name}) FROM staged) AND (SELECT max(${name}) FROM staged)`,
      );
      await connection.run(
        `DELETE FROM ${table} WHERE ${ranges.join(' AND ')} AND (${names}) IN (SELECT (${names}) FROM staged)`,
      );
      await connection.run('DROP TABLE temp.staged');
      await append(table, columns);
    },
  };
}

const TYPES: Readonly<Record<Column['type'], DuckDBType>> = {
  integer: INTEGER,
  bigint: BIGINT,
  double: DOUBLE,
  small: UTINYINT,
  text: VARCHAR,
};

async function appendTo(
  connection: DuckDBConnection,
  table: string,
  columns: readonly Column[],
  catalog?: string,
): Promise<void> {
  const length = columns[0]?.values.length ?? 0;
  if (length === 0) return;
  const appender = await connection.createAppender(table, catalog ? 'main' : null, catalog ?? null);
  for (let at = 0; at < length; at += CHUNK) {
    const chunk = DuckDBDataChunk.create(columns.map(({ type }) => TYPES[type]));
    chunk.setColumns(
      columns.map(({ type, values }) => {
        const part = values.slice(at, at + CHUNK);
        return type === 'bigint' ? part.map((each) => (each === null ? null : BigInt(each))) : part;
      }),
    );
    appender.appendDataChunk(chunk);
    if (at % (CHUNK * 8) === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  appender.closeSync();
}

async function rowsOf(connection: DuckDBConnection, sql: string, values?: readonly Value[]): Promise<Row[]> {
  const rows = (await connection.runAndReadAll(sql, bound(values))).getRowObjects();
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [key, value instanceof DuckDBBlobValue ? value.bytes : value]),
    ),
  );
}

/**
 * The driver binds a bigint as HUGEINT, and then every value of the column that is compared with it is cast, and no row group is
 * skipped by its range; a whole number it binds as INTEGER or BIGINT.
 */
function bound(values: readonly Value[] | undefined): DuckDBValue[] | undefined {
  return values?.map((value) => {
    if (value instanceof Uint8Array) return blobValue(value);
    return typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value;
  });
}

/** The appender takes names as they are. */
function unquoted(table: string): string {
  return table.replaceAll('"', '');
}

interface Connections {
  readonly instance: DuckDBInstance;
  readonly writer: DuckDBConnection;
  readonly reader: DuckDBConnection;
  broken: boolean;
}

async function connect(file: string): Promise<Connections> {
  const instance = await DuckDBInstance.create(file, {
    threads: String(Math.max(1, Math.min(4, availableParallelism()))),
    memory_limit: '1GB',
  });
  return { instance, writer: await instance.connect(), reader: await instance.connect(), broken: false };
}

function close({ instance, writer, reader }: Connections): void {
  reader.closeSync();
  writer.closeSync();
  instance.closeSync();
}

/** DuckDB's class of errors after which the whole database is invalid. */
function isFatal(error: unknown): boolean {
  return /FATAL|has been invalidated/.test(String((error as Error)?.message));
}
