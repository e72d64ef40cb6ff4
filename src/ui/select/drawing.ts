import type { AreaTool } from '../../state/session.ts';

/** CSS pixels from the left top corner of the scene. */
export type XY = readonly [x: number, y: number];

/** An area on its way: corners that stand, where the pointer is, and whether it is down. */
export interface Drawing {
  readonly tool: AreaTool;
  readonly corners: readonly XY[];
  readonly cursor: XY | null;
  readonly pressed: XY | null;
  /** Drawn in one go, with the pointer down. */
  readonly free: boolean;
}

export interface DrawingStep {
  readonly drawing: Drawing;
  /** The finished outline, 3 corners or more. */
  readonly done?: readonly XY[];
}

/** Pixels that a press may move and still be a tap. */
const SLACK = 5;
/** Pixels between two points of a line drawn in one go. */
const STRIDE = 6;
/** Pixels that an arrow key moves the cross; with Shift the longer. */
export const KEY_STEP = { short: 10, long: 60 } as const;
const MOST_CORNERS = 80;

export function startDrawing(tool: AreaTool): Drawing {
  return { tool, corners: [], cursor: null, pressed: null, free: false };
}

export function pressDrawing(drawing: Drawing, at: XY): Drawing {
  return { ...drawing, pressed: at, cursor: at };
}

export function moveDrawing(drawing: Drawing, at: XY): Drawing {
  const { tool, pressed, corners, free } = drawing;
  if (!pressed) return { ...drawing, cursor: at };
  if (!free && apart(pressed, at) <= SLACK) return { ...drawing, cursor: at };
  if (tool === 'box') return { ...drawing, cursor: at, free: true, corners: free ? corners : [pressed] };
  const line = free ? corners : [...corners, pressed];
  const last = line.at(-1) as XY;
  return { ...drawing, cursor: at, free: true, corners: apart(last, at) >= STRIDE ? [...line, at] : line };
}

/** The pointer was lifted: a drag finishes the area, a tap puts a corner down. `reach`: pixels within which a tap closes the outline. */
export function releaseDrawing(drawing: Drawing, at: XY, reach: number): DrawingStep {
  if (!drawing.pressed) return { drawing };
  const up = { ...drawing, pressed: null, cursor: at };
  if (!drawing.free) return tapDrawing(up, at, reach);
  return drawing.tool === 'box'
    ? closed(up, boxOf(drawing.corners[0] ?? at, at))
    : closed(up, thinned(drawing.corners));
}

/** A corner by tap, or by Enter at the cross. */
export function tapDrawing(drawing: Drawing, at: XY, reach: number): DrawingStep {
  const { tool, corners } = drawing;
  const [first] = corners;
  if (tool === 'box' && first) return closed(drawing, boxOf(first, at));
  const last = corners.at(-1);
  const closes = corners.length >= 3 && first && last && (apart(first, at) <= reach || apart(last, at) <= SLACK);
  if (closes) return closed(drawing, corners);
  if (last && apart(last, at) <= SLACK) return { drawing };
  return { drawing: { ...drawing, corners: [...corners, at], cursor: at } };
}

/** Ends an outline where it is. */
export function finishDrawing(drawing: Drawing): DrawingStep {
  return drawing.tool === 'polygon' ? closed(drawing, drawing.corners) : { drawing };
}

export function dropCorner(drawing: Drawing): Drawing {
  return { ...drawing, corners: drawing.corners.slice(0, -1), pressed: null, free: false };
}

/** Moves the cross by keys, within the scene. */
export function nudge(drawing: Drawing, by: XY, width: number, height: number): Drawing {
  const [x, y] = drawing.cursor ?? [width / 2, height / 2];
  const within = (value: number, most: number) => Math.min(most - 1, Math.max(0, value));
  return { ...drawing, cursor: [within(x + by[0], width), within(y + by[1], height)] };
}

/** The outline as it would be if it ended here. */
export function outlineOf({ tool, corners, cursor, free }: Drawing): readonly XY[] {
  const [first] = corners;
  if (tool === 'box') return first && cursor ? boxOf(first, cursor) : [];
  return cursor && !free && corners.length > 0 ? [...corners, cursor] : corners;
}

function closed(drawing: Drawing, outline: readonly XY[]): DrawingStep {
  const fresh = startDrawing(drawing.tool);
  const [x, y] = [outline.map((each) => each[0]), outline.map((each) => each[1])];
  const wide = Math.max(...x) - Math.min(...x) > 2 && Math.max(...y) - Math.min(...y) > 2;
  return outline.length >= 3 && wide ? { drawing: fresh, done: outline } : { drawing: fresh };
}

function boxOf([ax, ay]: XY, [bx, by]: XY): readonly XY[] {
  const [left, right, top, bottom] = [Math.min(ax, bx), Math.max(ax, bx), Math.min(ay, by), Math.max(ay, by)];
  return [
    [left, bottom],
    [right, bottom],
    [right, top],
    [left, top],
  ];
}

function apart(a: XY, b: XY): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

/** A line drawn by hand with as few corners as show it: a link carries them all. */
function thinned(points: readonly XY[]): readonly XY[] {
  let few = points;
  for (let tolerance = 1.5; few.length > 3; tolerance *= 1.6) {
    few = straightened(points, tolerance);
    if (few.length <= MOST_CORNERS) break;
  }
  return few;
}

/** Douglas and Peucker, 1973: leaves out what lies nearer than `tolerance` to the chord. */
function straightened(points: readonly XY[], tolerance: number): readonly XY[] {
  const [first, last] = [points[0] as XY, points.at(-1) as XY];
  let farthest = 0;
  let at = 0;
  const chord = apart(first, last);
  points.forEach((point, index) => {
    const off =
      chord < 1
        ? apart(first, point)
        : Math.abs((last[0] - first[0]) * (point[1] - first[1]) - (last[1] - first[1]) * (point[0] - first[0])) / chord;
    if (off > farthest) [farthest, at] = [off, index];
  });
  if (farthest <= tolerance || points.length < 3) return [first, last];
  return [
    ...straightened(points.slice(0, at + 1), tolerance).slice(0, -1),
    ...straightened(points.slice(at), tolerance),
  ];
}
