import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BIGINT, DOUBLE, DuckDBDataChunk, DuckDBInstance, INTEGER, UTINYINT } from '@duckdb/node-api';

/** An observation by the numbers of its city. */
export interface StagedRow {
  readonly slot: number;
  readonly property: number;
  readonly time: number;
  readonly value: number;
  /** Index in QUALITIES. */
  readonly quality: number;
}

/** Everything that the files hold, before anything of it is kept: sorted on disk, so that memory does not bound it. */
export interface Staging {
  add(rows: readonly StagedRow[]): Promise<void>;
  count(): Promise<number>;
  /** By time; of two of one place and time the one that came later. */
  sorted(): AsyncIterable<readonly StagedRow[]>;
  close(): void;
}

const CHUNK = 2048;

export async function openStaging(): Promise<Staging> {
  const folder = mkdtempSync(join(tmpdir(), 'chengjing-staging-'));
  const instance = await DuckDBInstance.create(join(folder, 'staged.duckdb'), { memory_limit: '1GB' });
  const connection = await instance.connect();
  await connection.run(
    'CREATE TABLE staged (slot INTEGER, property INTEGER, time BIGINT, value DOUBLE, quality UTINYINT, n BIGINT)',
  );
  let n = 0;
  return {
    async add(rows) {
      const appender = await connection.createAppender('staged');
      for (let at = 0; at < rows.length; at += CHUNK) {
        const part = rows.slice(at, at + CHUNK);
        const chunk = DuckDBDataChunk.create([INTEGER, INTEGER, BIGINT, DOUBLE, UTINYINT, BIGINT]);
        chunk.setColumns([
          part.map(({ slot }) => slot),
          part.map(({ property }) => property),
          part.map(({ time }) => BigInt(time)),
          part.map(({ value }) => value),
          part.map(({ quality }) => quality),
          part.map(() => BigInt(n++)),
        ]);
        appender.appendDataChunk(chunk);
      }
      appender.closeSync();
    },
    async count() {
      const rows = await connection.runAndReadAll(
        'SELECT count(*)::DOUBLE FROM (SELECT DISTINCT slot, property, time FROM staged)',
      );
      return Number(rows.getRows()[0]?.[0] ?? 0);
    },
    async *sorted() {
      const result = await connection.stream(
        `SELECT slot, property, time::DOUBLE, arg_max(value, n), arg_max(quality, n) FROM staged
         GROUP BY slot, property, time ORDER BY time, slot, property`,
      );
      for (;;) {
        const chunk = await result.fetchChunk();
        if (!chunk || chunk.rowCount === 0) return;
        yield (chunk.getRows() as number[][]).map(([slot = 0, property = 0, time = 0, value = 0, quality = 0]) => ({
          slot,
          property,
          time,
          value,
          quality,
        }));
      }
    },
    close() {
      connection.closeSync();
      instance.closeSync();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
