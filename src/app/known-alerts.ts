import { type Alert, isOpen } from '../domain/alert.ts';
import { DAY, type Instant } from '../domain/clock.ts';

/** The newest word on each alert: the open ones, and for replay those that ended within the last day. */
export interface KnownAlerts {
  list(): readonly Alert[];
  take(news: readonly Alert[]): void;
}

/** @param onOpen told the open ones after each news */
export function createKnownAlerts(now: () => Instant, onOpen: (open: readonly Alert[]) => void): KnownAlerts {
  let alerts: readonly Alert[] = [];
  return {
    list: () => alerts,
    take(news) {
      const known = new Map(alerts.map((alert) => [alert.id, alert]));
      for (const alert of news) {
        const before = known.get(alert.id);
        if (!before || alert.updatedAt >= before.updatedAt) known.set(alert.id, alert);
      }
      const oldest = now() - DAY;
      alerts = [...known.values()].filter((alert) => isOpen(alert) || (alert.clearedAt ?? alert.updatedAt) > oldest);
      onOpen(alerts.filter(isOpen));
    },
  };
}
