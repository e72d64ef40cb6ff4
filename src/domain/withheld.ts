import type { AssetTable, AttributeValue } from './asset.ts';
import type { LayerDefinition } from './layer.ts';

/** Whether the layer's `withheld` rule hides an asset with these attributes from public sessions. */
export function isWithheld(
  layer: Pick<LayerDefinition, 'withheld'>,
  attribute: (key: string) => AttributeValue | undefined,
): boolean {
  return layer.withheld?.values.includes(String(attribute(layer.withheld.attribute))) ?? false;
}

/**
 * Number of assets before the first withheld one. Where the build numbered withheld assets last this is the number of
 * public ones, and their slots are the same for every session.
 */
export function leadingPublic(layer: Pick<LayerDefinition, 'withheld'>, table: AssetTable): number {
  let slot = 0;
  while (slot < table.count && !isWithheld(layer, (key) => table.columns[key]?.[slot])) slot++;
  return slot;
}
