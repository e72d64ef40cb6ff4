import type { AttributeValue } from './asset.ts';
import { type Instant, MINUTE } from './clock.ts';
import type { AlarmDefinition, LayerDefinition, ThresholdDefinition } from './layer.ts';
import { canWorsen, graver, levelRank } from './level.ts';
import { type Assessment, exceeds, limitFor } from './threshold.ts';

/** What is remembered of one value from sample to sample. */
export interface AlarmMemory {
  /** By threshold of the property: when it was reached, sample after sample, as many of the last ones as count. */
  readonly runs: readonly (readonly Instant[])[];
  /** By threshold: since when it is held, that is reached for long enough and not come back past its release; else null. */
  readonly heldSince: readonly (Instant | null)[];
}

/** The level that an alert may tell, and what to remember; null where there is nothing to remember. */
export interface Alarmed extends Assessment {
  readonly memory: AlarmMemory | null;
  /** The level is one graver than the limit's own, because limits hold since then: longer than the rule bears. */
  readonly prolongedSince?: Instant;
}

const QUIET: Alarmed = { level: 'normal', memory: null };

/**
 * Takes one sample: a threshold speaks once as many samples in a row as its rule asks for have reached it inside the rule's window,
 * and is silent again when the value has come back past its release. Where the layer has no rule for the property, one sample is
 * enough and the limit itself releases. Of two held thresholds the graver speaks, of equals the later; held for longer than the
 * rule bears, it speaks one level graver.
 *
 * @param memory of the sample before; null at first
 * @param attribute attributes of the asset, for limits that depend on it
 */
export function alarm(
  layer: LayerDefinition,
  property: string,
  memory: AlarmMemory | null,
  { time, value }: { readonly time: Instant; readonly value: number },
  attribute: (key: string) => AttributeValue | undefined,
): Alarmed {
  const { thresholds, rule } = ruleOf(layer, property);
  if (!memory && !reachesAny(thresholds, value, attribute)) return QUIET;
  const limits = thresholds.map(({ limit }) => limitFor(limit, attribute));
  const runs = thresholds.map(({ when }, index): readonly Instant[] =>
    isReached(value, when, limits[index]) ? [...(memory?.runs[index] ?? NO_RUN), time].slice(-samplesOf(rule)) : NO_RUN,
  );
  const heldSince = thresholds.map((threshold, index): Instant | null => {
    const limit = limits[index];
    const since = memory?.heldSince[index] ?? null;
    const run = runs[index] ?? NO_RUN;
    if (limit === undefined) return null;
    if (since !== null && !isReleased(value, threshold, limit, rule)) return since;
    return lasts(run, threshold, rule) ? (run[0] ?? null) : null;
  });
  if (heldSince.every((since) => since === null) && runs.every((run) => run.length === 0)) return QUIET;
  let worst: Assessment = { level: 'normal' };
  thresholds.forEach((threshold, index) => {
    if (heldSince[index] !== null && levelRank(threshold.level) >= levelRank(worst.level))
      worst = { level: threshold.level, by: { threshold, limit: limits[index] as number } };
  });
  const since = prolongedSince(thresholds, heldSince, rule, time);
  const told =
    since === null || !canWorsen(worst.level) ? worst : { ...worst, level: graver(worst.level), prolongedSince: since };
  return { ...told, memory: { runs, heldSince } };
}

/**
 * What is remembered of a value that an alert was raised for, after a restart: the thresholds that it still holds.
 *
 * @param since when the alert began
 */
export function recalled(
  layer: LayerDefinition,
  property: string,
  value: number,
  since: Instant,
  attribute: (key: string) => AttributeValue | undefined,
): AlarmMemory {
  const { thresholds, rule } = ruleOf(layer, property);
  const heldSince = thresholds.map((threshold) => {
    const limit = limitFor(threshold.limit, attribute);
    return limit !== undefined && !isReleased(value, threshold, limit, rule) ? since : null;
  });
  return { runs: thresholds.map(() => NO_RUN), heldSince };
}

/** The rule of a property; null where one sample is enough and the limit itself releases. */
export function alarmRuleOf(layer: LayerDefinition, property: string): AlarmDefinition | null {
  return ruleOf(layer, property).rule;
}

/** Where a held threshold lets go, in the property's unit. */
export function releaseOf(
  { when }: Pick<ThresholdDefinition, 'when'>,
  limit: number,
  rule: AlarmDefinition | null,
): number {
  const band = rule?.hysteresis ?? 0;
  const width = typeof band === 'number' ? band : Math.abs(limit) * band.share;
  return when === 'above' ? limit - width : when === 'below' ? limit + width : limit;
}

interface PropertyRule {
  readonly thresholds: readonly ThresholdDefinition[];
  readonly rule: AlarmDefinition | null;
}

const NO_RUN: readonly Instant[] = [];
const RULES = new WeakMap<LayerDefinition, Map<string, PropertyRule>>();

function ruleOf(layer: LayerDefinition, property: string): PropertyRule {
  const known = RULES.get(layer)?.get(property);
  if (known) return known;
  const made = {
    thresholds: layer.thresholds.filter((each) => each.property === property),
    rule: layer.alarms?.find((each) => each.property === property) ?? null,
  };
  RULES.set(layer, (RULES.get(layer) ?? new Map<string, PropertyRule>()).set(property, made));
  return made;
}

/** hot: per observation; nearly all end here. */
function reachesAny(
  thresholds: readonly ThresholdDefinition[],
  value: number,
  attribute: (key: string) => AttributeValue | undefined,
): boolean {
  for (const { when, limit } of thresholds) if (isReached(value, when, limitFor(limit, attribute))) return true;
  return false;
}

function isReached(value: number, when: ThresholdDefinition['when'], limit: number | undefined): boolean {
  return limit !== undefined && !Number.isNaN(value) && exceeds(value, when, limit);
}

function samplesOf(rule: AlarmDefinition | null): number {
  return rule?.persistence?.samples ?? 1;
}

function lasts(run: readonly Instant[], { level }: ThresholdDefinition, rule: AlarmDefinition | null): boolean {
  const persistence = rule?.persistence;
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined) return false;
  if (!persistence || levelRank(level) < levelRank(persistence.from)) return true;
  return run.length >= persistence.samples && last - first <= persistence.minutes * MINUTE;
}

/** Since when limits that count for duration hold, if that is longer than the rule bears; else null. */
function prolongedSince(
  thresholds: readonly ThresholdDefinition[],
  heldSince: readonly (Instant | null)[],
  rule: AlarmDefinition | null,
  time: Instant,
): Instant | null {
  const prolonged = rule?.prolonged;
  if (!prolonged) return null;
  const counted = heldSince.flatMap((since, index) => {
    const level = thresholds[index]?.level;
    return since !== null && level && levelRank(level) >= levelRank(prolonged.from) ? [since] : [];
  });
  const first = Math.min(...counted);
  return time - first > prolonged.minutes * MINUTE ? first : null;
}

/** A value exactly at the release still holds. */
function isReleased(
  value: number,
  threshold: ThresholdDefinition,
  limit: number,
  rule: AlarmDefinition | null,
): boolean {
  if (Number.isNaN(value)) return true;
  return !exceeds(value, threshold.when, releaseOf(threshold, limit, rule));
}
