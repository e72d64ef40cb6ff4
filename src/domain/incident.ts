import type { Alert } from './alert.ts';
import type { Instant } from './clock.ts';
import type { IncidentDefinition } from './layer.ts';

/** Where an alert belongs when many come at once: the rule of its layer, and the place that it shares with others. */
export interface IncidentPlace {
  readonly rule: IncidentDefinition;
  readonly place: string;
}

/** What stands in a queue as one: a single alert, or all those of one cause at one place. */
export interface QueueEntry {
  readonly key: string;
  /** The one that comes first by the queue's order. */
  readonly head: Alert;
  /** In the queue's order, `head` among them. */
  readonly alerts: readonly Alert[];
  /** When the first of them was raised. */
  readonly since: Instant;
  /** Null: a single alert. */
  readonly incident: IncidentPlace | null;
}

/**
 * Collapses a storm of alerts by place and cause: those of one layer, property and place become one entry, where the first of them
 * stood, once there are as many as the layer's rule says. Nothing is lost: each alert is in exactly one entry.
 *
 * @param alerts in the queue's order
 * @param placeOf null for an alert whose layer has no rule for it, or whose asset does not tell its place
 */
export function queueEntries(
  alerts: readonly Alert[],
  placeOf: (alert: Alert) => IncidentPlace | null,
): readonly QueueEntry[] {
  const groups = new Map<string, { place: IncidentPlace; alerts: Alert[] }>();
  const keys = alerts.map((alert) => {
    const place = placeOf(alert);
    if (!place) return null;
    const key = `${alert.layer} ${alert.property} ${place.place}`;
    const group = groups.get(key) ?? { place, alerts: [] };
    groups.set(key, group);
    group.alerts.push(alert);
    return key;
  });
  const told = new Set<string>();
  return alerts.flatMap((alert, index): QueueEntry[] => {
    const key = keys[index] as string | null;
    const group = key === null ? undefined : groups.get(key);
    if (!key || !group || group.alerts.length < group.place.rule.least)
      return [{ key: alert.id, head: alert, alerts: [alert], since: alert.raisedAt, incident: null }];
    if (told.has(key)) return [];
    told.add(key);
    const since = group.alerts.reduce((first, { raisedAt }) => Math.min(first, raisedAt), alert.raisedAt);
    return [{ key, head: alert, alerts: group.alerts, since, incident: group.place }];
  });
}
