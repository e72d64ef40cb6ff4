import { describe, expect, it } from 'vitest';
import { ALERT_STAGES, type Alert, isOpen, isOverdue, lapsed, nextSteps, refusalOf, stepped } from './alert.ts';
import { HOUR, MINUTE } from './clock.ts';

const raised: Alert = {
  id: 'a',
  layer: 'waterlogging',
  asset: 'WL-01',
  property: 'depth',
  level: 'red',
  value: 42,
  limit: 40,
  stage: 'raised',
  raisedAt: 0,
  updatedAt: 0,
  provenance: 'simulated',
  drill: false,
};
const WANG = { user: 'wang', name: '王工' };
const dispatch = { unit: '排水处一队', phone: '12319', deadline: HOUR };

describe('the life of an alert', () => {
  it('goes from the report to its end, with everybody who had a hand in it', () => {
    let alert = raised;
    const steps = ['confirmed', 'dispatched', 'handled', 'verified', 'cleared'] as const;
    steps.forEach((decision, index) => {
      const wanted = {
        decision,
        note: index === 2 ? ' 已抽排 ' : '',
        ...(decision === 'dispatched' ? { dispatch } : {}),
      };
      expect(refusalOf(alert, wanted, index)).toBeNull();
      alert = stepped(alert, wanted, index, { user: `u${index}`, name: `人员 ${index}` });
    });
    expect(alert).toMatchObject({ stage: 'cleared', clearedAt: 4, by: '人员 4', dispatch: { unit: '排水处一队' } });
    expect(alert.log?.map(({ stage, by, note }) => `${stage} ${by} ${note}`)).toEqual([
      'confirmed 人员 0 ',
      'dispatched 人员 1 ',
      'handled 人员 2 已抽排',
      'verified 人员 3 ',
      'cleared 人员 4 ',
    ]);
  });

  it('a step out of turn is refused, and nothing follows the end', () => {
    for (const stage of ALERT_STAGES)
      for (const decision of ['confirmed', 'dispatched', 'handled', 'verified', 'false-alarm', 'cleared'] as const) {
        const alert = { ...raised, stage };
        const refusal = refusalOf(alert, { decision, note: '因为', dispatch }, 0);
        if (!isOpen(alert)) expect(refusal).toBe('ended');
        else expect(refusal).toBe(nextSteps(alert).includes(decision) ? null : 'not-next');
      }
    expect(nextSteps({ stage: 'cleared' })).toEqual([]);
  });

  it('a false alarm needs its reason, a dispatch its unit and a deadline to come', () => {
    expect(refusalOf(raised, { decision: 'false-alarm', note: ' ' }, 0)).toBe('no-reason');
    const confirmed: Alert = { ...raised, stage: 'confirmed' };
    const send = (unit: string, deadline: number) =>
      refusalOf(confirmed, { decision: 'dispatched', note: '', dispatch: { unit, phone: '', deadline } }, 10);
    expect([send(' ', 20), send('一队', 10), send('一队', 11)]).toEqual(['no-unit', 'past-deadline', null]);
    expect(refusalOf(confirmed, { decision: 'dispatched', note: '' }, 0)).toBe('no-unit');
  });
});

it('red unconfirmed after five minutes and a unit past its deadline are overdue', () => {
  expect([isOverdue(raised, 5 * MINUTE), isOverdue(raised, 5 * MINUTE + 1)]).toEqual([false, true]);
  expect(isOverdue({ ...raised, level: 'orange' }, HOUR)).toBe(false);
  const sent: Alert = { ...raised, stage: 'dispatched', dispatch };
  expect([isOverdue(sent, HOUR), isOverdue(sent, HOUR + 1)]).toEqual([false, true]);
  expect(isOverdue({ ...sent, stage: 'handled' }, 2 * HOUR)).toBe(false);
});

it('a lapse is noted once for each step that is late', () => {
  expect(lapsed(raised, 5 * MINUTE)).toBeNull();
  const late = lapsed(raised, 6 * MINUTE);
  expect(late?.log).toEqual([{ stage: 'overdue', at: 6 * MINUTE, by: '', note: '' }]);
  expect(late && lapsed(late, HOUR)).toBeNull();
  const confirmed = stepped(late ?? raised, { decision: 'confirmed', note: '' }, HOUR, WANG);
  const sent = stepped(confirmed, { decision: 'dispatched', note: '', dispatch }, HOUR, WANG);
  expect(lapsed(sent, HOUR)).toBeNull();
  expect(lapsed(sent, 2 * HOUR)?.log?.map(({ stage }) => stage)).toEqual([
    'overdue',
    'confirmed',
    'dispatched',
    'overdue',
  ]);
});
