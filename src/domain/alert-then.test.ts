import { expect, it } from 'vitest';
import type { Alert } from './alert.ts';
import { alertThen } from './alert-then.ts';

const alert: Alert = {
  id: 'a',
  layer: 'waterlogging',
  asset: 'WL-1',
  property: 'depth',
  level: 'red',
  value: 41,
  limit: 40,
  stage: 'cleared',
  raisedAt: 100,
  updatedAt: 500,
  clearedAt: 500,
  by: 'C',
  note: 'done',
  dispatch: { unit: 'U', phone: '1', deadline: 900 },
  log: [
    { stage: 'confirmed', at: 200, by: 'A', note: 'seen' },
    { stage: 'overdue', at: 250, by: '', note: '' },
    { stage: 'dispatched', at: 300, by: 'B', note: '' },
    { stage: 'cleared', at: 500, by: 'C', note: 'done' },
  ],
  provenance: 'surveyed',
  drill: false,
};

it('is as it was then: nothing of what was done later', () => {
  expect(alertThen(alert, 99)).toBeNull();
  expect(alertThen(alert, 500)).toBeNull();
  const raised = alertThen(alert, 150);
  expect(raised).toMatchObject({ stage: 'raised', updatedAt: 150 });
  for (const key of ['clearedAt', 'by', 'note', 'dispatch', 'log']) expect(raised).not.toHaveProperty(key);
  expect(alertThen(alert, 260)).toMatchObject({ stage: 'confirmed', by: 'A', note: 'seen' });
  expect(alertThen(alert, 260)?.log).toHaveLength(2);
  expect(alertThen(alert, 499)).toMatchObject({ stage: 'dispatched', by: 'B', dispatch: { unit: 'U' } });
});
