import type { PropertyDefinition } from '../../../domain/layer.ts';
import { QUALITIES } from '../../../domain/observation.ts';
import type { City, CityLayer } from '../../city.ts';
import type { History } from '../../history/history.ts';
import type { StoredSample } from '../../history/samples.ts';
import type { RoleView } from '../../role-view.ts';

/** What one request may see, and where. */
export interface Seen {
  readonly city: City;
  readonly view: RoleView;
  readonly history: History;
  /** Address of the service root, without a slash at its end. */
  readonly root: string;
  /** Address of the gateway. */
  readonly origin: string;
  /** The query parameter `role` where it was written; further pages carry it on. */
  readonly role: string | undefined;
}

/** What an entity is made of. */
export interface Ref {
  readonly layer: CityLayer;
  /** −1 for what belongs to a whole layer. */
  readonly slot: number;
  /** Index of the property in its layer; −1 for assets and places. */
  readonly property: number;
  /** Of an Observation. */
  readonly sample?: Pick<StoredSample, 'time' | 'value' | 'quality'> & Partial<Pick<StoredSample, 'level'>>;
}

export function* assets({ city, view }: Seen): Iterable<Ref> {
  for (const layer of city.layers) {
    if (!view.seesLayer(layer)) continue;
    for (let slot = 0; slot < layer.assets.count; slot++)
      if (view.seesAsset(layer, slot)) yield { layer, slot, property: -1 };
  }
}

/** The properties of the layers, each once; of one asset where `slot` is one. */
export function* propertiesOf(layer: CityLayer, slot: number, { view }: Seen): Iterable<Ref> {
  for (let property = 0; property < layer.definition.properties.length; property++)
    if (view.seesProperty(layer, definitionOf({ layer, property }).key)) yield { layer, slot, property };
}

export function* layerProperties(seen: Seen): Iterable<Ref> {
  for (const layer of seen.city.layers) if (seen.view.seesLayer(layer)) yield* propertiesOf(layer, -1, seen);
}

export function* streams(seen: Seen): Iterable<Ref> {
  for (const { layer, slot } of assets(seen)) yield* propertiesOf(layer, slot, seen);
}

export function* streamsOfLayer({ layer, property }: Ref, { view }: Seen): Iterable<Ref> {
  for (let slot = 0; slot < layer.assets.count; slot++)
    if (view.seesAsset(layer, slot)) yield { layer, slot, property };
}

/** The newest value of each datastream that has one. */
export function* lastOf(refs: Iterable<Ref>): Iterable<Ref> {
  for (const ref of refs) {
    const sample = lastSample(ref);
    if (sample) yield { ...ref, sample };
  }
}

export function lastSample({ layer: { last }, slot, property }: Ref): Ref['sample'] {
  const time = last.times[property]![slot]!;
  if (Number.isNaN(time)) return undefined;
  const quality = QUALITIES[last.qualities[property]![slot]!] ?? 'bad';
  return { time, value: last.values[property]![slot]!, quality };
}

export function definitionOf({ layer, property }: Pick<Ref, 'layer' | 'property'>): PropertyDefinition {
  return layer.definition.properties[property]!;
}

export function findAsset(id: string, { city, view }: Seen): Ref | undefined {
  const place = city.find(id);
  return place && view.seesLayer(place.layer) && view.seesAsset(place.layer, place.slot)
    ? { ...place, property: -1 }
    : undefined;
}

export function findStream(id: string, seen: Seen): Ref | undefined {
  const [asset = '', key = '', ...rest] = id.split(':');
  const found = rest.length === 0 ? findAsset(asset, seen) : undefined;
  return found && withKey(propertiesOf(found.layer, found.slot, seen), key);
}

export function findLayerProperty(id: string, seen: Seen): Ref | undefined {
  const [layer = '', key = '', ...rest] = id.split(':');
  const found = rest.length === 0 ? seen.city.layer(layer) : undefined;
  return found && seen.view.seesLayer(found) ? withKey(propertiesOf(found, -1, seen), key) : undefined;
}

function withKey(refs: Iterable<Ref>, key: string): Ref | undefined {
  for (const ref of refs) if (definitionOf(ref).key === key) return ref;
  return undefined;
}

export async function findObservation(id: string, seen: Seen): Promise<Ref | undefined> {
  const match = /^(.+):(\d{1,16})$/.exec(id);
  const stream = match && findStream(match[1]!, seen);
  if (!stream) return undefined;
  const last = lastSample(stream);
  if (last?.time === Number(match[2])) return { ...stream, sample: last };
  const where = { is: 'compare', what: 'time', by: '=', than: Number(match[2]) } as const;
  const [sample] = await seen.history.samples(stream.layer, definitionOf(stream).key, stream.slot, {
    ...{ where, order: [], skip: 0, limit: 1 },
  });
  return sample && { ...stream, sample };
}

export const assetId = ({ layer, slot }: Ref): string => layer.assets.ids[slot]!;
export const layerPropertyId = (ref: Ref): string => `${ref.layer.id}:${definitionOf(ref).key}`;
export const streamId = (ref: Ref): string => `${assetId(ref)}:${definitionOf(ref).key}`;
export const asAsset = ({ layer, slot }: Ref): Ref[] => [{ layer, slot, property: -1 }];
export const asStream = ({ layer, slot, property }: Ref): Ref[] => [{ layer, slot, property }];
export const asLayerProperty = ({ layer, property }: Ref): Ref[] => [{ layer, slot: -1, property }];
