import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type Column, type Database, firstLine, type Row, type Value, type Writer } from './database.ts';
import { SettingError } from './options.ts';
import { createSharedDatabase } from './postgresql-shared.ts';

/** Milliseconds after which a server that does not answer counts as gone. */
const CONNECT_MS = 3000;
const ANSWER_MS = 60_000;
/** Milliseconds for which a gateway that stands still may keep a transaction, and all others waiting. */
const STILL_MS = 5000;
/** Reading connections: a chart must not wait for a replay. */
const READERS = 3;
/** Rows of one INSERT. */
const CHUNK = 10_000;

pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

/**
 * Opens the database of `url`, in the schema that its parameter `schema` names (`public` without). Several gateways may: each
 * transaction that writes holds the schema's lock, so that they take turns. What needs the schema `alone`, such as an import, holds
 * another one for as long as its writing connection lives, which gateways share; lost, it is made anew before the next transaction.
 */
export async function openPostgreSql(url: string, alone = false): Promise<Database> {
  const { connection, schema, name } = readUrl(url);
  const options: pg.ClientConfig = {
    connectionString: connection,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
    application_name: `chengjing-${randomUUID()}`,
    // Compiling a statement over hundreds of partitions takes longer than running it.
    options: `-c search_path="${schema}" -c jit=off -c idle_in_transaction_session_timeout=${STILL_MS}`,
  };
  const place = { schema, name, alone };
  let writing: Writing;
  let last: Promise<unknown> = Promise.resolve();
  try {
    writing = await connectWriter(options, place);
  } catch (error) {
    throw error instanceof SettingError
      ? error
      : new SettingError(
          `DATABASE_URL ${name} cannot be used (${firstLine(error)}); start PostgreSQL, or correct the address.`,
        );
  }
  const pool = new pg.Pool({ ...options, max: READERS, idleTimeoutMillis: 60_000 });
  pool.on('error', () => undefined); // an idle connection that the server closed; the next query makes another

  const begin = `BEGIN; SELECT pg_advisory_xact_lock(${lockOf('writing', schema)})`;
  async function inTurn<T>(work: (writer: Writer) => Promise<T>): Promise<T> {
    if (writing.over) writing = await connectWriter(options, place);
    const { client } = writing;
    try {
      await client.query(begin);
      const result = await work(writerOf(client));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      const mine = writing;
      await client.query('ROLLBACK').catch(() => {
        mine.over = true;
        client.end().catch(() => undefined);
      });
      throw error;
    }
  }

  const shared = createSharedDatabase(options, schema);
  return {
    kind: 'postgresql',
    name,
    shared,
    remedy: 'Start PostgreSQL again.',
    write(work) {
      const done = last.then(() => inTurn(work));
      last = done.catch(() => undefined);
      return done;
    },
    read: async (sql, values) => (await pool.query(numbered(sql), bound(values))).rows as Row[],
    async columns(sql, values) {
      const { rows, fields } = await pool.query({ text: numbered(sql), values: bound(values) ?? [], rowMode: 'array' });
      return fields.map((_, index) => (rows as unknown[][]).map((row) => row[index]));
    },
    async close() {
      await last;
      await Promise.all([shared.close(), pool.end(), writing.over ? undefined : writing.client.end()]);
    },
  };
}

/** The one writing connection; `over` once it is gone. */
interface Writing {
  readonly client: pg.Client;
  over: boolean;
}

interface Place {
  readonly schema: string;
  readonly name: string;
  readonly alone: boolean;
}

/** Two keys of an advisory lock. Schema names are plain. */
const lockOf = (what: string, schema: string) => `hashtext('chengjing ${what}'), hashtext('${schema}')`;

async function connectWriter(options: pg.ClientConfig, { schema, name, alone }: Place): Promise<Writing> {
  const client = new pg.Client(options);
  const writing = { client, over: false };
  const gone = () => {
    writing.over = true;
  };
  client.on('error', gone).on('end', gone);
  await client.connect();
  try {
    const lock = alone ? 'pg_try_advisory_lock' : 'pg_try_advisory_lock_shared';
    const { rows } = await client.query(`SELECT ${lock}(${lockOf('open', schema)}) AS held`);
    if (!rows[0]?.held)
      throw new SettingError(
        alone
          ? `DATABASE_URL ${name} is in use by a gateway; stop all of its gateways first.`
          : `DATABASE_URL ${name} is in use by an import or a reset; wait until it is done.`,
      );
    await client.query(
      `BEGIN; SELECT pg_advisory_xact_lock(${lockOf('writing', schema)}); CREATE SCHEMA IF NOT EXISTS "${schema}"; COMMIT`,
    );
    return writing;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

function writerOf(client: pg.Client): Writer {
  return {
    async run(sql, values) {
      await client.query(numbered(sql), bound(values));
    },
    read: async (sql, values) => (await client.query(numbered(sql), bound(values))).rows as Row[],
    append: (table, columns) => insert(client, table, columns, ''),
    upsert(table, columns, key) {
      const rest = columns.filter(({ name }) => !key.includes(name)).map(({ name }) => name);
      const sets = rest.map((name) => `${name} = excluded.${name}`).join(', ');
      // What is there already, equal in all, makes no new version of its row.
      const differs = `(${rest.map((name) => `kept.${name}`)}) IS DISTINCT FROM (${rest.map((name) => `excluded.${name}`)})`;
      return insert(
        client,
        `${table} AS kept`,
        columns,
        `ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${sets} WHERE ${differs}`,
      );
    },
  };
}

const TYPES: Readonly<Record<Column['type'], string>> = {
  integer: 'int4',
  bigint: 'int8',
  double: 'float8',
  small: 'int2',
  text: 'text',
};

async function insert(client: pg.Client, table: string, columns: readonly Column[], conflict: string): Promise<void> {
  const length = columns[0]?.values.length ?? 0;
  const names = columns.map(({ name }) => name).join(', ');
  const places = columns.map(({ type }, index) => `$${index + 1}::${TYPES[type]}[]`).join(', ');
  for (let at = 0; at < length; at += CHUNK)
    await client.query(
      `INSERT INTO ${table} (${names}) SELECT * FROM unnest(${places}) ${conflict}`,
      columns.map(({ values }) => values.slice(at, at + CHUNK)),
    );
}

/** `?` outside quotes becomes `$1`, `$2` … */
function numbered(sql: string): string {
  let n = 0;
  return sql.replace(/'[^']*'|"[^"]*"|\?/g, (found) => (found === '?' ? `$${++n}` : found));
}

function bound(values: readonly Value[] | undefined): unknown[] | undefined {
  return values?.map((value) => (value instanceof Uint8Array ? Buffer.from(value) : value));
}

function readUrl(text: string): { connection: string; schema: string; name: string } {
  if (!URL.canParse(text) || !/^postgres(ql)?:$/.test(new URL(text).protocol))
    throw new SettingError(
      `DATABASE_URL: expected postgresql://user:password@host:5432/database, found "${text.slice(0, 12)}…".`,
    );
  const url = new URL(text);
  const schema = url.searchParams.get('schema') ?? 'public';
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,62}$/.test(schema))
    throw new SettingError(`DATABASE_URL: schema "${schema}" is no plain name; use letters, digits and _.`);
  url.searchParams.delete('schema');
  return { connection: url.href, schema, name: `${url.host}${url.pathname}${schema === 'public' ? '' : `#${schema}`}` };
}
