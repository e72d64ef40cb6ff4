import { type Alarmed, type AlarmMemory, alarm, alarmRuleOf, recalled } from '../domain/alarm.ts';
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
import { type Lull, lullAfter } from '../domain/recurrence.ts';
import {
  cause,
  inHand,
  moment,
  propertyOf,
  reopened,
  type Speaking,
  speaks,
  withoutCause,
  withPeak,
} from './alert-cause.ts';
import type { City } from './city.ts';
import type { Sample } from './ingest.ts';
import { createSurroundings } from './surroundings.ts';

/** An alert with what the engine must remember of it across a restart. */
export interface KeptAlert {
  readonly alert: Alert;
  /** A person ended it while the value was still beyond its limit: quiet until the value is normal or worse. */
  readonly holding: boolean;
  /** It has ended, but what caused it has not: a new rise opens it again. */
  readonly lull?: Lull;
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
  /** Goes on from what another gateway made of an alert; what was noted of its values here stays. */
  adopt(kept: KeptAlert): void;
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
  readonly ended: Ended | null;
}

/** An alert that a new rise opens again, until its lull is over. */
interface Ended {
  readonly alert: Alert;
  readonly lull: Lull;
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
  /** Of live rows. */
  const ended = new Map<number, Ended>();

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

  /** The alert that has ended, one sample later; null once a new rise would be another occurrence. */
  function later(before: Ended | null, sample: Sample): Ended | null {
    const rule = before && alarmRuleOf(sample.layer.definition, propertyOf(sample))?.recurs;
    const lull = rule ? lullAfter(rule, before.lull, sample) : null;
    return before && lull ? { alert: before.alert, lull } : null;
  }

  function endedAt(alert: Alert, sample: Sample): Ended | null {
    const lull = { heard: sample.time, restsSince: null };
    return alarmRuleOf(sample.layer.definition, propertyOf(sample))?.recurs ? { alert, lull } : null;
  }

  function rest(sample: Sample): void {
    const before = ended.get(sample.row);
    if (!before) return;
    const after = later(before, sample);
    if (after) ended.set(sample.row, after);
    else {
      ended.delete(sample.row);
      onChange({ alert: before.alert, holding: false }, false);
    }
  }

  function observeNow(sample: Sample): void {
    rest(sample);
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
      if (isOpen(kept.alert)) {
        const alert: Alert = { ...kept.alert, stage: 'cleared', ...moment(sample), clearedAt: sample.time };
        const waiting = endedAt(alert, sample);
        if (waiting) ended.set(sample.row, waiting);
        onChange({ alert, holding: false, ...(waiting ? { lull: waiting.lull } : {}) }, false);
      } else if (kept.holding) onChange({ alert: kept.alert, holding: false }, false);
      return;
    }
    if (!kept) {
      const before = ended.get(sample.row);
      ended.delete(sample.row);
      put(before ? reopened(before.alert, sample, alarmed) : raise(sample, alarmed));
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
    // Delivered again, or late: the alert that stands has judged that time.
    const standing = live.get(sample.row)?.kept?.alert;
    if (standing && sample.time >= standing.raisedAt) return;
    const alarmed = judge(sample, before?.memory ?? null);
    const { memory } = alarmed;
    const end = { ...moment(sample), clearedAt: sample.time };
    if (!speaks(alarmed)) {
      const last = before?.alert ? { ...before.alert, ...end } : null;
      if (last) onChange({ alert: last, holding: false }, true);
      const waiting = last ? endedAt(last, sample) : later(before?.ended ?? null, sample);
      past.set(sample.row, { memory, alert: null, time: sample.time, ended: waiting });
      return;
    }
    const open = before?.alert ?? later(before?.ended ?? null, sample)?.alert;
    const known = open ? withPeak(open, sample.value, alarmed) : null;
    const alert: Alert = !known
      ? { ...raise(sample, alarmed), stage: 'cleared', clearedAt: sample.time }
      : levelRank(alarmed.level) > levelRank(known.level)
        ? { ...withoutCause(known), ...cause(sample, alarmed), ...end }
        : { ...known, ...end };
    past.set(sample.row, { memory, alert, time: sample.time, ended: null });
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
      for (const each of kept) takeUp(each);
    },
    adopt(kept) {
      takeUp(kept, true);
    },
  };

  function takeUp(each: KeptAlert, changed = false): void {
    const place = city.find(each.alert.asset);
    const layer = place?.layer;
    if (!place || !layer || layer.id !== each.alert.layer) return;
    const property = layer.definition.properties.findIndex((one) => one.key === each.alert.property);
    if (property < 0) return;
    const row = layer.firstRow + property * layer.assets.capacity + place.slot;
    const seen = changed ? live.get(row) : undefined;
    if (!isOpen(each.alert) && !each.holding) {
      // Another alert of the row is open: the end of an earlier one changes nothing.
      if (seen?.kept && seen.kept.alert.id !== each.alert.id) return;
      if (seen) {
        if (seen.memory) live.set(row, { memory: seen.memory, kept: null });
        else live.delete(row);
      }
      const heard = each.alert.clearedAt ?? each.alert.updatedAt;
      const recurs = alarmRuleOf(layer.definition, each.alert.property)?.recurs !== undefined;
      if (!changed || recurs) ended.set(row, { alert: each.alert, lull: each.lull ?? { heard, restsSince: null } });
      return;
    }
    ended.delete(row);
    if (seen) {
      live.set(row, { memory: seen.memory, kept: each });
      return;
    }
    const { columns } = layer.assets;
    const memory = recalled(
      layer.definition,
      each.alert.property,
      each.alert.value,
      each.alert.prolongedSince ?? each.alert.raisedAt,
      (key) => columns[key]?.[place.slot],
      each.alert.evidence?.compensated,
    );
    live.set(row, { memory, kept: each });
  }
}
