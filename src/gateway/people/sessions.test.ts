import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../database.ts';
import { openTestDatabase } from '../test-database.ts';
import { createBackOff } from './back-off.ts';
import { openSessions, type Sessions } from './sessions.ts';

const HOUR = 3_600_000;
let folder: string;
let database: Database;
let sessions: Sessions;
let wall: number;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chengjing-sessions-'));
  database = await openTestDatabase(folder);
  wall = 1_000_000;
  sessions = await openSessions(database, 12 * HOUR, () => wall);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

it('runs out after two idle hours, and after twelve whatever happens', async () => {
  const { token } = await sessions.open('wang', false);
  wall += 2 * HOUR - 1;
  expect(sessions.find(token)?.user).toBe('wang');
  wall += 2 * HOUR;
  expect(sessions.find(token)).toBeUndefined();

  const busy = await sessions.open('wang', false);
  for (let i = 0; i < 11; i++) {
    wall += HOUR;
    expect(sessions.find(busy.token)?.user).toBe('wang');
  }
  wall += HOUR;
  expect(sessions.find(busy.token)).toBeUndefined();
});

it('is not idle while a socket is open, and closes the socket when it runs out', async () => {
  const { token, session } = await sessions.open('wang', false);
  const closed: number[] = [];
  sessions.hold(session.id, { close: (code) => closed.push(code) });
  wall += 11 * HOUR;
  await sessions.sweep();
  expect([sessions.find(token)?.user, closed]).toEqual(['wang', []]);
  wall += HOUR;
  await sessions.sweep();
  expect([sessions.find(token), closed]).toEqual([undefined, [4401]]);
});

it('gets a new token each hour; the old one holds for a minute, in which requests may overtake each other', async () => {
  const { token } = await sessions.open('wang', false);
  expect(await sessions.rotate(token)).toBeUndefined();
  wall += HOUR;
  const next = await sessions.rotate(token);
  expect(next).toMatch(/^[\w-]{43}$/);
  expect(await sessions.rotate(token)).toBeUndefined();
  expect([token, next].map((each) => sessions.find(each)?.user)).toEqual(['wang', 'wang']);
  wall += 60_000;
  expect([token, next].map((each) => sessions.find(each)?.user)).toEqual([undefined, 'wang']);
});

it('outlives a restart by its hash alone; a demo session does not', async () => {
  const { token } = await sessions.open('wang', false);
  const demo = await sessions.open('demo-planner', true);
  const rows = JSON.stringify(await database.read('SELECT id, who, hash FROM sessions'));
  expect(rows).toContain('wang');
  expect(rows).not.toContain(token);
  const again = await openSessions(database, 12 * HOUR, () => wall);
  expect([again.find(token)?.user, again.find(demo.token)]).toEqual(['wang', undefined]);
  await again.endAll('wang');
  expect(again.find(token)).toBeUndefined();
  expect(await database.read('SELECT * FROM sessions')).toEqual([]);
});

it('slows attempts by doubling, forgets in time and forgives at success', () => {
  const backOff = createBackOff(() => wall);
  const keys = [{ id: 'a', free: 3, most: 10_000 }];
  const waits = () => {
    const wait = backOff.attempt(keys);
    wall += wait;
    return wait;
  };
  expect([1, 2, 3, 4].map(waits)).toEqual([0, 0, 0, 0]);
  expect([waits(), waits(), waits(), waits(), waits(), waits()]).toEqual([1000, 0, 2000, 0, 4000, 0]);
  wall += 20_000;
  expect([1, 2, 3, 4, 5].map(() => backOff.attempt(keys))).toEqual([0, 0, 0, 0, 1000]);
  backOff.succeed(keys);
  expect(backOff.attempt(keys)).toBe(0);
});
