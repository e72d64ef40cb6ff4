import { describe, expect, it } from 'vitest';
import type { Alert } from '../domain/alert.ts';
import { queueEntries } from '../domain/incident.ts';
import { alertsAt, breakthrough, holderGone, liveQueue, newsKey, toldQueue } from './alerts-view.ts';

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
    expect(liveQueue(ALERTS, 100).map((each) => each.id)).toEqual(['new-red', 'old-red', 'orange', 'yellow']);
  });

  it('of equals what is late comes first', () => {
    const minute = 60_000;
    expect(liveQueue(ALERTS, 5 * minute + 15).map(({ id }) => id)).toEqual(['old-red', 'new-red', 'orange', 'yellow']);
  });

  it('a replay shows what stood then, closed since or not', () => {
    expect(alertsAt(ALERTS, 12).map((each) => each.id)).toEqual(['old-red', 'done']);
    expect(alertsAt(ALERTS, 15).map((each) => each.id)).toEqual(['old-red']);
    expect(alertsAt(ALERTS, 4)).toEqual([]);
  });

  const broken = (alerts: readonly Alert[], known: readonly string[]) =>
    breakthrough(
      queueEntries(liveQueue(alerts, 100), () => null),
      new Set(known),
    )?.head.id ?? null;

  it('only an orange or red one that was not known breaks through', () => {
    const known = (...ids: string[]) => ALERTS.filter(({ id }) => ids.includes(id)).map(newsKey);
    expect(broken(ALERTS, known('old-red', 'new-red'))).toBe('orange');
    expect(broken(ALERTS, known('old-red', 'new-red', 'orange'))).toBeNull();
    expect(broken([alert('y', 'yellow', 1)], [])).toBeNull();
  });

  it('one that was known as yellow and is orange now is news', () => {
    expect(broken([alert('a', 'orange', 1)], ['a yellow'])).toBe('a');
    expect(broken([alert('a', 'orange', 1)], ['a orange'])).toBeNull();
  });

  it('a drill is no news, and stands behind all that is real', () => {
    const drill = alert('d', 'red', 50, { drill: true });
    expect(broken([drill], [])).toBeNull();
    expect(liveQueue([drill, alert('y', 'yellow', 1)], 100).map(({ id }) => id)).toEqual(['y', 'd']);
  });

  it('the officer who has it and went is seen since when', () => {
    const held = alert('a', 'red', 1, { holder: { user: 'wang', name: '王工' } });
    const duty = (since: number | null) => ({
      officers: [{ user: 'wang', name: '王工', since }],
      cases: [],
      casesGo: true,
      handover: null,
      drill: null,
    });
    expect([
      holderGone(held, duty(7)),
      holderGone(held, duty(null)),
      holderGone(alert('b', 'red', 1), duty(7)),
    ]).toEqual([7, null, null]);
  });

  it('an incident breaks through once: what joins it later does not', () => {
    const dark = (n: number) => Array.from({ length: n }, (_, i) => alert(`L${i}`, 'orange', i));
    const rule = { property: 'depth', place: 'road', least: 5, title: { zh: '成片', en: 'Many' } };
    const entries = (n: number) => queueEntries(dark(n), () => ({ rule, place: '甲路' }));
    expect(breakthrough(entries(8), new Set())?.alerts).toHaveLength(8);
    expect(breakthrough(entries(12), new Set(dark(8).map(newsKey)))).toBeNull();
  });
});

describe('mutes', () => {
  const port = (until: number) => ({
    alerts: () => ALERTS,
    mutes: () => [{ asset: 'WL-01', until, reason: '换探头', by: '王工', at: 0 }],
    now: () => 100,
  });
  it('what is muted stays out of the queue until its end, and comes back by itself', () => {
    expect(toldQueue(port(101))).toEqual([]);
    expect(toldQueue(port(100)).map(({ id }) => id)).toEqual(liveQueue(ALERTS, 100).map(({ id }) => id));
  });
});
