import type { AlarmDefinition, LayerDefinition, PropertyDefinition, ThresholdDefinition } from './layer.ts';
import { levelRank } from './level.ts';

/** A bureau's own alert rule: its thresholds, and how they become an alert, stand in place of the layer's for that property. */
export interface LayerRule {
  readonly layer: string;
  readonly property: string;
  /** Unit of the limits; the property's own, written out so that nobody mistakes centimetres for metres. */
  readonly unit: string;
  readonly thresholds: readonly Omit<ThresholdDefinition, 'property'>[];
  /** Absent: as the layer says. */
  readonly alarm?: Omit<AlarmDefinition, 'property'>;
}

/** The layer with a bureau's rules in place of its own. */
export function withRules(layer: LayerDefinition, rules: readonly LayerRule[]): LayerDefinition {
  const mine = rules.filter((rule) => rule.layer === layer.id);
  if (mine.length === 0) return layer;
  const judged = new Set(mine.map(({ property }) => property));
  const alarms = mine.flatMap(({ property, alarm }) => (alarm ? [{ ...alarm, property }] : []));
  const replaced = new Set(alarms.map(({ property }) => property));
  return {
    ...layer,
    thresholds: [
      ...layer.thresholds.filter(({ property }) => !judged.has(property)),
      ...mine.flatMap(({ property, thresholds }) => thresholds.map((each) => ({ ...each, property }))),
    ],
    alarms: [...(layer.alarms ?? []).filter(({ property }) => !replaced.has(property)), ...alarms],
  };
}

/** What is wrong with a bureau's rule for `layer`, with the value and the remedy; null when it can be used. */
export function ruleProblem(layer: LayerDefinition, rule: LayerRule): string | null {
  const property = layer.properties.find(({ key }) => key === rule.property);
  if (!property) return unknownProperty(layer, rule.property);
  if (rule.unit !== property.unit)
    return `unit "${rule.unit}" of ${layer.id}.${rule.property}: its values come in "${property.unit}"; convert the limits and write that unit`;
  return layerProblem(withRules(layer, [rule]));
}

/** What is wrong with the alert rules of a definition, with the value and the remedy; null when all can be used. */
export function layerProblem(layer: LayerDefinition): string | null {
  for (const threshold of layer.thresholds) {
    const problem = thresholdProblem(layer, threshold);
    if (problem) return problem;
  }
  for (const { key, derived } of layer.properties) {
    if (derived === undefined) continue;
    if ('of' in derived && !layer.properties.some((each) => each.key === derived.of && mayFollow(derived, each)))
      return `${layer.id}.${key} is derived: ${unknownProperty(layer, derived.of)}`;
    if ('attribute' in derived && !layer.attributes.some((each) => each.key === derived.attribute))
      return `${layer.id}.${key} is derived from unknown attribute "${derived.attribute}"`;
  }
  for (const { property } of [...(layer.alarms ?? []), ...(layer.incidents ?? [])])
    if (!layer.properties.some(({ key }) => key === property)) return unknownProperty(layer, property);
  for (const { property, place } of layer.incidents ?? [])
    if (!layer.attributes.some(({ key }) => key === place))
      return `incident of ${layer.id}.${property}: unknown attribute "${place}"; name one of ${layer.attributes.map(({ key }) => key).join(', ')}`;
  for (const { property } of layer.plans ?? [])
    if (property !== undefined && !layer.properties.some(({ key }) => key === property))
      return unknownProperty(layer, property);
  return null;
}

/** What is derived follows from what a sensor says; the dark share alone may follow from the share that is lit. */
function mayFollow(derived: NonNullable<PropertyDefinition['derived']>, from: PropertyDefinition): boolean {
  return from.derived === undefined || (derived.how === 'dark-share' && from.derived.how === 'lit-share');
}

function thresholdProblem(layer: LayerDefinition, threshold: ThresholdDefinition): string | null {
  const { property: key, level, limit, when, official, source } = threshold;
  const property = layer.properties.find((each) => each.key === key);
  if (!property) return unknownProperty(layer, key);
  const at = `${level} threshold of ${layer.id}.${key}`;
  if (levelRank(level) === levelRank('blue') && !official)
    return `${at}: blue is only for an official 蓝色预警; set "official" where the value is the authority's word, else use yellow`;
  if (source.text.trim() === '') return `${at}: has no source; name the clause, or write 经验值·待核`;
  if (typeof limit !== 'number') {
    const attribute = layer.attributes.find((each) => each.key === limit.attribute);
    return attribute?.type === 'number'
      ? null
      : `${at}: unknown number attribute "${limit.attribute}"; name one of ${layer.attributes.flatMap((each) => (each.type === 'number' ? each.key : [])).join(', ')}`;
  }
  const [min, max] = property.range;
  if (!(limit >= min && limit <= max))
    return `${at}: limit ${limit} ${property.unit} lies outside ${min} … ${max}, which the property can never leave`;
  if (when === 'equals' && property.states && !property.states.some(({ value }) => value === limit))
    return `${at}: no state has the code ${limit}; there are ${property.states.map(({ value }) => value).join(', ')}`;
  return null;
}

function unknownProperty(layer: LayerDefinition, key: string): string {
  return `unknown property "${key}" of layer "${layer.id}"; name one of ${layer.properties.map((each) => each.key).join(', ')}`;
}
