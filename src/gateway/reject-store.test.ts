import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DAY } from '../domain/clock.ts';
import type { Database } from './database.ts';
import { openRejectStore } from './reject-store.ts';
import { createRejects, type Reject } from './rejects.ts';
import { openTestDatabase } from './test-database.ts';

const NOW = Date.UTC(2026, 10, 23);
let folder: string;
let database: Database;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chengjing-rejects-'));
  database = await openTestDatabase(folder);
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const reject = (n: number, more: Partial<Reject> = {}): Reject => ({
  ...{ at: NOW + n, reason: 'out-of-range', origin: 'external', where: 'twin/lamp/batch', detail: `L-${n}` },
  ...more,
});

it('keeps each refused observation with its reason, page by page, and forgets by age but never the count', async () => {
  const store = await openRejectStore(database);
  await store.save(
    Array.from({ length: 2500 }, (_, n) => reject(n)),
    { 'out-of-range': 2500 },
  );
  await store.save([reject(0, { at: NOW - 40 * DAY, reason: 'malformed', detail: 'old' })], { malformed: 1 });

  const seen: string[] = [];
  for (let before: number | undefined; ; ) {
    const page = await store.page({ limit: 1000, before });
    seen.push(...page.map(({ detail }) => detail));
    if (page.length < 1000) break;
    before = page.at(-1)?.n;
  }
  expect(seen).toEqual(['old', ...Array.from({ length: 2500 }, (_, n) => `L-${2499 - n}`)]);
  expect((await store.page({ limit: 10, reason: 'malformed' })).map(({ detail }) => detail)).toEqual(['old']);
  expect((await store.page({ limit: 10, from: NOW + 5, to: NOW + 8 })).map(({ at }) => at - NOW)).toEqual([7, 6, 5]);

  await store.forget(NOW);
  expect(await store.page({ limit: 10, reason: 'malformed' })).toEqual([]);
  const again = await openRejectStore(database);
  expect(await again.counts()).toEqual({ malformed: 1, 'out-of-range': 2500 });
});

it('takes over what an earlier version kept', async () => {
  await database.write(async (writer) => {
    await writer.run('CREATE TABLE refused (n BIGINT PRIMARY KEY, body VARCHAR)');
    await writer.run('INSERT INTO refused VALUES (7, ?)', [JSON.stringify(reject(7))]);
  });
  for (let start = 0; start < 2; start++) {
    const store = await openRejectStore(database);
    expect((await store.page({ limit: 10 })).map(({ detail }) => detail)).toEqual(['L-7']);
    expect(await store.counts()).toEqual({ 'out-of-range': 1 });
  }
});

it('counts what is too much to wait for a database that refuses', async () => {
  const rejects = createRejects();
  for (let n = 0; n < 120_000; n++) rejects.add(reject(n));
  const refuse = () => Promise.reject(new Error('away'));
  await expect(rejects.saveNew(refuse, true)).rejects.toThrow('away');
  let [rows, counted] = [0, 0];
  await rejects.saveNew(async (each, counts) => {
    rows += each.length;
    counted += counts['out-of-range'] ?? 0;
  }, true);
  expect([rows, counted]).toEqual([50_000, 120_000]);
});

it('leaves what every gateway hears to one of them, which misses nothing when it takes over', async () => {
  const rejects = createRejects();
  rejects.add(reject(1));
  rejects.add(reject(2, { where: 'POST /api/observations' }));
  const saved: string[] = [];
  const save = async (each: readonly Reject[]) => void saved.push(...each.map(({ detail }) => detail));
  await rejects.saveNew(save, false);
  expect(saved).toEqual(['L-2']);
  await rejects.saveNew(save, true);
  expect(saved).toEqual(['L-2', 'L-1']);
});
