import { type Alert, isOpen, isOverdue } from './alert.ts';
import type { Instant } from './clock.ts';
import type { Mute } from './mute.ts';

/** What the next officer must know, as it stood when it was handed over. */
export interface HandoverLists {
  readonly open: readonly {
    readonly id: string;
    readonly asset: string;
    readonly layer: string;
    readonly property: string;
    readonly level: Alert['level'];
    readonly stage: string;
    /** Name; null: nobody has it. */
    readonly holder: string | null;
    readonly raisedAt: Instant;
    readonly overdue: boolean;
  }[];
  readonly muted: readonly Mute[];
  /** By layer: how many assets are offline, and the first of them. */
  readonly offline: readonly { readonly layer: string; readonly count: number; readonly assets: readonly string[] }[];
}

/** Open, muted, overdue and offline at `now`. Drills are nobody's duty. */
export function handoverLists(
  alerts: readonly Alert[],
  muted: readonly Mute[],
  offline: HandoverLists['offline'],
  now: Instant,
): HandoverLists {
  const open = alerts
    .filter((alert) => isOpen(alert) && !alert.drill)
    .map((alert) => ({
      id: alert.id,
      asset: alert.asset,
      layer: alert.layer,
      property: alert.property,
      level: alert.level,
      stage: alert.stage,
      holder: alert.holder?.name ?? null,
      raisedAt: alert.raisedAt,
      overdue: isOverdue(alert, now),
    }));
  return { open, muted, offline: offline.filter(({ count }) => count > 0) };
}
