import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestDatabase } from '../test-database.ts';
import { type Browser, testGateways } from '../test-gateway.ts';
import { resetPassword } from './reset-password.ts';

const COST = { N: 16, r: 8, p: 1 };
let gateways: ReturnType<typeof testGateways>;
beforeEach(() => {
  gateways = testGateways();
});
afterEach(() => gateways.undo());

const signIn = (browser: Browser, password: string) => browser.ask('/api/session', 'POST', { user: 'lin', password });

test('an admin who lost the password is let in again; the old one, and what was open, are over', async () => {
  const city = gateways.city();
  const first = await gateways.start(city, { host: '0.0.0.0' });
  const browser = gateways.browser(first);
  const token = first.setupUrl?.split('#setup=')[1] ?? '';
  const made = await browser.ask('/api/session/setup', 'POST', {
    token,
    user: 'lin',
    name: '林管理',
    password: 'a password that gets lost',
  });
  expect(made.status).toBe(200);
  expect((await browser.ask('/api/people')).status).toBe(200);
  await first.stop();

  const database = await openTestDatabase(city.dataDir);
  await expect(resetPassword(database, 'nobody', Date.now, COST)).rejects.toThrow(
    'Unknown user "nobody"; there are lin',
  );
  const password = await resetPassword(database, 'lin', Date.now, COST);
  expect(password.length).toBeGreaterThanOrEqual(16);
  await database.close();

  const second = await gateways.start(city, { host: '0.0.0.0' });
  const { cookie } = browser;
  const again = gateways.browser(second);
  again.cookie = cookie;
  expect((await again.ask('/api/people')).status, 'the session from before').toBe(403);
  const fresh = gateways.browser(second);
  expect((await signIn(fresh, 'a password that gets lost')).status).toBe(401);
  expect((await signIn(fresh, password)).status).toBe(200);
  const log = await fresh.ask('/api/audit?verify=1');
  expect(log.status).toBe(200);
  expect(log.body.brokenAt).toBe(null);
  const entry = log.body.entries.find((each: { action: string }) => each.action === 'people.reset');
  expect(entry).toMatchObject({ subject: 'people/lin', user: '-', detail: { passwordChanged: true } });
  expect(JSON.stringify(log.body)).not.toContain(password);
});
