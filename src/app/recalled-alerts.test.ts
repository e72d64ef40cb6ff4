import { expect, it, vi } from 'vitest';
import type { Alert } from '../domain/alert.ts';
import { DAY } from '../domain/clock.ts';
import { createRecalledAlerts } from './recalled-alerts.ts';

const alert = (id: string, stage: Alert['stage'] = 'cleared') => ({ id, stage }) as Alert;

it('brings the alerts of the day that is replayed, once, and lets the socket have the last word', async () => {
  const fetchDay = vi.fn(async (from: number) => [alert('live', 'raised'), alert(`day-${from / DAY}`)]);
  const come = vi.fn();
  const recalled = createRecalledAlerts(fetchDay, come, () => undefined);
  const live = [alert('live', 'confirmed')];
  expect(recalled.beside(live).map(({ id }) => id)).toEqual(['live']);
  recalled.seek(5 * DAY + 1);
  recalled.seek(5 * DAY + 2);
  await vi.waitFor(() => expect(come).toHaveBeenCalledTimes(1));
  expect(fetchDay.mock.calls).toEqual([[5 * DAY, 6 * DAY]]);
  const all = recalled.beside(live);
  expect(all.map(({ id, stage }) => `${id} ${stage}`)).toEqual(['live confirmed', 'day-5 cleared']);
  expect(recalled.beside(live)).toBe(all);
  for (const day of [6, 7, 8, 9]) recalled.seek(day * DAY);
  await vi.waitFor(() => expect(come.mock.calls.length).toBeGreaterThan(3));
  expect(recalled.beside(live).map(({ id }) => id)).toEqual(['live', 'day-7', 'day-8', 'day-9']);
});

it('asks again when the store has filled up, and keeps what it knows meanwhile', async () => {
  const fetchDay = vi
    .fn()
    .mockResolvedValueOnce([alert('a')])
    .mockResolvedValueOnce([alert('a'), alert('b')]);
  const recalled = createRecalledAlerts(
    fetchDay,
    () => undefined,
    () => undefined,
  );
  recalled.seek(1);
  await vi.waitFor(() => expect(recalled.beside([]).length).toBe(1));
  recalled.seek(1, true);
  expect(recalled.beside([]).length).toBe(1);
  await vi.waitFor(() => expect(recalled.beside([]).map(({ id }) => id)).toEqual(['a', 'b']));
});

it('asks again after a failure', async () => {
  const failed = vi.fn();
  const fetchDay = vi
    .fn()
    .mockRejectedValueOnce(new Error('away'))
    .mockResolvedValueOnce([alert('a')]);
  const recalled = createRecalledAlerts(fetchDay, () => undefined, failed);
  recalled.seek(1);
  await vi.waitFor(() => expect(failed).toHaveBeenCalledTimes(1));
  recalled.seek(1);
  await vi.waitFor(() => expect(recalled.beside([]).length).toBe(1));
});
