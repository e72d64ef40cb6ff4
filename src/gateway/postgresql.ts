import pg from 'pg';
import { type Column, type Database, firstLine, type Row, type Value, type Writer } from './database.ts';
import { SettingError } from './options.ts';

/** Milliseconds after which a server that does not answer counts as gone. */
const CONNECT_MS = 3000;
const ANSWER_MS = 60_000;
/** Reading connections: a chart must not wait for a replay. */
const READERS = 3;
/** Rows of one INSERT. */
const CHUNK = 10_000;

pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

/**
 * Opens the database of `url`, in the schema that its parameter `schema` names (`public` without). The writing connection holds
 * the schema's advisory lock for as long as it lives, so that two gateways never write one schema; lost, it is made anew before
 * the next transaction, and whoever took the lock meanwhile keeps it.
 */
export async function openPostgreSql(url: string): Promise<Database> {
  const { connection, schema, name } = readUrl(url);
  const options: pg.ClientConfig = {
    connectionString: connection,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
    application_name: 'chengjing',
    // Compiling a statement over hundreds of partitions takes longer than running it.
    options: `-c search_path="${schema}" -c jit=off`,
  };
  let writing: Writing;
  let last: Promise<unknown> = Promise.resolve();
  try {
    writing = await connectWriter(options, schema, name);
  } catch (error) {
    throw error instanceof SettingError
      ? error
      : new SettingError(
          `DATABASE_URL ${name} cannot be used (${firstLine(error)}); start PostgreSQL, or correct the address.`,
        );
  }
  const pool = new pg.Pool({ ...options, max: READERS, idleTimeoutMillis: 60_000 });
  pool.on('error', () => undefined); // an idle connection that the server closed; the next query makes another

  async function alone<T>(work: (writer: Writer) => Promise<T>): Promise<T> {
    if (writing.over) writing = await connectWriter(options, schema, name);
    const { client } = writing;
    await client.query('BEGIN');
    try {
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

  return {
    kind: 'postgresql',
    name,
    remedy: 'Start PostgreSQL again.',
    write(work) {
      const done = last.then(() => alone(work));
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
      await Promise.all([pool.end(), writing.over ? undefined : writing.client.end()]);
    },
  };
}

/** The one writing connection; `over` once it is gone. */
interface Writing {
  readonly client: pg.Client;
  over: boolean;
}

async function connectWriter(options: pg.ClientConfig, schema: string, name: string): Promise<Writing> {
  const client = new pg.Client(options);
  const writing = { client, over: false };
  const gone = () => {
    writing.over = true;
  };
  client.on('error', gone).on('end', gone);
  await client.connect();
  try {
    await client.query(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
    const { rows } = await client.query("SELECT pg_try_advisory_lock(hashtext('chengjing'), hashtext($1)) AS held", [
      schema,
    ]);
    if (rows[0]?.held) return writing;
    throw new SettingError(
      `DATABASE_URL ${name} is in use by another gateway; stop it or name another database or ?schema=.`,
    );
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
      const rest = columns.filter(({ name }) => !key.includes(name)).map(({ name }) => `${name} = excluded.${name}`);
      return insert(client, table, columns, `ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${rest.join(', ')}`);
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
