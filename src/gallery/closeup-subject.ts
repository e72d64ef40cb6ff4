import type { CloseupSubject } from '../closeup/exhibit.ts';
import type { Reading } from '../closeup/reading.ts';
import type { Asset, AttributeValue } from '../domain/asset.ts';
import { layerOf } from '../domain/layers/table.ts';
import { liveness } from '../domain/liveness.ts';
import { assess } from '../domain/threshold.ts';

/** An asset made up for a page, and readings of given value and age (seconds) by property; the others never observed. */
export function madeUp(
  layer: string,
  attributes: Readonly<Record<string, AttributeValue>>,
  observed: Readonly<Record<string, readonly [value: number, ageSeconds: number]>>,
): { subject: CloseupSubject; readings: Reading[] } {
  const definition = layerOf(layer);
  const asset: Asset = { layer, slot: 0, id: `${layer}-1`, position: [116.59, 35.42, 0], heading: 0, attributes };
  const readings = definition.properties.map((property): Reading => {
    const [value, ageSeconds] = observed[property.key] ?? [Number.NaN, Number.NaN];
    return {
      property,
      value,
      ageSeconds,
      liveness: liveness(-ageSeconds * 1000, 0, definition.liveness),
      status: assess(definition, property.key, value, (key) => attributes[key]).level,
    };
  });
  return { subject: { definition, asset, simulated: true }, readings };
}
