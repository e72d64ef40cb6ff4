import { expect, it } from 'vitest';
import { timeReader } from './file-time.ts';

const iso = (time: number | string) => (typeof time === 'number' ? new Date(time).toISOString() : time);

it('takes offsets row by row and a zone where there is none', () => {
  const read = timeReader('Asia/Shanghai', undefined);
  expect(iso(read('2026-07-01 08:00:00'))).toBe('2026-07-01T00:00:00.000Z');
  expect(iso(read('2026-07-01T08:00:00+02:00'))).toBe('2026-07-01T06:00:00.000Z');
  expect(iso(read('2026-07-01 08:00:00.250Z'))).toBe('2026-07-01T08:00:00.250Z');
  expect(iso(read('2026-07-01 08:00:00-0330'))).toBe('2026-07-01T11:30:00.000Z');
  expect(iso(read('1782864000'))).toBe('2026-07-01T00:00:00.000Z');
  expect(iso(read('1782864000000'))).toBe('2026-07-01T00:00:00.000Z');
});

it('refuses what it cannot know', () => {
  const naive = timeReader(undefined, undefined);
  expect(naive('2026-07-01 08:00:00')).toBe('time-without-zone');
  expect(naive('01.07.2026 08:00:00')).toBe('not-a-time');
  expect(naive('2026-02-30 08:00:00Z')).toBe('not-a-time');
  expect(naive('')).toBe('not-a-time');
  const berlin = timeReader('Europe/Berlin', undefined);
  expect(berlin('2026-03-29 02:30:00')).toBe('no-such-time');
  expect(berlin('2026-10-25 02:30:00')).toBe('ambiguous-time');
  expect(iso(berlin('2026-10-25 03:00:00'))).toBe('2026-10-25T02:00:00.000Z');
  expect(iso(berlin('2026-03-29 03:00:00'))).toBe('2026-03-29T01:00:00.000Z');
  expect(() => timeReader('Mars/Olympus', undefined)).toThrow(/--time-zone "Mars\/Olympus" is unknown/);
});

it('reads the order of day and month that is said', () => {
  expect(iso(timeReader('UTC', 'dd.MM.yyyy HH:mm:ss.SSS')('11.04.2022 08:36:25.984'))).toBe('2022-04-11T08:36:25.984Z');
  expect(iso(timeReader('UTC', 'yyyy-dd-MM HH:mm:ss.SSS')('2022-11-04 08:36:24.897'))).toBe('2022-04-11T08:36:24.897Z');
  expect(() => timeReader('UTC', 'HH:mm')).toThrow(/has no yyyy/);
});
