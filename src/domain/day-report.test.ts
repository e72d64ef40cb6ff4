import { expect, it } from 'vitest';
import type { Alert } from './alert.ts';
import { DAY, HOUR, MINUTE } from './clock.ts';
import { dayReport } from './day-report.ts';

const alert = (change: Partial<Alert>): Alert => ({
  ...{ id: 'a', layer: 'waterlogging', asset: 'WL-01', property: 'depth', level: 'red', value: 42, limit: 40 },
  ...{ stage: 'raised', raisedAt: HOUR, updatedAt: HOUR, provenance: 'surveyed', drill: false },
  ...change,
});
const step = (stage: 'confirmed' | 'cleared' | 'overdue' | 'false-alarm', at: number) => ({
  stage,
  at,
  by: '',
  note: '',
});

it('counts what was opened, closed, overdue, false and left, each once and on its own day', () => {
  const report = dayReport(
    [
      alert({}),
      alert({ level: 'yellow', layer: 'lamp', stage: 'cleared', clearedAt: 2 * HOUR }),
      alert({
        raisedAt: -HOUR,
        stage: 'cleared',
        clearedAt: 3 * HOUR,
        log: [step('confirmed', 9 * MINUTE), step('cleared', 3 * HOUR)],
      }),
      alert({
        stage: 'false-alarm',
        clearedAt: 2 * HOUR,
        log: [step('overdue', HOUR + MINUTE), step('false-alarm', 2 * HOUR)],
      }),
      alert({ raisedAt: 2 * HOUR, stage: 'cleared', clearedAt: DAY + HOUR, log: [step('cleared', DAY + HOUR)] }),
      alert({ drill: true }),
      alert({ raisedAt: DAY }),
    ],
    0,
    DAY,
  );
  expect(report).toMatchObject({
    opened: 4,
    byLevel: { red: 3, yellow: 1 },
    byLayer: { waterlogging: 3, lamp: 1 },
    closed: 1,
    recovered: 1,
    falseAlarms: 1,
    overdue: 1,
    left: 2,
    minutesToConfirm: (69 + 60) / 2,
  });
  expect(dayReport([], 0, DAY)).toMatchObject({ opened: 0, left: 0, minutesToConfirm: null });
});
