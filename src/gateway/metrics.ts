import { performance as nodePerformance } from 'node:perf_hooks';
import type { FeedState } from './feed-state.ts';

/** What `/metrics` tells, gathered when asked. */
export interface Measured {
  readonly version: string;
  readonly healthy: boolean;
  readonly cityNowMs: number;
  readonly rate: number;
  readonly clients: number;
  readonly feeds: readonly FeedState[];
  readonly accepted: ReadonlyMap<string, number>;
  readonly rejected: Readonly<Record<string, number>>;
  readonly openAlerts: number;
  readonly historyWritten: number;
  readonly historyBacklog: number;
  readonly historyDropped: number;
  /** Unknown while the database refuses. */
  readonly historyWaitingHours: number | undefined;
  readonly mqttConnected: boolean;
  /** This gateway raises the alerts, of those that share a database. */
  readonly leads: boolean;
}

/** Prometheus text format 0.0.4. */
export function metricsText(measured: Measured): string {
  const lines: string[] = [];
  const metric = (
    name: string,
    type: 'gauge' | 'counter',
    help: string,
    values: readonly (readonly [string, number])[],
  ) => {
    lines.push(`# HELP chengjing_${name} ${help}`, `# TYPE chengjing_${name} ${type}`);
    for (const [labels, value] of values) lines.push(`chengjing_${name}${labels && `{${labels}}`} ${value}`);
  };
  metric('info', 'gauge', 'Version of the gateway.', [[`version="${measured.version}"`, 1]]);
  metric('healthy', 'gauge', '1 when nothing is wrong.', [['', measured.healthy ? 1 : 0]]);
  metric('city_time_seconds', 'gauge', 'City time now, seconds since 1970.', [['', measured.cityNowMs / 1000]]);
  metric('city_rate', 'gauge', 'City seconds a wall second.', [['', measured.rate]]);
  metric('clients', 'gauge', 'Sockets that receive live values.', [['', measured.clients]]);
  metric('lease_held', 'gauge', '1 at the gateway that raises alerts and keeps the history.', [
    ['', measured.leads ? 1 : 0],
  ]);
  metric('mqtt_connected', 'gauge', '1 while messages can arrive.', [['', measured.mqttConnected ? 1 : 0]]);
  metric(
    'observations_accepted_total',
    'counter',
    'Observations taken, by source.',
    [...measured.accepted].map(([feed, count]) => [`feed="${feed}"`, count]),
  );
  metric(
    'observations_rejected_total',
    'counter',
    'Observations refused, by reason.',
    Object.entries(measured.rejected).map(([reason, count]) => [`reason="${reason}"`, count]),
  );
  metric(
    'feed_rate',
    'gauge',
    'Observations a second over the last 10 s, by source.',
    measured.feeds.map((feed) => [`feed="${feed.id}"`, feed.rate]),
  );
  metric('alerts_open', 'gauge', 'Alerts raised or confirmed.', [['', measured.openAlerts]]);
  metric('history_written_total', 'counter', 'Observations written to the database.', [['', measured.historyWritten]]);
  metric('history_backlog', 'gauge', 'Observations waiting for the database.', [['', measured.historyBacklog]]);
  if (measured.historyWaitingHours !== undefined)
    metric('history_waiting_hours', 'gauge', 'Hours of layers whose minutes and hours are still to be made.', [
      ['', measured.historyWaitingHours],
    ]);
  metric('history_dropped_total', 'counter', 'Observations lost because the database refused too long.', [
    ['', measured.historyDropped],
  ]);
  const { user, system } = process.cpuUsage();
  metric('cpu_seconds_total', 'counter', 'Processor time of all threads.', [['', (user + system) / 1e6]]);
  metric('event_loop_busy_seconds_total', 'counter', 'Time that the event loop was not idle.', [
    ['', nodePerformance.eventLoopUtilization().active / 1000],
  ]);
  metric('memory_bytes', 'gauge', 'Resident memory of the process.', [['', process.memoryUsage().rss]]);
  return `${lines.join('\n')}\n`;
}
