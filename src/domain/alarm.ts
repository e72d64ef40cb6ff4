import type { AlertEvidence } from './alert.ts';
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
  /** What the rule's checks saw; absent where it has none, or nothing to see. */
  readonly evidence?: AlertEvidence;
}

/** One measuring point beside an asset, as it reads now. */
export interface Neighbour {
  readonly asset: string;
  readonly value: number;
  /** How much of the asset's departure it sees, 0–1. */
  readonly weight: number;
}

/** What is known around one sample, for rules that look beyond it. */
export interface Around {
  /** A fresh value of another property of the same asset. */
  companion(property: string): number | undefined;
  /** Fresh values of the measuring points of the rule's neighbour check. */
  neighbours(): readonly Neighbour[];
}

const ALONE: Around = { companion: () => undefined, neighbours: () => [] };

const QUIET: Alarmed = { level: 'normal', memory: null };

/**
 * Takes one sample: a threshold speaks once as many samples in a row as its rule asks for have reached it inside the rule's window,
 * and is silent again when the value has come back past its release. Where the layer has no rule for the property, one sample is
 * enough and the limit itself releases. Of two held thresholds the graver speaks, of equals the later; held for longer than the
 * rule bears, it speaks one level graver. From the level a rule names on, a limit is held against the decoupled value, and is
 * not reached unless the neighbours that are known moved too.
 *
 * @param memory of the sample before; null at first
 * @param attribute attributes of the asset, for limits that depend on it
 * @param around what else is known at that moment
 */
export function alarm(
  layer: LayerDefinition,
  property: string,
  memory: AlarmMemory | null,
  { time, value }: { readonly time: Instant; readonly value: number },
  attribute: (key: string) => AttributeValue | undefined,
  around: Around = ALONE,
): Alarmed {
  if (layer.toldBy !== undefined) return QUIET;
  const { thresholds, rule } = ruleOf(layer, property);
  const companion = rule?.decouple && around.companion(rule.decouple.by);
  const compensated = decoupled(value, companion, rule, attribute);
  if (!memory && !reachesAny(thresholds, value, compensated, rule, attribute)) return QUIET;
  const limits = thresholds.map(({ limit }) => limitFor(limit, attribute));
  const judged = thresholds.map((threshold) => judgedValue(threshold, value, compensated, rule));
  const neighbours = rule?.neighbours ? around.neighbours() : [];
  const runs = thresholds.map((threshold, index): readonly Instant[] =>
    isReached(judged[index] as number, threshold.when, limits[index]) &&
    isBelieved(threshold, limits[index] as number, neighbours, rule, attribute)
      ? [...(memory?.runs[index] ?? NO_RUN), time].slice(-samplesOf(rule))
      : NO_RUN,
  );
  const heldSince = thresholds.map((threshold, index): Instant | null => {
    const limit = limits[index];
    const since = memory?.heldSince[index] ?? null;
    const run = runs[index] ?? NO_RUN;
    if (limit === undefined) return null;
    if (since !== null && !isReleased(judged[index] as number, threshold, limit, rule)) return since;
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
  const evidence = evidenceOf(value, compensated, companion, neighbours, thresholds, limits, rule, attribute);
  return { ...told, memory: { runs, heldSince }, ...(evidence && told.level !== 'normal' ? { evidence } : {}) };
}

/**
 * What is remembered of a value that an alert was raised for, after a restart: the thresholds that it still holds.
 *
 * @param since when the alert began
 * @param compensated the value as it was decoupled; the value itself where it was not
 */
export function recalled(
  layer: LayerDefinition,
  property: string,
  value: number,
  since: Instant,
  attribute: (key: string) => AttributeValue | undefined,
  compensated = value,
): AlarmMemory {
  const { thresholds, rule } = ruleOf(layer, property);
  const heldSince = thresholds.map((threshold) => {
    const limit = limitFor(threshold.limit, attribute);
    const judged = judgedValue(threshold, value, compensated, rule);
    return limit !== undefined && !isReleased(judged, threshold, limit, rule) ? since : null;
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
  compensated: number,
  rule: AlarmDefinition | null,
  attribute: (key: string) => AttributeValue | undefined,
): boolean {
  for (const threshold of thresholds)
    if (
      isReached(judgedValue(threshold, value, compensated, rule), threshold.when, limitFor(threshold.limit, attribute))
    )
      return true;
  return false;
}

/** The value without what the companion explains; the value itself where that is not known. */
function decoupled(
  value: number,
  companion: number | undefined,
  rule: AlarmDefinition | null,
  attribute: (key: string) => AttributeValue | undefined,
): number {
  if (!rule?.decouple || companion === undefined) return value;
  const slope = limitFor(rule.decouple.slope, attribute);
  const reference = limitFor(rule.decouple.reference, attribute);
  return slope === undefined || reference === undefined ? value : value - slope * (companion - reference);
}

function judgedValue(
  { level }: ThresholdDefinition,
  value: number,
  compensated: number,
  rule: AlarmDefinition | null,
): number {
  return rule?.decouple && levelRank(level) >= levelRank(rule.decouple.from) ? compensated : value;
}

/** Whether as many neighbours moved as the rule asks for; true where it asks for none, or too few are known. */
function isBelieved(
  threshold: ThresholdDefinition,
  limit: number,
  neighbours: readonly Neighbour[],
  rule: AlarmDefinition | null,
  attribute: (key: string) => AttributeValue | undefined,
): boolean {
  const check = rule?.neighbours;
  if (!check || levelRank(threshold.level) < levelRank(check.from) || neighbours.length < check.least) return true;
  return neighbours.filter((each) => agrees(each, threshold, limit, check, attribute)).length >= check.least;
}

function agrees(
  { value, weight }: Neighbour,
  { when }: ThresholdDefinition,
  limit: number,
  { rest = 0, share }: NonNullable<AlarmDefinition['neighbours']>,
  attribute: (key: string) => AttributeValue | undefined,
): boolean {
  const quiet = limitFor(rest, attribute) ?? 0;
  return exceeds(value, when, quiet + share * weight * (limit - quiet));
}

/** What the checks saw; neighbours are held against the gravest limit that the value itself has reached. */
function evidenceOf(
  value: number,
  compensated: number,
  companion: number | undefined,
  neighbours: readonly Neighbour[],
  thresholds: readonly ThresholdDefinition[],
  limits: readonly (number | undefined)[],
  rule: AlarmDefinition | null,
  attribute: (key: string) => AttributeValue | undefined,
): AlertEvidence | null {
  const check = rule?.neighbours;
  if (compensated === value && (!check || neighbours.length === 0)) return null;
  const gravest = thresholds.reduce(
    (best, threshold, index) =>
      isReached(judgedValue(threshold, value, compensated, rule), threshold.when, limits[index]) &&
      (best < 0 || levelRank(threshold.level) >= levelRank(thresholds[best]?.level ?? 'normal'))
        ? index
        : best,
    -1,
  );
  const threshold = thresholds[gravest];
  const limit = limits[gravest];
  return {
    ...(compensated === value || companion === undefined ? {} : { compensated, companion }),
    ...(check && threshold && limit !== undefined && neighbours.length > 0
      ? {
          neighbours: neighbours.map((each) => ({
            asset: each.asset,
            value: each.value,
            agrees: agrees(each, threshold, limit, check, attribute),
          })),
        }
      : {}),
  };
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
