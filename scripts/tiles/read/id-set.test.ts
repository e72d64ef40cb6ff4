import { expect, it } from 'vitest';
import { idSet } from './id-set.ts';

it('knows every id again and takes none of a million like ids for another', () => {
  const ids = idSet();
  let refused = 0;
  for (let i = 0; i < 300_000; i++) for (const id of [`B${100_000_000 + i}`, `way/${i}`]) if (!ids.add(id)) refused++;
  expect(refused).toBe(0);
  for (const id of ['B100000000', 'way/299999']) expect(ids.add(id)).toBe(false);
  expect(ids.add('')).toBe(true);
  expect(ids.add('')).toBe(false);
});
