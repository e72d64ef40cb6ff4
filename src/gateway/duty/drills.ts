import type { Alert } from '../../domain/alert.ts';
import { levelRank } from '../../domain/level.ts';
import { limitFor } from '../../domain/threshold.ts';
import type { City } from '../city.ts';
import type { GatewayNotes } from '../gateway-notes.ts';

/** 演练: alerts that an officer plays. They live in memory alone, are framed everywhere, and leave the gateway to nobody. */
export interface Drills {
  readonly running: { readonly by: string; readonly at: number } | null;
  open(): readonly Alert[];
  /** Plays the gravest alert of each asset that can have one; those that can are returned. A drill that ran ends first. */
  start(assets: readonly string[], by: string): readonly Alert[];
  /** False when none ran. */
  end(): boolean;
}

/** A drill that was begun at some gateway. */
interface Played {
  readonly running: NonNullable<Drills['running']>;
  readonly alerts: readonly Alert[];
}

/** @param told hears of each alert that begins or ends; @param notes of the other gateways: a drill is seen at all of them */
export function createDrills(city: City, now: () => number, told: (alert: Alert) => void, notes: GatewayNotes): Drills {
  let drill: Played | null = null;
  let own = false;

  function become(next: Played | null): void {
    const at = Math.round(now());
    const before = drill;
    drill = next;
    const plays = new Set(next?.alerts.map(({ id }) => id));
    for (const alert of before?.alerts ?? [])
      if (!plays.has(alert.id)) told({ ...alert, stage: 'cleared', updatedAt: at, clearedAt: at });
    for (const alert of next?.alerts ?? []) told(alert);
  }
  notes.onChange('drill', (takenBack) => {
    if (own && !takenBack) return;
    own = false;
    become((notes.others('drill') as readonly Played[]).at(-1) ?? null);
  });

  function end(): boolean {
    if (!drill) return false;
    own = false;
    become(null);
    notes.clear('drill');
    return true;
  }

  return {
    get running() {
      return drill?.running ?? null;
    },
    open: () => drill?.alerts ?? [],
    start(assets, by) {
      end();
      const at = Math.round(now());
      const alerts = [...new Set(assets)].flatMap((asset) => played(city, asset, at) ?? []);
      if (alerts.length === 0) return [];
      own = true;
      become({ running: { by, at }, alerts });
      notes.put('drill', drill);
      return alerts;
    },
    end,
  };
}

/** The gravest alert that an asset can have, at its limit: of its primary property where that has thresholds. */
function played(city: City, asset: string, at: number): Alert | undefined {
  const place = city.find(asset);
  if (!place) return undefined;
  const { definition, assets } = place.layer;
  const { primary } = definition.symbology;
  const [gravest] = definition.thresholds
    .flatMap((threshold) => {
      const limit = limitFor(threshold.limit, (key) => assets.columns[key]?.[place.slot]);
      return limit === undefined || threshold.official ? [] : [{ threshold, limit }];
    })
    .sort(
      (a, b) =>
        Number(b.threshold.property === primary) - Number(a.threshold.property === primary) ||
        levelRank(b.threshold.level) - levelRank(a.threshold.level),
    );
  if (!gravest) return undefined;
  const { threshold, limit } = gravest;
  return {
    id: `drill-${asset}-${threshold.property}-${at.toString(36)}`,
    layer: place.layer.id,
    asset,
    property: threshold.property,
    level: threshold.level,
    value: limit,
    limit,
    stage: 'raised',
    raisedAt: at,
    updatedAt: at,
    provenance: 'simulated',
    drill: true,
  };
}
