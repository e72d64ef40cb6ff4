import type { Alert } from '../domain/alert.ts';
import type { Instant } from '../domain/clock.ts';
import { levelRank } from '../domain/level.ts';

/** What the director shows: an alert, or one layer on its round. `home` is where it waits. */
type Subject =
  | { readonly kind: 'home' }
  | { readonly kind: 'alert'; readonly id: string }
  | { readonly kind: 'layer'; readonly layer: string };

export interface Direction {
  readonly subject: Subject;
  readonly since: Instant;
}

/** Seconds on an alert before the round goes on, on a layer, and at home before the first move. */
export const DWELL_SECONDS = { alert: 60, layer: 40, home: 30 } as const;

/** Seconds at home when the wall comes on, whatever stands open: first the city, then its troubles. */
export const ARRIVAL_SECONDS = 12;

/**
 * Where the director looks next. A new orange or red alert interrupts at once; otherwise the most severe open one it has not
 * shown for the longest, then the layers in turn. `elapsed` is in wall milliseconds; `seen` holds the alerts already shown.
 */
export function direct(
  current: Direction,
  elapsed: Instant,
  alerts: readonly Alert[],
  layers: readonly string[],
  seen: ReadonlySet<string>,
): Direction {
  const urgent = alerts
    .filter((alert) => levelRank(alert.level) >= levelRank('orange') && !seen.has(alert.id))
    .sort((a, b) => levelRank(b.level) - levelRank(a.level) || b.raisedAt - a.raisedAt)[0];
  if (urgent && !(current.subject.kind === 'alert' && current.subject.id === urgent.id))
    return { subject: { kind: 'alert', id: urgent.id }, since: elapsed };
  if (elapsed - current.since < DWELL_SECONDS[current.subject.kind] * 1000) return current;
  return { subject: nextLayer(current.subject, layers), since: elapsed };
}

function nextLayer(subject: Subject, layers: readonly string[]): Subject {
  const index = subject.kind === 'layer' ? layers.indexOf(subject.layer) : -1;
  const layer = layers[index + 1];
  return layer === undefined ? { kind: 'home' } : { kind: 'layer', layer };
}
