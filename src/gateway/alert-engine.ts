import { type Alarmed, type AlarmMemory, alarm, recalled } from '../domain/alarm.ts';
import {
  type Alert,
  isOpen,
  lapsed,
  type Officer,
  refusalOf,
  type StepRefusal,
  stepped,
  type WantedStep,
} from '../domain/alert.ts';
import { levelRank } from '../domain/level.ts';
import type { City } from './city.ts';
import type { Sample } from './ingest.ts';
import { createSurroundings } from './surroundings.ts';

/** An alert with what the engine must remember of it across a restart. */
export interface KeptAlert {
  readonly alert: Alert;
  /** A person ended it while the value was still beyond its limit: quiet until the value is normal or worse. */
  readonly holding: boolean;
}

export interface AlertEngine {
  observe(sample: Sample): void;
  /** Takes a person's step of alert `id` at `now`, or says why not; undefined when no alert in memory has that id. */
  decide(id: string, step: WantedStep, now: number, by: Officer): Alert | StepRefusal | undefined;
  /** Changes an open alert beside its stage: who holds it, a line in its log. Undefined when none is open. */
  amend(id: string, change: (alert: Alert) => Alert): Alert | undefined;
  /** Notes in each open alert that is late at `now`, once, that it is. */
  lapse(now: number): void;
  /** Open alerts, newest first. */
  open(): readonly Alert[];
  /** Takes up the alerts of an earlier run. */
  restore(kept: readonly KeptAlert[]): void;
}

/** A value that is beyond a limit, or was and has not come back. */
interface Watched {
  readonly memory: AlarmMemory | null;
  readonly kept: KeptAlert | null;
}

/** The same of back-filled history, by its newest sample. */
interface Past {
  readonly memory: AlarmMemory | null;
  readonly alert: Alert | null;
  readonly time: number;
}

/**
 * Turns observations into alerts by thresholds, persistence and hysteresis of the layer definitions: one alert for one property of
 * one asset, raised at yellow or worse, worsened upward only, cleared when the value has come back unless somebody is at it. Bad
 * quality raises nothing.
 * A historical sample (back-fill) makes an alert that is born cleared and grows with its samples: it shows in the past
 * and never rings now. `onChange` gets each alert that is new or different.
 */
export function createAlertEngine(
  city: City,
  drill: boolean,
  onChange: (kept: KeptAlert, historical: boolean) => void,
): AlertEngine {
  const live = new Map<number, Watched>();
  const past = new Map<number, Past>();
  const surroundings = createSurroundings(city);

  function judge(sample: Sample, memory: AlarmMemory | null): Alarmed {
    const { columns } = sample.layer.assets;
    return alarm(
      sample.layer.definition,
      propertyOf(sample),
      memory,
      sample,
      (key) => columns[key]?.[sample.slot],
      surroundings.around(sample),
    );
  }

  function raise(sample: Sample, alarmed: Speaking): Alert {
    const property = propertyOf(sample);
    const asset = sample.layer.assets.ids[sample.slot]!;
    const provenance = sample.origin === 'external' && sample.layer.source === 'surveyed' ? 'surveyed' : 'simulated';
    return {
      id: `${sample.layer.id}-${asset}-${property}-${sample.time.toString(36)}`,
      layer: sample.layer.id,
      asset,
      property,
      ...cause(sample, alarmed),
      peak: sample.value,
      stage: 'raised',
      raisedAt: sample.time,
      updatedAt: sample.time,
      provenance,
      drill,
    };
  }

  function observeNow(sample: Sample): void {
    const seen = live.get(sample.row);
    const alarmed = judge(sample, seen?.memory ?? null);
    const { memory } = alarmed;
    const put = (alert: Alert, holding = false) => {
      const kept = { alert, holding };
      live.set(sample.row, { memory, kept });
      onChange(kept, false);
    };
    const kept = seen?.kept ?? null;
    if (!speaks(alarmed)) {
      if (kept && inHand(kept.alert)) {
        const alert = { ...kept.alert, recoveredAt: kept.alert.recoveredAt ?? sample.time };
        live.set(sample.row, { memory, kept: { ...kept, alert } });
        if (kept.alert.recoveredAt === undefined) onChange({ ...kept, alert: { ...alert, ...moment(sample) } }, false);
        return;
      }
      if (memory) live.set(sample.row, { memory, kept: null });
      else live.delete(sample.row);
      if (!kept) return;
      if (isOpen(kept.alert))
        onChange(
          { alert: { ...kept.alert, stage: 'cleared', ...moment(sample), clearedAt: sample.time }, holding: false },
          false,
        );
      else if (kept.holding) onChange({ alert: kept.alert, holding: false }, false);
      return;
    }
    if (!kept) {
      put(raise(sample, alarmed));
      return;
    }
    const { recoveredAt, ...beyond } = kept.alert;
    const alert = withPeak(beyond, sample.value, alarmed);
    if (levelRank(alarmed.level) <= levelRank(alert.level)) {
      if (recoveredAt !== undefined) {
        put({ ...alert, ...moment(sample) });
        return;
      }
      live.set(sample.row, { memory, kept: { ...kept, alert } });
      return;
    }
    if (isOpen(alert)) {
      put({ ...withoutCause(alert), ...cause(sample, alarmed), stage: 'raised', ...moment(sample) });
      return;
    }
    onChange({ alert, holding: false }, false);
    put(raise(sample, alarmed));
  }

  function observePast(sample: Sample): void {
    const before = past.get(sample.row);
    if (before && sample.time <= before.time) return;
    const alarmed = judge(sample, before?.memory ?? null);
    const { memory } = alarmed;
    const end = { ...moment(sample), clearedAt: sample.time };
    if (!speaks(alarmed)) {
      if (before?.alert) onChange({ alert: { ...before.alert, ...end }, holding: false }, true);
      past.set(sample.row, { memory, alert: null, time: sample.time });
      return;
    }
    const known = before?.alert ? withPeak(before.alert, sample.value, alarmed) : null;
    const alert: Alert = !known
      ? { ...raise(sample, alarmed), stage: 'cleared', clearedAt: sample.time }
      : levelRank(alarmed.level) > levelRank(known.level)
        ? { ...withoutCause(known), ...cause(sample, alarmed), ...end }
        : { ...known, ...end };
    past.set(sample.row, { memory, alert, time: sample.time });
    onChange({ alert, holding: false }, true);
  }

  return {
    observe(sample) {
      if (sample.quality === 'bad') return;
      surroundings.note(sample);
      if (sample.historical) observePast(sample);
      else observeNow(sample);
    },
    decide(id, step, now, by) {
      for (const [row, { memory, kept }] of live) {
        if (kept?.alert.id !== id) continue;
        const refused = refusalOf(kept.alert, step, now);
        if (refused) return refused;
        const alert = stepped(kept.alert, step, now, by);
        // Ended while the value is still beyond its limit: quiet until it is normal or worse.
        const next = { alert, holding: !isOpen(alert) && alert.recoveredAt === undefined };
        if (isOpen(alert) || next.holding || memory)
          live.set(row, { memory, kept: isOpen(alert) || next.holding ? next : null });
        else live.delete(row);
        onChange(next, false);
        return alert;
      }
      return undefined;
    },
    amend(id, change) {
      for (const [row, { memory, kept }] of live) {
        if (kept?.alert.id !== id || !isOpen(kept.alert)) continue;
        const next = { ...kept, alert: change(kept.alert) };
        live.set(row, { memory, kept: next });
        onChange(next, false);
        return next.alert;
      }
      return undefined;
    },
    lapse(now) {
      for (const [row, { memory, kept }] of live) {
        const alert = kept && lapsed(kept.alert, now);
        if (!alert) continue;
        const late = { ...kept, alert };
        live.set(row, { memory, kept: late });
        onChange(late, false);
      }
    },
    open: () =>
      [...live.values()]
        .flatMap(({ kept }) => kept?.alert ?? [])
        .filter(isOpen)
        .sort((a, b) => b.raisedAt - a.raisedAt),
    restore(kept) {
      for (const each of kept) {
        const place = city.find(each.alert.asset);
        const layer = place?.layer;
        if (!place || !layer || layer.id !== each.alert.layer) continue;
        const property = layer.definition.properties.findIndex((one) => one.key === each.alert.property);
        if (property < 0) continue;
        const { columns } = layer.assets;
        const memory = recalled(
          layer.definition,
          each.alert.property,
          each.alert.value,
          each.alert.prolongedSince ?? each.alert.raisedAt,
          (key) => columns[key]?.[place.slot],
          each.alert.evidence?.compensated,
        );
        live.set(layer.firstRow + property * layer.assets.capacity + place.slot, { memory, kept: each });
      }
    },
  };
}

/** Somebody was sent or has been there: a person closes it, not the value. */
function inHand({ stage }: Alert): boolean {
  return stage === 'dispatched' || stage === 'handled' || stage === 'verified';
}

/** What may be told: yellow or worse, or an authority's own blue; and the threshold that says so. */
type Speaking = Alarmed & { readonly level: Alert['level']; readonly by: NonNullable<Alarmed['by']> };

function speaks(alarmed: Alarmed): alarmed is Speaking {
  return (
    alarmed.level !== 'normal' &&
    alarmed.by !== undefined &&
    (alarmed.level !== 'blue' || alarmed.by.threshold.official === true)
  );
}

/** What raised or worsened an alert. */
function cause({ value }: Sample, { level, by, prolongedSince, evidence }: Speaking) {
  return {
    level,
    value,
    limit: by.limit,
    ...(prolongedSince === undefined ? {} : { prolongedSince }),
    ...(evidence ? { evidence } : {}),
  };
}

function withoutCause({ prolongedSince: _, evidence: __, ...alert }: Alert): Alert {
  return alert;
}

function withPeak(alert: Alert, value: number, { by }: Speaking): Alert {
  const { peak = alert.value } = alert;
  const graver = by.threshold.when === 'below' ? value < peak : value > peak;
  return graver ? { ...alert, peak: value } : alert;
}

function propertyOf(sample: Sample): string {
  return sample.layer.definition.properties[sample.property]!.key;
}

const moment = (sample: Sample) => ({ updatedAt: sample.time });
