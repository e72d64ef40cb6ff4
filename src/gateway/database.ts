import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { SettingError } from './options.ts';

/** The gateway's DuckDB file: one connection that writes, one that reads beside it. */
export interface Database {
  /** Runs `work` alone on the writing connection: transactions of two writers never mix. */
  write<T>(work: (writer: DuckDBConnection) => Promise<T>): Promise<T>;
  /** Rows of a query as plain objects. */
  read(sql: string, values?: DuckDBValue[]): Promise<Record<string, DuckDBValue>[]>;
  /** Columns of a query, each an array: for results of many rows. */
  columns(sql: string, values?: DuckDBValue[]): Promise<DuckDBValue[][]>;
  close(): void;
}

/** Opens or makes `history.duckdb` in `dataDir`. Throws SettingError when the file cannot be used. */
export async function openDatabase(dataDir: string): Promise<Database> {
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
    write(work) {
      const done = last.then(() => {
        inPlace();
        return using(({ writer }) => work(writer));
      });
      last = done.catch(() => undefined);
      return done;
    },
    read: (sql, values) => using(async ({ reader }) => (await reader.runAndReadAll(sql, values)).getRowObjects()),
    columns: (sql, values) => using(async ({ reader }) => (await reader.runAndReadAll(sql, values)).getColumns()),
    close() {
      closed = true;
      close(open);
    },
  };
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

/** DuckDB's messages run over several lines; the first one says it. */
export function firstLine(error: unknown): string {
  return String((error as Error)?.message ?? error).split('\n')[0] ?? '';
}
