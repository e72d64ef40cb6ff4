import type { BuildingPart, CityFeature, Rings } from '../feature.ts';
import { inputError } from '../input-error.ts';
import { drawRoads } from '../road/draw-roads.ts';
import { GROUND_HEIGHT } from '../stacking.ts';
import { buildingUse, DOUBTFUL_HEIGHT, nameOf, roofOf, tallnessOf, yearOf } from './building-attributes.ts';
import { drawnParts, wholeAround } from './building-parts.ts';
import type { Collector, ReadOptions } from './collector.ts';
import { metresOf } from './measure.ts';
import type { OsmData, Tags } from './osm-data.ts';
import { groundClass } from './osm-ground.ts';
import { parseOsmJson } from './osm-json.ts';
import { osmLine } from './osm-lines.ts';
import { parseOsmPbf } from './osm-pbf.ts';
import { addOsmPoint } from './osm-points.ts';
import { multipolygonRings } from './osm-rings.ts';
import { parseOsmXml } from './osm-xml.ts';

const PARSERS = { pbf: parseOsmPbf, xml: parseOsmXml, json: parseOsmJson };

interface Polygon {
  readonly id: string;
  readonly tags: Tags;
  readonly rings: readonly Rings[];
}

/**
 * Reads an OpenStreetMap extract, PBF, XML or JSON: buildings with their parts (Simple 3D Buildings), ground areas, roads and bridges from
 * their axes, lamps, advertising and trees from their points.
 */
export async function readOsm(
  file: string,
  format: keyof typeof PARSERS,
  options: ReadOptions,
  into: Collector,
): Promise<void> {
  if (options.crs !== null)
    throw inputError(file, null, `is OpenStreetMap and so WGS-84, not ${options.crs}`, 'leave out --crs');
  const data = await PARSERS[format](file);
  if (data.nodes.size === 0) throw inputError(file, null, 'holds no nodes', 'fetch the extract again');
  const outlines: Polygon[] = [];
  const parts: Polygon[] = [];
  for (const polygon of polygonsOf(data, into)) {
    const { tags } = polygon;
    if (tags.building !== undefined && tags.building !== 'no') outlines.push(polygon);
    else if (tags['building:part'] !== undefined && tags['building:part'] !== 'no') parts.push(polygon);
    else addGround(polygon, into);
  }
  addBuildings(outlines, parts, options, into);
  const lines = [...data.ways.values()].flatMap((way) => (way.tags ? (osmLine(way, data, into) ?? []) : []));
  for (const area of drawRoads(lines)) into.features.push(area);
  for (const node of data.nodes.values()) if (node.tags) addOsmPoint(node, into);
}

/** Tagged closed ways and multipolygon relations. */
function* polygonsOf(data: OsmData, into: Collector): Iterable<Polygon> {
  for (const way of data.ways.values()) {
    if (!way.tags || !isAreal(way.tags)) continue;
    const id = `way/${way.id}`;
    if (way.refs.length < 4 || way.refs[0] !== way.refs.at(-1)) {
      if (way.tags.building !== undefined) into.skips.add('building outline is not closed', id);
      continue;
    }
    const ring = way.refs.flatMap((ref) => data.nodes.get(ref) ?? []);
    if (ring.length < way.refs.length) {
      into.skips.add('outline has nodes outside the extract', id);
      continue;
    }
    yield { id, tags: way.tags, rings: [[ring.map((node) => [node.lon, node.lat] as const)]] };
  }
  for (const relation of data.relations) {
    const tags = relation.tags ?? {};
    if (tags.type !== 'multipolygon' || !isAreal(tags)) continue;
    const id = `relation/${relation.id}`;
    const rings = multipolygonRings(relation, data);
    if (rings.length > 0) yield { id, tags, rings };
    else into.skips.add('multipolygon has members outside the extract or open rings', id);
  }
}

function isAreal(tags: Tags): boolean {
  return tags.building !== undefined || tags['building:part'] !== undefined || groundClass(tags) !== null;
}

function addGround({ id, tags, rings }: Polygon, into: Collector): void {
  const kind = groundClass(tags);
  if (!kind) return;
  into.count(kind);
  rings.forEach((each, i) => {
    into.features.push({
      kind: 'area',
      id: i === 0 ? id : `${id}#${i}`,
      class: kind,
      rings: each,
      height: GROUND_HEIGHT[kind],
    });
  });
}

/** An outline is drawn by its parts where it has any (Simple 3D Buildings), else by itself. */
function addBuildings(
  outlines: readonly Polygon[],
  parts: readonly Polygon[],
  options: ReadOptions,
  into: Collector,
): void {
  const joined = new Map<Polygon, Polygon[]>();
  const wholeOf = wholeAround(parts.length > 0 ? outlines : [], ({ rings }) => rings);
  for (const part of parts) {
    const whole = wholeOf(part.rings[0] ?? []);
    if (!whole) {
      into.skips.add('building part without its building', part.id);
      continue;
    }
    joined.set(whole, [...(joined.get(whole) ?? []), part]);
    into.count('buildingPart');
  }
  for (const outline of outlines) {
    const { tags } = outline;
    const tallness = tallnessOf(tags, options.height);
    if (tallness.assumed) into.assumeHeight();
    if (tallness.doubtful) into.mends.add(DOUBTFUL_HEIGHT, outline.id);
    const own = options.id === null ? undefined : tags[options.id];
    const name = nameOf(tags);
    const extruded = (each: Polygon): BuildingPart[] => {
      const { base, top } =
        each === outline ? tallness : tallnessOf({ ...inherited(tags), ...each.tags }, options.height);
      return each.rings.map((rings) => ({ rings, base, top, ...roofOf(each.tags) }));
    };
    const building: CityFeature = {
      kind: 'building',
      id: own ?? outline.id,
      ...(name ? { name } : {}),
      use: buildingUse(tags),
      storeys: tallness.storeys,
      year: yearOf(tags),
      parts: drawnParts(extruded(outline), (joined.get(outline) ?? []).flatMap(extruded)),
    };
    into.features.push(building);
  }
}

/** A part without a height of its own is as high as its building, but not as its building's base. */
function inherited(tags: Tags): Tags {
  const given = metresOf(tags.height);
  return {
    ...(given === null ? {} : { height: String(given) }),
    ...(tags['building:levels'] ? { 'building:levels': tags['building:levels'] } : {}),
  };
}
