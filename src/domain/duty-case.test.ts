import { expect, it } from 'vitest';
import { MINUTE } from './clock.ts';
import { type DutyCase, isDue, tried, waitAfter, withNews } from './duty-case.ts';

const asked: DutyCase = {
  id: 'case-a',
  alert: 'a',
  asset: 'WL-1',
  by: '李工',
  at: 0,
  state: 'waiting',
  attempts: 0,
  nextAt: 0,
  reason: null,
  number: null,
  stage: null,
  toldAt: null,
};
const later = { kind: 'later', reason: 'HTTP 500' } as const;

it('waits twice as long after each failure, ten minutes at most, and says why', () => {
  let each = asked;
  const waits: number[] = [];
  for (let n = 0; n < 12; n++) {
    each = tried(each, later, 1000);
    waits.push(each.nextAt - 1000);
  }
  expect(waits.slice(0, 4)).toEqual([1000, 2000, 4000, 8000]);
  expect(waits.at(-1)).toBe(10 * MINUTE);
  expect(waitAfter(5000)).toBe(10 * MINUTE);
  expect(each).toMatchObject({ state: 'waiting', attempts: 12, reason: 'HTTP 500' });
});

it('gives up at what the other side will refuse again, and after a day of tries', () => {
  expect(tried(asked, { kind: 'no', reason: 'HTTP 422' }, 0)).toMatchObject({ state: 'failed', reason: 'HTTP 422' });
  let each = asked;
  for (let n = 0; n < 150; n++) each = tried(each, later, 0);
  expect(each.state).toBe('failed');
});

it('is due when its time has come, and when the clock was set back', () => {
  const failed = tried(asked, later, 100_000_000);
  expect([isDue(failed, 100_000_999), isDue(failed, 100_001_000)]).toEqual([false, true]);
  expect(isDue(failed, 50_000_000)).toBe(true);
  expect(isDue({ ...failed, state: 'sent' }, 200_000_000)).toBe(false);
});

it('takes news once and never an older one; an answer does not undo what a callback told before it', () => {
  const first = withNews(asked, { number: '2026-1', stage: '立案', at: 10 });
  expect(first).toMatchObject({ state: 'sent', number: '2026-1', stage: '立案' });
  expect(withNews(first, { number: '2026-1', stage: '立案', at: 10 })).toBe(first);
  expect(withNews(first, { number: '2026-1', stage: '受理', at: 5 })).toBe(first);
  expect(withNews(first, { number: '2026-1', stage: '结案', at: 20 }).stage).toBe('结案');
  expect(tried(first, { kind: 'taken', number: '2026-1', stage: '受理' }, 0).stage).toBe('立案');
});
