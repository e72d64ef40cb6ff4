import { type Alert, isOpen } from '../domain/alert.ts';
import { levelRank } from '../domain/level.ts';
import { assess } from '../domain/threshold.ts';
import type { Decision } from '../wire/history.ts';
import type { City } from './city.ts';
import type { Sample } from './ingest.ts';

/** An alert with what the engine must remember of it across a restart. */
export interface KeptAlert {
  readonly alert: Alert;
  /** A person ended it while the value was still beyond its limit: quiet until the value is normal or worse. */
  readonly holding: boolean;
}

export interface AlertEngine {
  observe(sample: Sample): void;
  /** Applies a person's decision at `now`; undefined when no alert in memory has that id. */
  decide(decision: Decision, now: number, by: string): Alert | undefined;
  /** Open alerts, newest first. */
  open(): readonly Alert[];
  /** Takes up the alerts of an earlier run. */
  restore(kept: readonly KeptAlert[]): void;
}

/**
 * Turns observations into alerts by the thresholds of the layer definitions: one alert for one property of one asset,
 * raised at yellow or worse, worsened upward only, cleared when the value is normal. Bad quality raises nothing.
 * A historical sample (back-fill) makes an alert that is born cleared and grows with its samples: it shows in the past
 * and never rings now. `onChange` gets each alert that is new or different.
 */
export function createAlertEngine(
  city: City,
  drill: boolean,
  onChange: (kept: KeptAlert, historical: boolean) => void,
): AlertEngine {
  const live = new Map<number, KeptAlert>();
  const past = new Map<number, { alert: Alert | undefined; time: number }>();

  function judge(sample: Sample) {
    const { columns } = sample.layer.assets;
    const property = sample.layer.definition.properties[sample.property]!.key;
    return assess(sample.layer.definition, property, sample.value, (key) => columns[key]?.[sample.slot]);
  }

  function raise(sample: Sample, level: Alert['level'], limit: number): Alert {
    const property = sample.layer.definition.properties[sample.property]!.key;
    const asset = sample.layer.assets.ids[sample.slot]!;
    const provenance = sample.origin === 'external' && sample.layer.source === 'surveyed' ? 'surveyed' : 'simulated';
    return {
      id: `${sample.layer.id}-${asset}-${property}-${sample.time.toString(36)}`,
      layer: sample.layer.id,
      asset,
      property,
      level,
      value: sample.value,
      limit,
      stage: 'raised',
      raisedAt: sample.time,
      updatedAt: sample.time,
      provenance,
      drill,
    };
  }

  function observeNow(sample: Sample): void {
    const { level, by } = judge(sample);
    const kept = live.get(sample.row);
    const put = (alert: Alert, holding = false) => {
      const next = { alert, holding };
      live.set(sample.row, next);
      onChange(next, false);
    };
    if (level === 'normal' || level === 'blue' || !by) {
      if (!kept) return;
      live.delete(sample.row);
      if (isOpen(kept.alert))
        onChange(
          { alert: { ...kept.alert, stage: 'cleared', ...moment(sample), clearedAt: sample.time }, holding: false },
          false,
        );
      else if (kept.holding) onChange({ alert: kept.alert, holding: false }, false);
      return;
    }
    if (!kept) {
      put(raise(sample, level, by.limit));
      return;
    }
    if (levelRank(level) <= levelRank(kept.alert.level)) return;
    if (isOpen(kept.alert)) {
      put({ ...kept.alert, level, value: sample.value, limit: by.limit, stage: 'raised', ...moment(sample) });
      return;
    }
    onChange({ alert: kept.alert, holding: false }, false);
    put(raise(sample, level, by.limit));
  }

  function observePast(sample: Sample): void {
    const before = past.get(sample.row);
    if (before && sample.time <= before.time) return;
    const { level, by } = judge(sample);
    if (level === 'normal' || level === 'blue' || !by) {
      if (before?.alert)
        onChange({ alert: { ...before.alert, ...moment(sample), clearedAt: sample.time }, holding: false }, true);
      past.set(sample.row, { alert: undefined, time: sample.time });
      return;
    }
    const end = { ...moment(sample), clearedAt: sample.time };
    const alert: Alert = !before?.alert
      ? { ...raise(sample, level, by.limit), stage: 'cleared', clearedAt: sample.time }
      : levelRank(level) > levelRank(before.alert.level)
        ? { ...before.alert, level, value: sample.value, limit: by.limit, ...end }
        : { ...before.alert, ...end };
    past.set(sample.row, { alert, time: sample.time });
    onChange({ alert, holding: false }, true);
  }

  return {
    observe(sample) {
      if (sample.quality === 'bad') return;
      if (sample.historical) observePast(sample);
      else observeNow(sample);
    },
    decide(decision, now, by) {
      for (const [row, kept] of live) {
        if (kept.alert.id !== decision.id || !isOpen(kept.alert)) continue;
        const alert: Alert = {
          ...kept.alert,
          stage: decision.decision,
          updatedAt: now,
          by,
          ...(decision.note ? { note: decision.note } : {}),
          ...(decision.decision === 'confirmed' ? {} : { clearedAt: now }),
        };
        const next = { alert, holding: !isOpen(alert) };
        live.set(row, next);
        onChange(next, false);
        return alert;
      }
      return undefined;
    },
    open: () =>
      [...live.values()]
        .map((kept) => kept.alert)
        .filter(isOpen)
        .sort((a, b) => b.raisedAt - a.raisedAt),
    restore(kept) {
      for (const each of kept) {
        const place = city.find(each.alert.asset);
        const layer = place?.layer;
        if (!place || !layer || layer.id !== each.alert.layer) continue;
        const property = layer.definition.properties.findIndex((one) => one.key === each.alert.property);
        if (property >= 0) live.set(layer.firstRow + property * layer.assets.capacity + place.slot, each);
      }
    },
  };
}

const moment = (sample: Sample) => ({ updatedAt: sample.time });
