import { type Alert, isOpen, isOverdue, limitLevel } from '../domain/alert.ts';
import { alertThen } from '../domain/alert-then.ts';
import { slotOf } from '../domain/asset.ts';
import type { Instant } from '../domain/clock.ts';
import type { Fleet, FleetLayer } from '../domain/fleet.ts';
import { type QueueEntry, queueEntries } from '../domain/incident.ts';
import type { PropertyDefinition, ThresholdDefinition } from '../domain/layer.ts';
import { levelRank } from '../domain/level.ts';
import { mutedAssets } from '../domain/mute.ts';
import { assess } from '../domain/threshold.ts';
import type { DutyState } from '../state/duty-port.ts';
import type { TwinPort } from '../state/port.ts';
import { nameAt } from './asset-state.ts';

/**
 * The queue of live alerts: open ones, drills behind all that is real, most severe first, of equals what is late at `now`, then
 * the newest. It knows no playhead.
 */
export function liveQueue(alerts: readonly Alert[], now: Instant): Alert[] {
  const late = (alert: Alert) => Number(isOverdue(alert, now));
  return alerts
    .filter(isOpen)
    .sort(
      (a, b) =>
        Number(a.drill) - Number(b.drill) ||
        levelRank(b.level) - levelRank(a.level) ||
        late(b) - late(a) ||
        b.raisedAt - a.raisedAt ||
        (a.id < b.id ? -1 : 1),
    );
}

/** Since when the officer who has an alert is offline; null while they are there, and where nobody has it. */
export function holderGone({ holder }: Pick<Alert, 'holder'>, { officers }: DutyState): Instant | null {
  return officers.find(({ user }) => user === holder?.user)?.since ?? null;
}

/** The queue of a running twin: what is muted stays out of it. */
export function toldQueue(port: Pick<TwinPort, 'alerts' | 'mutes' | 'now'>): Alert[] {
  const muted = mutedAssets(port.mutes(), port.now());
  const queue = liveQueue(port.alerts(), port.now());
  return muted.size === 0 ? queue : queue.filter(({ asset }) => !muted.has(asset));
}

/** Alerts that stood open at `at`, as they were then: what a replay frames. */
export function alertsAt(alerts: readonly Alert[], at: Instant): Alert[] {
  return alerts
    .flatMap((alert) => alertThen(alert, at) ?? [])
    .sort((a, b) => levelRank(b.level) - levelRank(a.level) || b.raisedAt - a.raisedAt);
}

/** An alert at its level: one that has become graver is news again. */
export function newsKey({ id, level }: Pick<Alert, 'id' | 'level'>): string {
  return `${id} ${level}`;
}

/**
 * The alert that must break through while the playhead is away from now: the most severe orange or red one that was not yet
 * known, at that level, when it left; of an incident no part was. `known` holds the news keys seen at now or dismissed since. A
 * drill is no news.
 */
export function breakthrough(entries: readonly QueueEntry[], known: ReadonlySet<string>): QueueEntry | null {
  const fresh = ({ head, alerts }: QueueEntry) =>
    !head.drill &&
    levelRank(head.level) >= levelRank('orange') &&
    !alerts.some((alert) => alert.level === head.level && known.has(newsKey(alert)));
  return entries.find(fresh) ?? null;
}

/** The live queue with storms collapsed by place and cause. */
export function liveEntries(queue: readonly Alert[], fleet: Fleet): readonly QueueEntry[] {
  return queueEntries(queue, (alert) => {
    const layer = fleet.get(alert.layer);
    const rule = layer?.definition.incidents?.find(({ property }) => property === alert.property);
    const slot = layer && rule ? slotOf(layer.assets, alert.asset) : undefined;
    const place = slot === undefined || !rule ? undefined : layer?.assets.columns[rule.place]?.[slot];
    return rule && typeof place === 'string' && place !== '' ? { rule, place } : null;
  });
}

/** An alert joined with what it is about. */
export interface AlertSubject {
  readonly layer: FleetLayer | undefined;
  readonly place: string;
  readonly road: string;
  readonly property: PropertyDefinition | undefined;
  readonly threshold: ThresholdDefinition | undefined;
  /** The limit that `threshold` means for this asset. */
  readonly limit: number;
}

export function subjectOf(alert: Alert, fleet: Fleet): AlertSubject {
  const layer = fleet.get(alert.layer);
  const slot = layer ? slotOf(layer.assets, alert.asset) : undefined;
  const property = layer?.definition.properties.find((each) => each.key === alert.property);
  const named = layer?.definition.thresholds.filter(
    (each) => each.property === alert.property && each.level === limitLevel(alert),
  );
  const assessed = layer
    ? assess(layer.definition, alert.property, alert.value, (key) =>
        slot === undefined ? undefined : layer.assets.columns[key]?.[slot],
      ).by
    : undefined;
  // An alert keeps the limit that raised it; within one level its value may have passed a graver one since.
  const by = assessed?.threshold.level === limitLevel(alert) ? assessed : undefined;
  const road = slot === undefined ? null : layer?.assets.columns.road?.[slot];
  return {
    layer,
    place: layer && slot !== undefined ? nameAt(layer, slot) : alert.asset,
    road: typeof road === 'string' ? road : '',
    property,
    threshold: by?.threshold ?? named?.[0],
    limit: by?.limit ?? alert.limit,
  };
}
