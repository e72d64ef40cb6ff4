/** What an arrow before a stop line lets a lane do. */
export type LaneUse = 'none' | 'through' | 'left' | 'right' | 'through-left' | 'through-right' | 'left-right' | 'all';

/** What parts the directions of a road. */
export type CentreLine = 'none' | 'dashed' | 'double' | 'median';

/**
 * Everything that is painted on one stretch of carriageway between two junctions, as numbers that any road line with lane
 * counts can give; the ground shader paints it, so a line is as sharp as its pixels let it be and costs no geometry.
 * Directions are those of right-hand traffic: forward lanes lie right of the parting line.
 */
export interface RoadMarks {
  readonly forward: number;
  readonly back: number;
  /** Metres. */
  readonly laneWidth: number;
  /** Metres from the ribbon's right edge to the line that parts the directions. */
  readonly parting: number;
  /** Half of what lies between the directions, a median or nothing, metres. */
  readonly inner: number;
  readonly centre: CentreLine;
  /** Metres from the parting line beyond which cycles ride on their own surface; 0 without one. */
  readonly cycleFrom: number;
  /** Whether a stop line ends the stretch, for those who drive along it and for those who come against it. */
  readonly stopAtEnd: boolean;
  readonly stopAtStart: boolean;
  /** By lane from the parting line outwards; a lane without a word here has no arrow. */
  readonly forwardUses: readonly LaneUse[];
  readonly backUses: readonly LaneUse[];
}

/** Which ways lead out of a junction for someone who drives into it. */
export interface Turns {
  readonly left: boolean;
  readonly through: boolean;
  readonly right: boolean;
}

/**
 * Arrows of `lanes` lanes before a junction, from the middle outwards: left turns nearest the middle, right turns at the
 * kerb, each lane of its own where there are three or more (GB 5768.3 [M]; the layout is illustrative).
 */
export function laneUses(lanes: number, turns: Turns): LaneUse[] {
  const { left, through, right } = turns;
  if (lanes < 1 || !(left || through || right)) return [];
  const rest: LaneUse = through ? 'through' : left && right ? 'left-right' : left ? 'left' : 'right';
  if (lanes === 1)
    return [
      through && left && right ? 'all' : through ? (left ? 'through-left' : right ? 'through-right' : 'through') : rest,
    ];
  if (!through) return Array.from({ length: lanes }, (_, i) => (left && (!right || i < lanes / 2) ? 'left' : 'right'));
  const inner: LaneUse = left ? (lanes > 2 ? 'left' : 'through-left') : 'through';
  const outer: LaneUse = right ? (lanes > 3 ? 'right' : 'through-right') : 'through';
  return Array.from({ length: lanes }, (_, i) => (i === 0 ? inner : i === lanes - 1 ? outer : 'through'));
}

/** Lines of the lanes as offsets from the parting line, metres, left positive: edges and separations, without the centre. */
export function laneLines(marks: RoadMarks): number[] {
  const side = (lanes: number, sign: 1 | -1): number[] =>
    lanes === 0 ? [] : Array.from({ length: lanes }, (_, i) => sign * (marks.inner + (i + 1) * marks.laneWidth));
  return [...side(marks.forward, -1), ...side(marks.back, 1)];
}
