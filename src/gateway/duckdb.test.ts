import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from './database.ts';
import { openDuckDb } from './duckdb.ts';

let folder: string;
let database: Database;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chengjing-'));
  database = await openDuckDb(folder);
  await database.write((writer) => writer.run('CREATE TABLE rows (n INTEGER)'));
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const put = (n: number) => database.write((writer) => writer.run('INSERT INTO rows VALUES (?)', [n]));
const kept = async () => (await database.read('SELECT n FROM rows ORDER BY n')).map((row) => row.n);

it('is opened anew after a checkpoint that failed for good, with everything that was committed', async () => {
  await put(1);
  await database.write((writer) => writer.run("SET debug_checkpoint_abort = 'before_header'"));
  await expect(database.write((writer) => writer.run('CHECKPOINT'))).rejects.toThrow(/FATAL/);
  expect(await kept()).toEqual([1]);
  await put(2);
  expect(await kept()).toEqual([1, 2]);
});

it('takes nothing while its file is away, and goes on when it is back', async () => {
  const file = join(folder, 'history.duckdb');
  await put(1);
  renameSync(file, `${file}.away`);
  await expect(put(2)).rejects.toThrow(/history\.duckdb was removed; put it back/);
  writeFileSync(file, 'something else');
  await expect(put(2)).rejects.toThrow(/was replaced/);
  expect(await kept()).toEqual([1]);
  renameSync(`${file}.away`, file);
  await put(3);
  expect(await kept()).toEqual([1, 3]);
});
