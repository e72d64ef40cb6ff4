import { type Asset, assetAt } from '../domain/asset.ts';
import type { Quality } from '../domain/observation.ts';
import { type City, type CityLayer, placeOfRow } from './city.ts';
import type { StoredRow } from './history/snapshots.ts';
import type { RoleView } from './role-view.ts';

interface Observed {
  readonly value: number;
  /** RFC 3339. */
  readonly time: string;
  readonly quality: Quality;
}

/** Observations of one asset by property key. */
export type ObservedByProperty = Readonly<Record<string, Observed>>;

/** What one asset measured, as far as the view may see it. */
export function observedNow(layer: CityLayer, slot: number, view: RoleView): ObservedByProperty {
  const { last, definition } = layer;
  const found: Record<string, Observed> = {};
  definition.properties.forEach((property, index) => {
    const time = last.times[index]![slot]!;
    if (Number.isNaN(time) || !view.seesProperty(layer, property.key)) return;
    const quality = (['good', 'suspect', 'bad'] as const)[last.qualities[index]![slot]!] ?? 'bad';
    found[property.key] = { value: last.values[index]![slot]!, time: new Date(time).toISOString(), quality };
  });
  return found;
}

/** The same from stored rows, by slot: what was known at an earlier instant. */
export function observedThen(
  city: City,
  rows: readonly StoredRow[],
  view: RoleView,
): ReadonlyMap<number, ObservedByProperty> {
  const bySlot = new Map<number, Record<string, Observed>>();
  for (const { row, value, time, quality } of rows) {
    const { layer, property, slot } = placeOfRow(city, row);
    const { key } = layer.definition.properties[property]!;
    if (!view.seesProperty(layer, key)) continue;
    const found = bySlot.get(slot) ?? {};
    found[key] = { value, time: new Date(time).toISOString(), quality };
    bySlot.set(slot, found);
  }
  return bySlot;
}

/** The asset without what the view may not see. */
export function visibleAsset(layer: CityLayer, slot: number, view: RoleView): Asset {
  const asset = assetAt(layer.assets, slot);
  return {
    ...asset,
    attributes: Object.fromEntries(
      Object.entries(asset.attributes).filter(([key]) => view.role === 'operator' || view.seesAttribute(layer, key)),
    ),
  };
}

/** GeoJSON features (RFC 7946) of a layer inside `box`, each with what `observed` says of its slot. */
export function featureCollection(
  layer: CityLayer,
  view: RoleView,
  box: readonly [number, number, number, number] | undefined,
  observed: (slot: number) => ObservedByProperty,
): object {
  const features: object[] = [];
  const { positions, count } = layer.assets;
  for (let slot = 0; slot < count; slot++) {
    const longitude = positions[3 * slot]!;
    const latitude = positions[3 * slot + 1]!;
    if (box && (longitude < box[0] || longitude > box[2] || latitude < box[1] || latitude > box[3])) continue;
    if (!view.seesAsset(layer, slot)) continue;
    const asset = visibleAsset(layer, slot, view);
    features.push({
      type: 'Feature',
      id: asset.id,
      geometry: geometryOf(layer, asset),
      properties: {
        layer: layer.id,
        heading: asset.heading,
        ...asset.attributes,
        provenance: layer.assets.provenance,
        source: layer.source,
        observations: observed(slot),
      },
    });
  }
  return { type: 'FeatureCollection', features };
}

/** GeoJSON geometry: ring, line or point. */
export function geometryOf(layer: CityLayer, asset: Asset): object {
  const { shape } = asset;
  if (!shape || shape.length < 2) return { type: 'Point', coordinates: asset.position };
  if (layer.definition.geometry === 'polygon' && shape.length >= 3)
    return { type: 'Polygon', coordinates: [[...shape, shape[0]]] };
  return { type: 'LineString', coordinates: shape };
}
