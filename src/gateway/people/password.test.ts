import { scryptSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { createPasswords, TooBusy } from './password.ts';

const cheap = { N: 16, r: 8, p: 1 };

it('keeps parameters and salt with the hash, which scrypt gives again', async () => {
  const stored = await createPasswords(cheap).hash('correct horse');
  const [kind, N, r, p, salt, key] = stored.split('$');
  expect([kind, N, r, p]).toEqual(['scrypt', '16', '8', '1']);
  expect(key).toBe(scryptSync('correct horse', Buffer.from(salt!, 'base64url'), 32, cheap).toString('base64url'));
  expect(await createPasswords(cheap).hash('correct horse')).not.toBe(stored);
});

it('knows the password at the cost it was stored with, in either Unicode form, and says when the cost is outdated', async () => {
  const stored = await createPasswords(cheap).hash('Café 口令');
  const later = createPasswords({ ...cheap, N: 32 });
  expect(await later.matches('Cafe\u0301 口令', stored)).toBe(true);
  expect(await later.matches('Cafe 口令', stored)).toBe(false);
  expect(await later.matches('anything', undefined)).toBe(false);
  expect(later.isOutdated(stored)).toBe(true);
  expect(createPasswords(cheap).isOutdated(stored)).toBe(false);
});

it('answers a flood in part instead of filling the memory', async () => {
  const passwords = createPasswords({ N: 1024, r: 8, p: 1 });
  const all = await Promise.allSettled(Array.from({ length: 60 }, () => passwords.hash('x')));
  const refused = all.filter((each) => each.status === 'rejected');
  expect(refused).toHaveLength(60 - 34);
  expect(refused.every((each) => each.reason instanceof TooBusy)).toBe(true);
  await passwords.hash('later');
});
