import { describe, expect, it } from 'vitest';
import type { Alert } from '../domain/alert.ts';
import { alertsAt, breakthrough, liveQueue } from './alerts-view.ts';

function alert(id: string, level: Alert['level'], raisedAt: number, change: Partial<Alert> = {}): Alert {
  return {
    id,
    layer: 'waterlogging',
    asset: 'WL-01',
    property: 'depth',
    level,
    value: 42,
    limit: 40,
    stage: 'raised',
    raisedAt,
    updatedAt: raisedAt,
    provenance: 'simulated',
    drill: false,
    ...change,
  };
}

const ALERTS = [
  alert('old-red', 'red', 10),
  alert('new-red', 'red', 20),
  alert('orange', 'orange', 30),
  alert('yellow', 'yellow', 40),
  alert('false', 'red', 50, { stage: 'false-alarm' }),
  alert('done', 'orange', 5, { stage: 'cleared', clearedAt: 15 }),
];

describe('alerts on screen', () => {
  it('the live queue holds open ones only, most severe first, newest of equals first', () => {
    expect(liveQueue(ALERTS).map((each) => each.id)).toEqual(['new-red', 'old-red', 'orange', 'yellow']);
  });

  it('a replay shows what stood then, closed since or not', () => {
    expect(alertsAt(ALERTS, 12).map((each) => each.id)).toEqual(['old-red', 'done']);
    expect(alertsAt(ALERTS, 15).map((each) => each.id)).toEqual(['old-red']);
    expect(alertsAt(ALERTS, 4)).toEqual([]);
  });

  it('only an orange or red one that was not known breaks through', () => {
    expect(breakthrough(ALERTS, new Set(['old-red', 'new-red']))?.id).toBe('orange');
    expect(breakthrough(ALERTS, new Set(['old-red', 'new-red', 'orange']))).toBeNull();
    expect(breakthrough([alert('y', 'yellow', 1)], new Set())).toBeNull();
  });
});
