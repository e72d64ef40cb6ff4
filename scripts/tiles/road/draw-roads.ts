import type { Path } from '../../../src/domain/asset.ts';
import { localFrame, toGeographic, toLocal } from '../../../src/domain/geo/local-frame.ts';
import type { AreaFeature, GroundClass } from '../feature.ts';
import { RIBBON_METRES } from '../model/area-mesh.ts';
import { stripEdges } from '../model/strip.ts';
import { GROUND_HEIGHT } from '../stacking.ts';
import type { RoadLine } from './road-line.ts';
import type { RoadMarks } from './road-marks.ts';

type Place = readonly [x: number, y: number];

/** What lies between the outer lanes and the edge of the carriageway, metres. */
const MARGIN = 0.3;
const WIDEST_LANE = 3.75;
const NARROWEST_LANE = 2;
/** A shorter stretch between two junctions carries no paint, metres. */
const SHORTEST = 20;
const DASH_PITCH = 15;
const SIDEWALK = 2;
const KERB = 0.15;
const ZEBRA = 4;

/**
 * Lines as ribbons that know where on them a place is: painted where their lanes are counted, plain within the junctions
 * that they share with others, with raised sidewalks where the file tells of them.
 */
export function* drawRoads(lines: readonly RoadLine[]): Generator<AreaFeature> {
  const halves = junctionHalves(lines);
  for (const line of lines) yield* drawLine(line, (node) => halves.get(node)?.reach(line) ?? 0);
}

interface JunctionNode {
  /** Metres from the node that the other lines take. */
  reach(line: RoadLine): number;
}

/** Nodes at which three or more arms of carriageway meet. */
function junctionHalves(lines: readonly RoadLine[]): Map<string, JunctionNode> {
  const nodes = new Map<string, { arms: number; lines: Set<RoadLine> }>();
  for (const line of lines) {
    if (line.kind !== 'carriageway') continue;
    line.nodes.forEach((name, i) => {
      const node = nodes.get(name) ?? { arms: 0, lines: new Set() };
      node.arms += i === 0 || i === line.nodes.length - 1 ? 1 : 2;
      node.lines.add(line);
      nodes.set(name, node);
    });
  }
  const junctions = new Map<string, JunctionNode>();
  for (const [name, { arms, lines: met }] of nodes)
    if (arms >= 3)
      junctions.set(name, {
        reach: (line) => Math.max(...[...met].map((each) => (each === line && met.size > 1 ? 0 : each.width / 2))) + 1,
      });
  return junctions;
}

interface Station {
  readonly at: Place;
  readonly chainage: number;
  readonly node: string;
}

function* drawLine(line: RoadLine, reach: (node: string) => number): Generator<AreaFeature> {
  const start = line.axis[0];
  if (!start) return;
  const frame = localFrame(start[0], start[1]);
  const stations: Station[] = [];
  line.axis.forEach(([x, y], i) => {
    const at = toLocal(frame, x, y);
    const before = stations.at(-1);
    const step = before ? Math.hypot(at[0] - before.at[0], at[1] - before.at[1]) : 0;
    if (before && step < 0.06) return;
    stations.push({ at, chainage: (before?.chainage ?? 0) + step, node: line.nodes[i] as string });
  });
  const length = stations.at(-1)?.chainage ?? 0;
  if (stations.length < 2) return;
  const boxes = stations.flatMap(({ chainage, node }) => {
    const metres = line.kind === 'carriageway' ? reach(node) : 0;
    return metres > 0 ? [{ from: Math.max(0, chainage - metres), to: Math.min(length, chainage + metres) }] : [];
  });
  const slice = (from: number, to: number): Path => {
    const inner = stations.filter(({ chainage }) => chainage > from + 0.06 && chainage < to - 0.06);
    return [placeAt(stations, from), ...inner.map(({ at }) => at), placeAt(stations, to)].map(([x, y]) =>
      toGeographic(frame, x, y),
    );
  };
  let serial = 0;
  const piece = (
    kind: GroundClass,
    axis: Path,
    right: number,
    left: number,
    height: number,
    marks: RoadMarks | null,
  ): AreaFeature[] => {
    const area = ribbonArea(kind, axis, right, left, height, marks);
    return area ? [{ id: serial++ === 0 ? line.id : `${line.id}#${serial}`, ...area }] : [];
  };
  const half = line.width / 2;
  const base = GROUND_HEIGHT[line.kind];
  for (const span of spansOf(length, boxes)) {
    for (const [from, to] of cut(span.from, span.to)) {
      const paints = !span.junction && to - from >= SHORTEST;
      const marks = paints
        ? marksOf(line, span.joinsStart && from === span.from, span.joinsEnd && to === span.to)
        : null;
      yield* piece(line.kind, slice(from, to), -half, half, base, marks);
      if (span.junction || line.kind !== 'carriageway') continue;
      for (const [side, there] of [
        [1, line.sidewalk.left],
        [-1, line.sidewalk.right],
      ] as const) {
        if (!there) continue;
        const [a, b] = [side * half, side * (half + SIDEWALK)];
        yield* piece('footway', slice(from, to), Math.min(a, b), Math.max(a, b), base + KERB, null);
      }
    }
  }
  if (line.kind !== 'carriageway') return;
  for (const { chainage, node } of stations) {
    if (!line.zebras.has(node) || chainage < ZEBRA / 2 || chainage > length - ZEBRA / 2) continue;
    const { at, along } = directionAt(stations, chainage);
    const across = [-half, half].map((offset) =>
      toGeographic(frame, at[0] - along[1] * offset, at[1] + along[0] * offset),
    );
    yield* piece('crossing', across, -ZEBRA / 2, ZEBRA / 2, GROUND_HEIGHT.crossing, null);
  }
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly junction: boolean;
  readonly joinsStart: boolean;
  readonly joinsEnd: boolean;
}

/** A line as its junctions and what lies between them. */
function spansOf(length: number, boxes: readonly { from: number; to: number }[]): Span[] {
  const merged: { from: number; to: number }[] = [];
  for (const box of boxes) {
    const last = merged.at(-1);
    if (last && box.from <= last.to) last.to = Math.max(last.to, box.to);
    else merged.push({ ...box });
  }
  const spans: Span[] = [];
  let at = 0;
  for (const box of merged) {
    if (box.from - at > 0.1)
      spans.push({ from: at, to: box.from, junction: false, joinsStart: at > 0, joinsEnd: true });
    spans.push({ ...box, junction: true, joinsStart: false, joinsEnd: false });
    at = box.to;
  }
  if (length - at > 0.1) spans.push({ from: at, to: length, junction: false, joinsStart: at > 0, joinsEnd: false });
  return spans;
}

function cut(from: number, to: number): [number, number][] {
  const step = Math.floor(RIBBON_METRES / DASH_PITCH) * DASH_PITCH;
  const out: [number, number][] = [];
  for (let at = from; at < to - 0.01; at += step) out.push([at, Math.min(to, at + step)]);
  return out;
}

/** The paint of a counted road; null where its lanes are not counted or would be no lanes. */
function marksOf(line: RoadLine, stopAtStart: boolean, stopAtEnd: boolean): RoadMarks | null {
  if (line.kind !== 'carriageway' || !line.lanes) return null;
  const { forward, back } = line.lanes;
  const laneWidth = Math.min(WIDEST_LANE, (line.width - 2 * MARGIN) / (forward + back));
  if (forward + back === 0 || laneWidth < NARROWEST_LANE) return null;
  const rest = line.width - (forward + back) * laneWidth;
  return {
    forward,
    back,
    laneWidth,
    parting: rest / 2 + forward * laneWidth,
    inner: 0,
    centre: forward === 0 || back === 0 ? 'none' : forward + back >= 4 ? 'double' : 'dashed',
    cycleFrom: 0,
    // Stop lines are where several lanes wait; a lane's road gives way without one.
    stopAtEnd: stopAtEnd && forward > 0 && forward + back >= 2,
    stopAtStart: stopAtStart && back > 0 && forward + back >= 2,
    forwardUses: line.forwardUses,
    backUses: line.backUses,
  };
}

function ribbonArea(
  kind: GroundClass,
  axis: Path,
  right: number,
  left: number,
  height: number,
  marks: RoadMarks | null,
): Omit<AreaFeature, 'id'> | null {
  const start = axis[0];
  if (!start) return null;
  const middle = (left + right) / 2;
  const line = middle === 0 ? axis : offsetPath(axis, middle);
  const edges = line && stripEdges(line, (left - right) / 2);
  if (!line || !edges || edges.left.length !== line.length) return null;
  const frame = localFrame(start[0], start[1]);
  const along: number[] = [0];
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1], line[i]] as [Place, Place];
    const [p, q] = [toLocal(frame, a[0], a[1]), toLocal(frame, b[0], b[1])];
    along.push((along[i - 1] as number) + Math.hypot(q[0] - p[0], q[1] - p[1]));
  }
  return {
    kind: 'area',
    class: kind,
    rings: [[...edges.right, ...edges.left.toReversed()]],
    height,
    ribbon: { rows: [edges.right, edges.left], across: [0, left - right], along, ...(marks ? { marks } : {}) },
  };
}

/** The axis moved `offset` metres to its left. */
function offsetPath(axis: Path, offset: number): Path | null {
  const edges = stripEdges(axis, Math.abs(offset));
  return edges && (offset > 0 ? edges.left : edges.right);
}

function placeAt(stations: readonly Station[], chainage: number): Place {
  return directionAt(stations, chainage).at;
}

function directionAt(stations: readonly Station[], chainage: number): { at: Place; along: Place } {
  let i = 1;
  while (i < stations.length - 1 && (stations[i] as Station).chainage < chainage) i++;
  const [a, b] = [stations[i - 1], stations[i]] as [Station, Station];
  const length = b.chainage - a.chainage;
  const along: Place = [(b.at[0] - a.at[0]) / length, (b.at[1] - a.at[1]) / length];
  const t = chainage - a.chainage;
  return { at: [a.at[0] + along[0] * t, a.at[1] + along[1] * t], along };
}
