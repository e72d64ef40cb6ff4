import type { Path } from '../../../src/domain/asset.ts';
import type { BuildingPart, Rings } from '../feature.ts';
import { inputError } from '../input-error.ts';
import { checkLonLat, type Projection, projectionOf, WGS84 } from '../project/projection.ts';
import { drawRoads } from '../road/draw-roads.ts';
import type { RoadLine } from '../road/road-line.ts';
import { buildingUse, nameOf, roofOf, tallnessOf, yearOf } from './building-attributes.ts';
import { drawnParts } from './building-parts.ts';
import type { Collector, ReadOptions } from './collector.ts';
import type { RawFeature } from './geojson-feature.ts';
import { isRoad, roadLines } from './geojson-roads.ts';
import { metresOf } from './measure.ts';

interface Building {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly outline: readonly BuildingPart[];
  /** Parts that name this building as theirs. */
  readonly joined: BuildingPart[];
  readonly storeys: number | null;
  readonly assumed: boolean;
}

/**
 * Reads polygons of a GeoJSON FeatureCollection as buildings. A polygon whose `kind` or `building:part` says part joins
 * the building that its `root_id` names; lines with a road's fields are roads. Answers the projection it was read with.
 */
export function readGeoJson(document: unknown, file: string, options: ReadOptions, into: Collector): Projection {
  const collection = document as { features?: unknown; crs?: { properties?: { name?: unknown } } };
  if (!Array.isArray(collection.features))
    throw inputError(file, null, 'is a GeoJSON without "features"', 'save it as a FeatureCollection');
  const raw = collection.features as RawFeature[];
  const named = collection.crs?.properties?.name;
  const crs = options.crs ?? (typeof named === 'string' ? named : null);
  const projection = crs === null ? WGS84 : projectionOf(crs, file);
  const fields = new Set<string>();
  const buildings = new Map<string, Building>();
  const parts: { root: string; building: Building }[] = [];
  const prefix = buildingPrefix(into);
  const roads: RoadLine[] = [];
  let withPreferred = 0;
  raw.forEach((feature, i) => {
    if (typeof feature !== 'object' || feature === null) {
      into.skips.add('not a Feature', `feature ${i + 1}`);
      return;
    }
    const properties = feature.properties ?? {};
    for (const key of Object.keys(properties)) fields.add(key);
    if (options.height !== null && metresOf(properties[options.height]) !== null) withPreferred++;
    const id = idOf(feature, options.id) ?? `${prefix}${i + 1}`;
    const record = `feature ${i + 1} ("${id}")`;
    if (isRoad(feature)) {
      roads.push(...roadLines(feature, file, id, record, projection, into));
      return;
    }
    const polygons = polygonsOf(feature, file, record, projection, into);
    if (polygons.length === 0) return;
    const tallness = tallnessOf(properties, options.height);
    const building: Building = {
      id,
      fields: properties,
      outline: polygons.map((rings) => ({ rings, base: tallness.base, top: tallness.top, ...roofOf(properties) })),
      joined: [],
      storeys: tallness.storeys,
      assumed: tallness.assumed,
    };
    const root = properties.root_id ?? properties['building:root'];
    if (isPart(properties) && root !== undefined && root !== null) parts.push({ root: String(root), building });
    else if (isPart(properties)) parts.push({ root: '', building });
    else if (buildings.has(id)) {
      into.repeat(id);
      buildings.set(`${id}#${i + 1}`, building);
    } else buildings.set(id, building);
  });
  if (options.height !== null && raw.length > roads.length && withPreferred === 0)
    throw inputError(
      file,
      null,
      `no feature has a number in "${options.height}"`,
      `give --height one of ${[...fields].slice(0, 12).join(', ')}`,
    );
  let joined = 0;
  for (const { root, building } of parts) {
    const whole = buildings.get(root);
    if (!whole) {
      into.skips.add('building part without its building', building.id);
      continue;
    }
    whole.joined.push(...building.outline);
    joined++;
  }
  if (joined > 0) into.count('buildingPart', joined);
  for (const [id, building] of buildings) {
    if (building.assumed) into.assumeHeight();
    const name = nameOf(building.fields);
    into.features.push({
      kind: 'building',
      id,
      ...(name ? { name } : {}),
      use: buildingUse(building.fields),
      storeys: building.storeys,
      year: yearOf(building.fields),
      parts: drawnParts(building.outline, building.joined),
    });
  }
  for (const area of drawRoads(roads)) into.features.push(area);
  return projection;
}

function isPart(fields: Readonly<Record<string, unknown>>): boolean {
  const part = fields['building:part'];
  return (
    fields.kind === 'building_part' || (typeof part === 'string' && part !== 'no' && fields.building === undefined)
  );
}

function buildingPrefix(into: Collector): string {
  return into.features.length === 0 ? '' : `${into.features.length + 1}-`;
}

function idOf(feature: RawFeature, field: string | null): string | null {
  const value =
    field === null ? (feature.id ?? feature.properties?.id ?? feature.properties?.osm_id) : feature.properties?.[field];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** The feature's polygons in WGS-84; tells `into` why there is none. */
function polygonsOf(
  feature: RawFeature,
  file: string,
  record: string,
  projection: Projection,
  into: Collector,
): Rings[] {
  const geometry = feature.geometry;
  if (!geometry) {
    into.skips.add('no geometry', record);
    return [];
  }
  const lists =
    geometry.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : null;
  if (lists === null) {
    into.skips.add(`geometry ${geometry.type} is not drawn`, record);
    return [];
  }
  const polygons: Rings[] = [];
  for (const polygon of Array.isArray(lists) ? lists : []) {
    const rings: Path[] = [];
    for (const ring of Array.isArray(polygon) ? polygon : []) {
      const points = (Array.isArray(ring) ? ring : []) as unknown[][];
      if (points.some((point) => !Number.isFinite(point?.[0]) || !Number.isFinite(point?.[1]))) {
        into.skips.add('coordinate is not a number', record);
        return [];
      }
      rings.push(
        points.map((point) => {
          const [longitude, latitude] = projection.toLonLat(point[0] as number, point[1] as number);
          checkLonLat(file, record, longitude, latitude, projection.name);
          return [longitude, latitude] as const;
        }),
      );
    }
    if (rings.length > 0) polygons.push(rings);
  }
  if (polygons.length === 0) into.skips.add('polygon without rings', record);
  return polygons;
}
