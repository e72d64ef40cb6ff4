import { expect, it, vi } from 'vitest';
import type { Alert } from '../domain/alert.ts';
import { DAY, HOUR } from '../domain/clock.ts';
import { createKnownAlerts } from './known-alerts.ts';

const NOW = 100 * DAY;
const alert = (id: string, stage: Alert['stage'], updatedAt: number) =>
  ({ id, stage, updatedAt, clearedAt: stage === 'cleared' ? updatedAt : null }) as Alert;

it('keeps the newest word on each alert, and of the ended ones those of the last day', () => {
  const open = vi.fn();
  const known = createKnownAlerts(() => NOW, open);
  known.take([
    alert('a', 'raised', NOW - 2 * HOUR),
    alert('b', 'cleared', NOW - 2 * HOUR),
    alert('c', 'cleared', NOW - 2 * DAY),
    alert('d', 'raised', NOW - 9 * DAY),
  ]);
  known.take([alert('a', 'confirmed', NOW - HOUR), alert('d', 'raised', NOW - 10 * DAY)]);
  known.take([alert('a', 'raised', NOW - 3 * HOUR)]);
  expect(known.list().map(({ id, stage, updatedAt }) => [id, stage, (NOW - updatedAt) / HOUR])).toEqual([
    ['a', 'confirmed', 1],
    ['b', 'cleared', 2],
    ['d', 'raised', 216],
  ]);
  expect(open.mock.lastCall?.[0].map(({ id }: Alert) => id)).toEqual(['a', 'd']);
});
