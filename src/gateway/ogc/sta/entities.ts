import { geometryOf, visibleAsset } from '../../assets-as-geojson.ts';
import {
  asAsset,
  asLayerProperty,
  asStream,
  assetId,
  assets,
  definitionOf,
  findAsset,
  findLayerProperty,
  findObservation,
  findStream,
  lastOf,
  layerProperties,
  layerPropertyId,
  propertiesOf,
  type Ref,
  type Seen,
  streamId,
  streams,
  streamsOfLayer,
} from './refs.ts';
import { unitOfMeasurement } from './unit-of-measurement.ts';

const GEOJSON = 'application/geo+json';
const MEASUREMENT = 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement';

export type SetName = keyof typeof ENTITY_SETS;

interface Link {
  readonly to: string;
  readonly many: boolean;
  follow(ref: Ref, seen: Seen): Iterable<Ref>;
}

/** One of the entity sets of 18-088, 8.2. */
export interface EntitySet {
  readonly singular: string;
  /** Every entity that the role sees. */
  all(seen: Seen): Iterable<Ref>;
  find(id: string, seen: Seen): Ref | undefined | Promise<Ref | undefined>;
  id(ref: Ref): string;
  /** Its own properties, without links. */
  properties(ref: Ref, seen: Seen): Readonly<Record<string, unknown>>;
  /** What `$select` may name beside the links. */
  readonly keys: readonly string[];
  /** What `$filter` and `$orderby` may name; what lies below `properties` beside it. */
  readonly comparable: Readonly<Record<string, 'text' | 'number' | 'time'>>;
  readonly links: Readonly<Record<string, Link>>;
}

function named(ref: Ref, seen: Seen): { name: string; description: string } {
  const { name } = visibleAsset(ref.layer, ref.slot, seen.view).attributes;
  const { title } = ref.layer.definition;
  return {
    name: typeof name === 'string' && name !== '' ? name : assetId(ref),
    description: `${title.zh} ${title.en}`,
  };
}

function placed(ref: Ref, seen: Seen, geometry: 'location' | 'feature'): Readonly<Record<string, unknown>> {
  const asset = visibleAsset(ref.layer, ref.slot, seen.view);
  return {
    ...named(ref, seen),
    encodingType: GEOJSON,
    [geometry]: geometryOf(ref.layer, asset),
    properties: { layer: ref.layer.id, provenance: ref.layer.assets.provenance },
  };
}

const NAMED = { id: 'text', name: 'text', description: 'text' } as const;

export const ENTITY_SETS = {
  Things: {
    singular: 'Thing',
    all: assets,
    find: findAsset,
    id: assetId,
    properties: (ref, seen) => ({
      ...named(ref, seen),
      properties: {
        ...visibleAsset(ref.layer, ref.slot, seen.view).attributes,
        layer: ref.layer.id,
        provenance: ref.layer.assets.provenance,
        source: ref.layer.source,
      },
    }),
    keys: ['name', 'description', 'properties'],
    comparable: NAMED,
    links: {
      Locations: { to: 'Locations', many: true, follow: asAsset },
      Datastreams: {
        to: 'Datastreams',
        many: true,
        follow: ({ layer, slot }, seen) => propertiesOf(layer, slot, seen),
      },
    },
  },
  Locations: {
    singular: 'Location',
    all: assets,
    find: findAsset,
    id: assetId,
    properties: (ref, seen) => placed(ref, seen, 'location'),
    keys: ['name', 'description', 'encodingType', 'location', 'properties'],
    comparable: NAMED,
    links: { Things: { to: 'Things', many: true, follow: asAsset } },
  },
  Datastreams: {
    singular: 'Datastream',
    all: streams,
    find: findStream,
    id: streamId,
    properties(ref, seen) {
      const { key, title, unit, range, states } = definitionOf(ref);
      const { name } = named(ref, seen);
      return {
        name: `${name} · ${title.zh}`,
        description: `${title.zh} ${title.en}`,
        observationType: MEASUREMENT,
        unitOfMeasurement: unitOfMeasurement(unit),
        observedArea: geometryOf(ref.layer, visibleAsset(ref.layer, ref.slot, seen.view)),
        properties: {
          layer: ref.layer.id,
          property: key,
          range,
          source: ref.layer.source,
          ...(states ? { states } : {}),
        },
      };
    },
    keys: ['name', 'description', 'observationType', 'unitOfMeasurement', 'observedArea', 'properties'],
    comparable: { ...NAMED, observationType: 'text' },
    links: {
      Thing: { to: 'Things', many: false, follow: asAsset },
      Sensor: { to: 'Sensors', many: false, follow: asLayerProperty },
      ObservedProperty: { to: 'ObservedProperties', many: false, follow: asLayerProperty },
      Observations: { to: 'Observations', many: true, follow: (ref) => lastOf([ref]) },
    },
  },
  Sensors: {
    singular: 'Sensor',
    all: layerProperties,
    find: findLayerProperty,
    id: layerPropertyId,
    properties(ref) {
      const { title, derived, range } = definitionOf(ref);
      const layer = ref.layer.definition;
      const simulated = ref.layer.source === 'simulated';
      const [zh, en] = derived
        ? ['由网关按其他观测推算', 'computed by the gateway from other observations']
        : simulated
          ? ['模拟值，非真实设备', 'simulated, no real device']
          : ['设备实测', 'measured by devices'];
      return {
        name: `${layer.title.zh} · ${title.zh}`,
        description: `${zh}。${layer.title.en}, ${title.en}: ${en}.`,
        encodingType: 'text/html',
        metadata: `${zh} · ${en}`,
        properties: { layer: ref.layer.id, source: ref.layer.source, range, derived: derived?.how ?? null },
      };
    },
    keys: ['name', 'description', 'encodingType', 'metadata', 'properties'],
    comparable: NAMED,
    links: { Datastreams: { to: 'Datastreams', many: true, follow: streamsOfLayer } },
  },
  ObservedProperties: {
    singular: 'ObservedProperty',
    all: layerProperties,
    find: findLayerProperty,
    id: layerPropertyId,
    properties(ref, { origin }) {
      const { key, title, unit } = definitionOf(ref);
      return {
        name: title.zh,
        definition: `${origin}/ogc/collections/${ref.layer.id}/queryables#${key}`,
        description: `${title.en} (${unit}) · ${ref.layer.definition.title.zh} ${ref.layer.definition.title.en}`,
        properties: { layer: ref.layer.id, property: key },
      };
    },
    keys: ['name', 'definition', 'description', 'properties'],
    comparable: { ...NAMED, definition: 'text' },
    links: { Datastreams: { to: 'Datastreams', many: true, follow: streamsOfLayer } },
  },
  Observations: {
    singular: 'Observation',
    all: (seen) => lastOf(streams(seen)),
    find: findObservation,
    id: (ref) => `${streamId(ref)}:${ref.sample!.time}`,
    properties({ sample }) {
      const { time, value, quality, level = 'raw' } = sample!;
      const at = new Date(time).toISOString();
      return { phenomenonTime: at, resultTime: at, result: value, resultQuality: { quality }, parameters: { level } };
    },
    keys: ['phenomenonTime', 'resultTime', 'result', 'resultQuality', 'parameters'],
    comparable: { phenomenonTime: 'time', resultTime: 'time', result: 'number' },
    links: {
      Datastream: { to: 'Datastreams', many: false, follow: asStream },
      FeatureOfInterest: { to: 'FeaturesOfInterest', many: false, follow: asAsset },
    },
  },
  FeaturesOfInterest: {
    singular: 'FeatureOfInterest',
    all: assets,
    find: findAsset,
    id: assetId,
    properties: (ref, seen) => placed(ref, seen, 'feature'),
    keys: ['name', 'description', 'encodingType', 'feature', 'properties'],
    comparable: NAMED,
    links: {
      Observations: {
        to: 'Observations',
        many: true,
        follow: ({ layer, slot }, seen) => lastOf(propertiesOf(layer, slot, seen)),
      },
    },
  },
} satisfies Record<string, EntitySet>;

/** The set of that name; undefined for any other text. */
export function entitySet(name: string): EntitySet | undefined {
  return Object.hasOwn(ENTITY_SETS, name) ? ENTITY_SETS[name as SetName] : undefined;
}
