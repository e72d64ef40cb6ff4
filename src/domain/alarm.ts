import type { AttributeValue } from './asset.ts';
import { type Instant, MINUTE } from './clock.ts';
import type { AlarmDefinition, LayerDefinition, ThresholdDefinition } from './layer.ts';
import { levelRank } from './level.ts';
import { type Assessment, exceeds, limitFor } from './threshold.ts';

/** What is remembered of one value from sample to sample. */
export interface AlarmMemory {
  /** By threshold of the property: when it was reached, sample after sample, as many of the last ones as count. */
  readonly runs: readonly (readonly Instant[])[];
  /** By threshold: it was reached for long enough, and the value has not come back past its release since. */
  readonly held: readonly boolean[];
}

/** The level that an alert may tell, and what to remember; null where there is nothing to remember. */
export interface Alarmed extends Assessment {
  readonly memory: AlarmMemory | null;
}

const QUIET: Alarmed = { level: 'normal', memory: null };

/**
 * Takes one sample: a threshold speaks once as many samples in a row as its rule asks for have reached it inside the rule's window,
 * and is silent again when the value has come back past its release. Where the layer has no rule for the property, one sample is
 * enough and the limit itself releases. Of two held thresholds the graver speaks, of equals the later.
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
  const limits = thresholds.map(({ limit }) => limitFor(limit, attribute));
  const reached = thresholds.map(({ when }, index) => isReached(value, when, limits[index]));
  if (!memory && !reached.includes(true)) return QUIET;
  const runs = thresholds.map((_, index): readonly Instant[] =>
    reached[index] ? [...(memory?.runs[index] ?? []), time].slice(-samplesOf(rule)) : NO_RUN,
  );
  const held = thresholds.map((threshold, index) => {
    const limit = limits[index];
    if (limit === undefined) return false;
    if (reached[index] && lasts(runs[index] as readonly Instant[], threshold, rule)) return true;
    return memory?.held[index] === true && !isReleased(value, threshold, limit, rule);
  });
  if (!held.includes(true) && !reached.includes(true)) return QUIET;
  let worst: Assessment = { level: 'normal' };
  thresholds.forEach((threshold, index) => {
    if (held[index] && levelRank(threshold.level) >= levelRank(worst.level))
      worst = { level: threshold.level, by: { threshold, limit: limits[index] as number } };
  });
  return { ...worst, memory: { runs, held } };
}

/** What is remembered of a value that an alert was raised for, after a restart: the thresholds that it still holds. */
export function recalled(
  layer: LayerDefinition,
  property: string,
  value: number,
  attribute: (key: string) => AttributeValue | undefined,
): AlarmMemory {
  const { thresholds, rule } = ruleOf(layer, property);
  const held = thresholds.map((threshold) => {
    const limit = limitFor(threshold.limit, attribute);
    return limit !== undefined && !isReleased(value, threshold, limit, rule);
  });
  return { runs: thresholds.map(() => NO_RUN), held };
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
  const own = RULES.get(layer) ?? new Map<string, PropertyRule>();
  RULES.set(layer, own);
  const known = own.get(property) ?? {
    thresholds: layer.thresholds.filter((each) => each.property === property),
    rule: layer.alarms?.find((each) => each.property === property) ?? null,
  };
  own.set(property, known);
  return known;
}

function isReached(value: number, when: ThresholdDefinition['when'], limit: number | undefined): boolean {
  return limit !== undefined && !Number.isNaN(value) && exceeds(value, when, limit);
}

function samplesOf(rule: AlarmDefinition | null): number {
  return rule?.persistence?.samples ?? 1;
}

function lasts(run: readonly Instant[], { level }: ThresholdDefinition, rule: AlarmDefinition | null): boolean {
  const persistence = rule?.persistence;
  if (!persistence || levelRank(level) < levelRank(persistence.from)) return true;
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined || run.length < persistence.samples) return false;
  return last - first <= persistence.minutes * MINUTE;
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
