import { type Alert, isOpen } from './alert.ts';
import type { Instant } from './clock.ts';

/** 日报: what a day of duty comes to (domain reference §9, operator 8). */
export interface DayReport {
  readonly from: Instant;
  readonly to: Instant;
  readonly opened: number;
  readonly byLevel: Readonly<Record<Alert['level'], number>>;
  readonly byLayer: Readonly<Record<string, number>>;
  /** Ended by a person; their value came back before anybody was at it. */
  readonly closed: number;
  readonly recovered: number;
  readonly falseAlarms: number;
  /** Steps that nobody took in time. */
  readonly overdue: number;
  /** Open at its end. */
  readonly left: number;
  /** Mean minutes from the report to its confirmation or refusal; null: none was decided. */
  readonly minutesToConfirm: number | null;
}

/** Counts what happened in `[from, to)` to alerts that were open at some moment of it. Drills are nobody's duty. */
export function dayReport(alerts: readonly Alert[], from: Instant, to: Instant): DayReport {
  const real = alerts.filter(({ drill, raisedAt }) => !drill && raisedAt < to);
  const within = (at: Instant | undefined) => at !== undefined && at >= from && at < to;
  const opened = real.filter(({ raisedAt }) => within(raisedAt));
  const ended = real.filter(({ clearedAt }) => within(clearedAt));
  const byLevel = { blue: 0, yellow: 0, orange: 0, red: 0 };
  const byLayer: Record<string, number> = {};
  for (const { level, layer } of opened) {
    byLevel[level]++;
    byLayer[layer] = (byLayer[layer] ?? 0) + 1;
  }
  const waits = real.flatMap(({ raisedAt, log = [] }) => {
    const first = log.find(({ stage }) => stage === 'confirmed' || stage === 'false-alarm');
    return first && within(first.at) ? [first.at - raisedAt] : [];
  });
  const byHand = ({ log = [] }: Alert) => log.at(-1)?.stage === 'cleared';
  return {
    from,
    to,
    opened: opened.length,
    byLevel,
    byLayer,
    closed: ended.filter((alert) => alert.stage === 'cleared' && byHand(alert)).length,
    recovered: ended.filter((alert) => alert.stage === 'cleared' && !byHand(alert)).length,
    falseAlarms: ended.filter(({ stage }) => stage === 'false-alarm').length,
    overdue: real.reduce(
      (sum, { log = [] }) => sum + log.filter(({ stage, at }) => stage === 'overdue' && within(at)).length,
      0,
    ),
    left: real.filter((alert) => isOpen(alert) || (alert.clearedAt ?? 0) >= to).length,
    minutesToConfirm: waits.length === 0 ? null : waits.reduce((sum, wait) => sum + wait, 0) / waits.length / 60_000,
  };
}
