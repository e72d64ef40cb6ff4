/** What a statement takes for a `?`. */
export type Value = string | number | bigint | boolean | null | Uint8Array;
/** What a query gives: numbers and bigints for numbers, `Uint8Array` for bytes. */
export type Row = Readonly<Record<string, unknown>>;

/** A column of rows that are written in bulk. */
export interface Column {
  readonly name: string;
  readonly type: 'integer' | 'bigint' | 'double' | 'small' | 'text';
  readonly values: readonly (string | number | null)[];
}

/** One open transaction. */
export interface Writer {
  run(sql: string, values?: readonly Value[]): Promise<void>;
  read(sql: string, values?: readonly Value[]): Promise<Row[]>;
  /** Adds rows, column by column, in the order in which the table names them. */
  append(table: string, columns: readonly Column[]): Promise<void>;
  /** The same, in the place of rows that are equal in the columns `key`; no two of the added ones may be. */
  upsert(table: string, columns: readonly Column[], key: readonly string[]): Promise<void>;
}

/** News of the other gateways at a database. */
export interface News {
  changed(table: string): void;
  told(text: string): void;
  /** At first, and whenever something may have been missed. */
  afresh(): void;
}

/** What gateways that share a database need of it beside reading and writing. */
export interface SharedDatabase {
  /** Hears which of `tables` other gateways change, as soon as a change is committed, and what they tell. */
  watch(tables: readonly string[], news: News): Promise<void>;
  /** Tells other gateways something of at most 7900 bytes. */
  tell(text: string): Promise<void>;
  /** One statement on a connection that no long write holds up; it gives up after a few seconds. */
  aside(sql: string, values?: readonly Value[]): Promise<Row[]>;
}

/**
 * Everything that the gateway keeps. Two adapters, one file or one server: the statements of the callers are the SQL that both
 * read (`FLOAT8`, `SMALLINT`, `BYTEA`, `ON CONFLICT`), with `?` for values.
 */
export interface Database {
  readonly kind: 'duckdb' | 'postgresql';
  /** File or address, for messages; without a password. */
  readonly name: string;
  /** Undefined where the database has one gateway alone. */
  readonly shared: SharedDatabase | undefined;
  /** What the person does when it refuses. */
  readonly remedy: string;
  /** Does `work` alone, in one transaction: all of it is kept, or nothing when it throws. */
  write<T>(work: (writer: Writer) => Promise<T>): Promise<T>;
  read(sql: string, values?: readonly Value[]): Promise<Row[]>;
  /** Columns of a query, each an array: for results of many rows. */
  columns(sql: string, values?: readonly Value[]): Promise<unknown[][]>;
  close(): Promise<void>;
}

/** Messages of databases run over several lines; the first one says it. A refused connection has only its code. */
export function firstLine(error: unknown): string {
  const { message, code } = (error ?? {}) as { message?: string; code?: string };
  return String(message || code || error).split('\n')[0] ?? '';
}
