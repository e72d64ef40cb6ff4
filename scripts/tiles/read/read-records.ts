import type { Path } from '../../../src/domain/asset.ts';
import type { BuildingPart, Rings } from '../feature.ts';
import { inputError } from '../input-error.ts';
import { onEarth, type Projection, projectionOf, WGS84 } from '../project/projection.ts';
import { drawRoads } from '../road/draw-roads.ts';
import type { RoadLine } from '../road/road-line.ts';
import { GROUND_HEIGHT } from '../stacking.ts';
import { buildingUse, DOUBTFUL_HEIGHT, nameOf, roofOf, tallnessOf, yearOf } from './building-attributes.ts';
import { drawnParts, wholeAround } from './building-parts.ts';
import type { Collector, ReadOptions } from './collector.ts';
import type { RawFeature, RawGeometry } from './geojson-feature.ts';
import { isRoad, roadLines } from './geojson-roads.ts';
import { idSet } from './id-set.ts';
import { metresOf } from './measure.ts';
import { groundClass } from './osm-ground.ts';
import { withOtherTags } from './other-tags.ts';
import { addPoint, isPoint } from './points.ts';
import { PART_COLUMNS, type RecordStream } from './record-stream.ts';

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
 * Reads the records of a layer: polygons as buildings, lines with a road's fields as roads, points as what
 * `options.layer` says. A polygon whose `kind` or `building:part` says part joins the building that its `root_id` names,
 * where it names none the one it stands in. Answers the projection it was read with.
 */
export async function readRecords(
  stream: RecordStream,
  file: string,
  options: ReadOptions,
  into: Collector,
): Promise<Projection> {
  const crs = options.crs ?? stream.crs;
  const projection = crs === null ? WGS84 : projectionOf(crs, file);
  const fields = new Set<string>();
  const buildings = new Map<string, Building>();
  const ids = idSet();
  const parts: { root: string | null; building: Building }[] = [];
  const prefix = buildingPrefix(into);
  const roads: RoadLine[] = [];
  const off: OffEarth = { count: 0, first: null };
  let [count, unread, points, withPreferred] = [0, 0, 0, 0];
  const drawn = into.drawn();
  const take = (raw: RawFeature | null | undefined, i: number): void => {
    if (raw === undefined) {
      unread++;
      return;
    }
    if (typeof raw !== 'object' || raw === null) {
      into.skips.add('not a Feature', `feature ${i + 1}`);
      return;
    }
    const properties = withOtherTags(raw.properties ?? {});
    const feature: RawFeature = properties === raw.properties ? raw : { ...raw, properties };
    if (i < FIELDS_LOOKED_AT) for (const key of Object.keys(properties)) fields.add(key);
    if (options.height !== null && metresOf(properties[options.height]) !== null) withPreferred++;
    const id = idOf(feature, options.id) ?? `${prefix}${i + 1}`;
    const record = `feature ${i + 1} ("${id}")`;
    if (isRoad(feature)) {
      roads.push(...roadLines(feature, file, id, record, projection, into));
      return;
    }
    if (options.layer !== undefined && isPoint(feature)) {
      points++;
      addPoint(feature, id, record, projection, options, into);
      return;
    }
    const polygons = polygonsOf(feature, record, projection, into, off);
    if (polygons.length === 0) return;
    const tallness = tallnessOf(properties, options.height);
    if (tallness.doubtful) into.mends.add(DOUBTFUL_HEIGHT, record);
    if (tallness.assumed && isNoBuilding(properties, stream)) {
      addGround(id, properties, polygons, record, into);
      return;
    }
    const building: Building = {
      id,
      fields: properties,
      outline: polygons.map((rings) => ({ rings, base: tallness.base, top: tallness.top, ...roofOf(properties) })),
      joined: [],
      storeys: tallness.storeys,
      assumed: tallness.assumed,
    };
    const root = properties.root_id ?? properties['building:root'];
    if (isPart(properties)) {
      parts.push({ root: isNothing(root) ? null : String(root), building });
      return;
    }
    const own = ids.add(id) ? id : `${id}#${i + 1}`;
    if (own !== id) into.repeat(id);
    if (stream.mayHaveParts) buildings.set(own, building);
    else emit(own, building, into);
  };
  for await (const batch of stream.batches) for (const feature of batch) take(feature, count++);
  if (off.first && off.count > (into.drawn() - drawn + buildings.size) / 2) throw offEarth(file, off.first, projection);
  if (options.height !== null && count - unread > roads.length + points && withPreferred === 0)
    throw inputError(
      file,
      null,
      `no feature has a number in "${options.height}"`,
      `give --height one of ${[...fields].slice(0, 12).join(', ')}`,
    );
  let joined = 0;
  const standingOn = wholeAround(parts.length > 0 ? buildings.values() : [], ({ outline }) =>
    outline.map(({ rings }) => rings),
  );
  for (const { root, building } of parts) {
    const whole = root === null ? standingOn(building.outline[0]?.rings ?? []) : buildings.get(root);
    if (!whole) {
      into.skips.add('building part without its building', building.id);
      continue;
    }
    whole.joined.push(...(building.assumed ? asHighAs(whole, building.outline) : building.outline));
    joined++;
  }
  if (joined > 0) into.count('buildingPart', joined);
  for (const [id, building] of buildings) emit(id, building, into);
  for (const area of drawRoads(roads)) into.features.push(area);
  return projection;
}

/** Records whose fields are listed where `--height` names none. */
const FIELDS_LOOKED_AT = 1000;

/** Records that fall on no place on Earth: few are left out, most of them mean another coordinate system. */
interface OffEarth {
  count: number;
  first: { readonly record: string; readonly longitude: number; readonly latitude: number } | null;
}

function offEarth(
  file: string,
  { record, longitude, latitude }: NonNullable<OffEarth['first']>,
  { name }: Projection,
): Error {
  return inputError(
    file,
    record,
    `${longitude}, ${latitude} is no longitude and latitude when read as ${name}`,
    'name the coordinate system with --crs, e.g. --crs EPSG:4548',
  );
}

function emit(id: string, building: Building, into: Collector): void {
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

/** Parts that tell no height, up to the top of their building, where that tells one. */
function asHighAs({ assumed, outline }: Building, parts: readonly BuildingPart[]): readonly BuildingPart[] {
  const top = assumed ? 0 : Math.max(...outline.map((each) => each.top));
  return parts.map((part) => (top > part.base ? { ...part, top } : part));
}

/** Tables have a column for every record: empty where a record of OSM would have no tag. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '' || value === 'no';
}

/** A polygon of an export of OpenStreetMap that is neither a building nor a part of one. */
function isNoBuilding(fields: Readonly<Record<string, unknown>>, { tellsBuildings }: RecordStream): boolean {
  if (!isNothing(fields.building) || isPart(fields)) return false;
  if (fields.building === 'no') return true;
  // GDAL's table of polygons has a column for each of the usual tags.
  return fields.building === undefined ? tellsBuildings === true : 'osm_way_id' in fields;
}

function addGround(
  id: string,
  fields: Readonly<Record<string, unknown>>,
  polygons: readonly Rings[],
  record: string,
  into: Collector,
): void {
  const kind = groundClass(fields);
  if (!kind) {
    into.skips.add('polygon that is no building', record);
    return;
  }
  into.count(kind);
  polygons.forEach((rings, i) => {
    const own = i === 0 ? id : `${id}#${i}`;
    into.features.push({ kind: 'area', id: own, class: kind, rings, height: GROUND_HEIGHT[kind] });
  });
}

function isPart(fields: Readonly<Record<string, unknown>>): boolean {
  if (fields.kind === 'building_part') return true;
  return isNothing(fields.building) && PART_COLUMNS.some((column) => !isNothing(fields[column]));
}

function buildingPrefix(into: Collector): string {
  return into.drawn() === 0 ? '' : `${into.drawn() + 1}-`;
}

function idOf(feature: RawFeature, field: string | null): string | null {
  const value =
    field === null ? (feature.id ?? feature.properties?.id ?? feature.properties?.osm_id) : feature.properties?.[field];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** Coordinates of the polygons of a geometry, also of those in a collection; null where it has none. */
function polygonsIn({ type, coordinates, geometries }: RawGeometry): readonly unknown[] | null {
  if (type === 'Polygon') return [coordinates];
  if (type === 'MultiPolygon') return Array.isArray(coordinates) ? coordinates : [];
  if (type !== 'GeometryCollection' || !Array.isArray(geometries)) return null;
  const found = geometries.flatMap((each: RawGeometry | null) => (each ? (polygonsIn(each) ?? []) : []));
  return found.length > 0 ? found : null;
}

/** The feature's polygons in WGS-84; tells `into` why there is none. */
function polygonsOf(
  feature: RawFeature,
  record: string,
  projection: Projection,
  into: Collector,
  off: OffEarth,
): Rings[] {
  const geometry = feature.geometry;
  if (!geometry) {
    into.skips.add('no geometry', record);
    return [];
  }
  const lists = polygonsIn(geometry);
  if (lists === null) {
    into.skips.add(`geometry ${geometry.type} is not drawn`, record);
    return [];
  }
  const polygons: Rings[] = [];
  let exchanged = false;
  for (const polygon of lists) {
    const rings: Path[] = [];
    for (const ring of Array.isArray(polygon) ? polygon : []) {
      const points = (Array.isArray(ring) ? ring : []) as unknown[][];
      const path: (readonly [number, number])[] = [];
      for (const point of points) {
        if (!Number.isFinite(point?.[0]) || !Number.isFinite(point?.[1])) {
          into.skips.add('coordinate is not a number', record);
          return [];
        }
        let place = projection.toLonLat(point[0] as number, point[1] as number);
        // A latitude above 90° that would be a longitude: no doubt which is which.
        if (projection.geographic && !onEarth(place) && onEarth([place[1], place[0]])) {
          place = projection.toLonLat(point[1] as number, point[0] as number);
          exchanged = true;
        }
        if (!onEarth(place)) {
          off.first ??= { record, longitude: place[0], latitude: place[1] };
          off.count++;
          into.skips.add('not on Earth in the coordinate system of the file', record);
          return [];
        }
        path.push(place);
      }
      rings.push(path);
    }
    if (rings.length > 0) polygons.push(rings);
  }
  if (polygons.length === 0) into.skips.add('polygon without rings', record);
  if (exchanged) into.mends.add('longitude and latitude exchanged', record);
  return polygons;
}
