import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, inject, it } from 'vitest';
import type { Database } from './database.ts';
import { type Lease, LeaseLost, openLease } from './lease.ts';
import { openTestDatabase } from './test-database.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each();
});

/** A gateway's database whose short statements stand still while `still` is set, as those of a process that is stopped. */
interface Paused {
  readonly database: Database;
  still: boolean;
}

async function open(folder: string): Promise<Paused> {
  const database = await openTestDatabase(folder);
  undo.push(() => database.close());
  const { shared } = database;
  if (!shared) throw new Error('Not a database that gateways share.');
  const paused: Paused = {
    still: false,
    database: {
      ...database,
      shared: {
        ...shared,
        aside: (sql, values) => (paused.still ? Promise.reject(new Error('stands still')) : shared.aside(sql, values)),
      },
    },
  };
  return paused;
}

async function leaseOf({ database }: Paused, name: string): Promise<Lease> {
  const lease = await openLease(database, name, () => undefined);
  undo.push(() => lease.stop());
  return lease;
}

async function until(question: () => boolean, ms: number): Promise<boolean> {
  const end = performance.now() + ms;
  while (!question() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
  return question();
}

const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'chengjing-lease-'));
  undo.push(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

describe.skipIf(inject('databaseUrl') === undefined)('the lease', () => {
  it('is never held by two: one that stands still loses it by its own clock first, and writes nothing afterwards', async () => {
    const place = folder();
    const first = await open(place);
    const [a, b] = [await leaseOf(first, 'a'), await leaseOf(await open(place), 'b')];
    expect([a.held, b.held]).toEqual([true, false]);
    let both = false;
    const watching = setInterval(() => (both ||= a.held && b.held), 5);
    undo.push(() => clearInterval(watching));
    first.still = true;
    expect(await until(() => b.held, 8000)).toBe(true);
    expect(both).toBe(false);
    await expect(first.database.write((writer) => a.fence(writer))).rejects.toThrow(LeaseLost);
    first.still = false;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect([a.held, b.held, both]).toEqual([false, true, false]);
  });

  it('is not taken while a fenced transaction runs, and is free at once when its holder goes', async () => {
    const place = folder();
    const first = await open(place);
    const [a, b] = [await leaseOf(first, 'a'), await leaseOf(await open(place), 'b')];
    first.still = true;
    await first.database.write(async (writer) => {
      await a.fence(writer);
      // Longer than the lease, never silent for long.
      for (let n = 0; n < 12; n++) {
        await new Promise((resolve) => setTimeout(resolve, 500));
        await writer.read('SELECT 1 AS one');
        expect(b.held).toBe(false);
      }
    });
    expect(await until(() => b.held, 3000)).toBe(true);
    first.still = false;
    await b.stop();
    expect(await until(() => a.held, 3000)).toBe(true);
  });

  it('of a transaction that stands still is freed by the database', async () => {
    const place = folder();
    const first = await open(place);
    const [a, b] = [await leaseOf(first, 'a'), await leaseOf(await open(place), 'b')];
    first.still = true;
    const hanging = first.database.write(async (writer) => {
      await a.fence(writer);
      await until(() => b.held, 15_000);
      await writer.read('SELECT 1 AS one');
    });
    await expect(hanging).rejects.toThrow();
    expect(b.held).toBe(true);
    // Its connection is gone; the next write makes another.
    await first.database.write((writer) => writer.run('CREATE TABLE again (one INTEGER)'));
  });
});
