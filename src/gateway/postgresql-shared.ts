import { createHash } from 'node:crypto';
import pg from 'pg';
import type { News, Row, SharedDatabase, Value } from './database.ts';

/** Longest wait for an answer of a statement, ms. */
const ANSWER_MS = 2500;
/** Pause before a lost connection is made anew, ms. */
const AGAIN_MS = 1000;

/**
 * One more connection of a gateway, for short statements and for news of what others write: each watched table has a trigger that
 * tells its name at the commit. Lost, the connection is made anew at once and for ever.
 *
 * @param options of the gateway's connections; their application name tells its own changes from others'
 */
export function createSharedDatabase(
  options: pg.ClientConfig,
  schema: string,
): SharedDatabase & { close(): Promise<void> } {
  /** A channel of this schema alone; names have 63 bytes. */
  const channel = `chengjing_${createHash('sha256').update(schema).digest('hex').slice(0, 24)}`;
  const own = options.application_name ?? '';
  let client: Promise<pg.Client> | undefined;
  let watching: News | undefined;
  let again: NodeJS.Timeout | undefined;
  let closed = false;

  function connected(): Promise<pg.Client> {
    if (!client) {
      const made: Promise<pg.Client> = connect(() => made === client && lost());
      client = made;
      made.catch(() => made === client && lost());
    }
    return client;
  }

  async function connect(gone: () => void): Promise<pg.Client> {
    const made = new pg.Client({ ...options, query_timeout: ANSWER_MS });
    made.on('error', gone).on('end', gone);
    made.on('notification', ({ payload = '' }) => {
      const [, by, table, text] = /^(\S+) (?:table (\S+)|text (.*))$/s.exec(payload) ?? [];
      if (by === own) return;
      if (table !== undefined) watching?.changed(table);
      else if (text !== undefined) watching?.told(text);
    });
    await made.connect();
    await made.query(`LISTEN ${channel}`);
    return made;
  }

  function lost(): void {
    client = undefined;
    if (closed || !watching) return;
    clearTimeout(again);
    again = setTimeout(() => {
      connected().then(
        () => watching?.afresh(),
        () => undefined,
      );
    }, AGAIN_MS);
  }

  async function aside(sql: string, values: readonly Value[] = []): Promise<Row[]> {
    const asked = connected();
    const connection = await asked;
    let n = 0;
    try {
      return (
        await connection.query(
          sql.replace(/\?/g, () => `$${++n}`),
          [...values],
        )
      ).rows as Row[];
    } catch (error) {
      // Unanswered, it may stand in the way of the next one; the server's own refusals carry a code.
      if ((error as { code?: string }).code === undefined && asked === client) {
        lost();
        connection.end().catch(() => undefined);
      }
      throw error;
    }
  }

  return {
    aside,
    async tell(text) {
      await aside('SELECT pg_notify(?, ?)', [channel, `${own} text ${text}`]);
    },
    async watch(tables, news) {
      await aside(
        `CREATE OR REPLACE FUNCTION tell_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
           PERFORM pg_notify('${channel}', current_setting('application_name') || ' table ' || TG_TABLE_NAME);
           RETURN NULL;
         END $$`,
      );
      for (const table of tables) {
        const known = await aside(
          `SELECT 1 FROM pg_trigger WHERE tgrelid = '"${schema}"."${table}"'::regclass AND tgname = 'tell_change'`,
        );
        if (known.length === 0)
          await aside(
            `CREATE TRIGGER tell_change AFTER INSERT OR UPDATE OR DELETE ON "${table}"
             FOR EACH STATEMENT EXECUTE FUNCTION tell_change()`,
          );
      }
      watching = news;
      news.afresh();
    },
    async close() {
      closed = true;
      clearTimeout(again);
      const last = client;
      client = undefined;
      await last?.then((made) => made.end()).catch(() => undefined);
    },
  };
}
