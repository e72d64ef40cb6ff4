import type { Path } from '../../../src/domain/asset.ts';
import type { GroundClass } from '../feature.ts';
import { stripEdges } from '../model/strip.ts';
import { fieldProblem, lanesOf, type RoadLine, usesOf } from '../road/road-line.ts';
import type { Collector } from './collector.ts';
import { metresOf } from './measure.ts';
import type { OsmData, OsmNode, OsmWay, Tags } from './osm-data.ts';

/** Width in metres where neither `width` nor `lanes` is given, and what the line is drawn as. */
const LINES: Readonly<Record<string, readonly [width: number, kind: GroundClass]>> = {
  motorway: [15, 'carriageway'],
  trunk: [12, 'carriageway'],
  primary: [10, 'carriageway'],
  secondary: [9, 'carriageway'],
  tertiary: [8, 'carriageway'],
  unclassified: [6, 'carriageway'],
  residential: [6, 'carriageway'],
  living_street: [5, 'carriageway'],
  service: [4, 'carriageway'],
  motorway_link: [5, 'carriageway'],
  trunk_link: [5, 'carriageway'],
  primary_link: [5, 'carriageway'],
  secondary_link: [5, 'carriageway'],
  tertiary_link: [5, 'carriageway'],
  pedestrian: [5, 'footway'],
  footway: [2, 'footway'],
  steps: [2, 'footway'],
  path: [1.5, 'footway'],
  cycleway: [2.5, 'cycleway'],
  track: [3, 'footway'],
};
const LANE_METRES = 3.2;
/** Deck of a bridge above ground a layer, and its thickness, metres. */
const LAYER_METRES = 5;
const DECK_METRES = 0.8;

/** A road, path or railway of the extract, or its bridge drawn as a deck; tunnels and closed areas are left alone. */
export function osmLine(way: OsmWay, data: OsmData, into: Collector): RoadLine | null {
  const tags = way.tags ?? {};
  const bridge = tags.bridge !== undefined && tags.bridge !== 'no';
  const line =
    LINES[tags.highway ?? ''] ??
    (/^(rail|tram|light_rail|subway)$/.test(tags.railway ?? '') ? ([3.2, 'rail'] as const) : null);
  if (!line || (tags.tunnel !== undefined && tags.tunnel !== 'no') || tags.area === 'yes') {
    if (bridge) into.skips.add('bridge that carries no road, path or railway', `way/${way.id}`);
    return null;
  }
  const id = `way/${way.id}`;
  const known = way.refs.filter((ref) => data.nodes.has(ref));
  const axis = known.map((ref): readonly [number, number] => {
    const node = data.nodes.get(ref) as OsmNode;
    return [node.lon, node.lat];
  });
  const width = widthOf(tags, line);
  const edges = stripEdges(axis, width / 2);
  if (!edges) {
    into.skips.add('road outside the extract', id);
    return null;
  }
  if (bridge) {
    const layer = Math.max(1, Math.round(metresOf(tags.layer) ?? 1));
    into.count('bridge');
    into.features.push({
      kind: 'structure',
      id,
      class: 'bridge',
      triangles: deck(edges.left, edges.right, layer * LAYER_METRES),
      color: '#8d8f92',
    });
    return null;
  }
  const kind = line[1];
  into.count(kind === 'rail' ? 'railway' : 'road');
  const lanes = metresOf(tags.lanes);
  const problem = fieldProblem(tags, lanes, metresOf(tags.width));
  if (problem) into.mends.add(problem, id);
  const sidewalk = tags.sidewalk ?? '';
  return {
    id,
    kind,
    axis,
    nodes: known.map(String),
    width,
    lanes: kind === 'carriageway' ? lanesOf(tags, lanes) : null,
    forwardUses: usesOf(tags['turn:lanes:forward'] ?? tags['turn:lanes']),
    backUses: usesOf(tags['turn:lanes:backward']),
    zebras: new Set(known.filter((ref) => data.nodes.get(ref)?.tags?.highway === 'crossing').map(String)),
    sidewalk: {
      left: /^(both|left|yes)$/.test(sidewalk) || tags['sidewalk:left'] === 'yes',
      right: /^(both|right|yes)$/.test(sidewalk) || tags['sidewalk:right'] === 'yes',
    },
  };
}

function widthOf(tags: Tags, [usual]: readonly [width: number, kind: GroundClass]): number {
  const lanes = metresOf(tags.lanes);
  const width = metresOf(tags.width);
  if (width !== null && width >= 1 && width <= 100) return width;
  return lanes !== null && lanes > 0 && lanes <= 14 ? Math.max(usual / 2, lanes * LANE_METRES) : usual;
}

/** Top, sides and underside of a deck whose top is `top` metres above ground. */
function deck(left: Path, right: Path, top: number): Float64Array {
  const numbers: number[] = [];
  const bottom = top - DECK_METRES;
  type Corner = readonly [number, number, number];
  const quad = (a: Corner, b: Corner, c: Corner, d: Corner): void => {
    numbers.push(...a, ...b, ...c, ...a, ...c, ...d);
  };
  for (let i = 0; i + 1 < left.length; i++) {
    const at = (side: Path, k: number, z: number): Corner => {
      const [x, y] = side[k] as readonly [number, number];
      return [x, y, z];
    };
    quad(at(right, i, top), at(right, i + 1, top), at(left, i + 1, top), at(left, i, top));
    quad(at(left, i, bottom), at(left, i + 1, bottom), at(right, i + 1, bottom), at(right, i, bottom));
    quad(at(right, i, bottom), at(right, i + 1, bottom), at(right, i + 1, top), at(right, i, top));
    quad(at(left, i + 1, bottom), at(left, i, bottom), at(left, i, top), at(left, i + 1, top));
  }
  return Float64Array.from(numbers);
}
