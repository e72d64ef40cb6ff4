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
  let instance: DuckDBInstance;
  try {
    instance = await DuckDBInstance.create(file, {
      threads: String(Math.max(1, Math.min(4, availableParallelism()))),
      memory_limit: '1GB',
    });
  } catch (error) {
    throw new SettingError(
      `DATA_DIR: ${file} cannot be opened (${firstLine(error)}); move it away or set DATA_DIR to another folder.`,
    );
  }
  const writer = await instance.connect();
  const reader = await instance.connect();
  let last: Promise<unknown> = Promise.resolve();
  return {
    write(work) {
      const done = last.then(() => work(writer));
      last = done.catch(() => undefined);
      return done;
    },
    async read(sql, values) {
      return (await reader.runAndReadAll(sql, values)).getRowObjects();
    },
    async columns(sql, values) {
      return (await reader.runAndReadAll(sql, values)).getColumns();
    },
    close() {
      reader.closeSync();
      writer.closeSync();
      instance.closeSync();
    },
  };
}

/** DuckDB's messages run over several lines; the first one says it. */
export function firstLine(error: unknown): string {
  return String((error as Error)?.message ?? error).split('\n')[0] ?? '';
}
