import type { GroundClass } from '../tiles/feature.ts';
import { RIBBON_METRES } from '../tiles/model/area-mesh.ts';
import type { RoadMarks } from '../tiles/road/road-marks.ts';
import { STREET_HEIGHT } from '../tiles/stacking.ts';
import { gap, type Line, lengthOf, offsetLine, type Ring, slice } from './plane.ts';

/** A ribbon in metres about the city's centre (`Ribbon` of the tile build, which has degrees). */
interface Band {
  readonly rows: readonly Line[];
  readonly heights?: readonly number[];
  readonly across: readonly number[];
  readonly along: readonly number[];
  readonly marks?: RoadMarks;
  readonly lit?: true;
}

export interface Patch {
  readonly class: GroundClass;
  readonly ring: Ring;
  readonly holes?: readonly Ring[];
  /** Metres above ground, when not that of the class. */
  readonly height?: number;
  readonly band?: Band;
}

/** The height of a class on a divided street, or its usual one. */
export function streetHeight(kind: GroundClass): number | undefined {
  return kind in STREET_HEIGHT ? STREET_HEIGHT[kind as keyof typeof STREET_HEIGHT] : undefined;
}

interface Edge {
  /** Metres left of the line. */
  readonly offset: number;
  /** Metres above ground. */
  readonly height?: number;
}

/** A band of one class along `line`, its edges from right to left. */
export function band(kind: GroundClass, line: Line, edges: readonly Edge[], marks?: RoadMarks): Patch {
  const rows = edges.map(({ offset }) => offsetLine(line, offset));
  const [first, last] = [rows[0]!, rows.at(-1)!];
  const along: number[] = [0];
  for (let i = 1; i < line.length; i++) along.push(along[i - 1]! + gap(line[i - 1]!, line[i]!));
  const across: number[] = [0];
  for (let r = 1; r < edges.length; r++) {
    const [a, b] = [edges[r - 1]!, edges[r]!];
    across.push(across[r - 1]! + Math.hypot(b.offset - a.offset, (b.height ?? 0) - (a.height ?? 0)));
  }
  const raised = edges.some(({ height }) => height !== undefined);
  const level = streetHeight(kind);
  return {
    class: kind,
    ring: [...first, ...[...last].reverse()],
    ...(level === undefined ? {} : { height: level }),
    band: {
      rows,
      across,
      along,
      ...(raised ? { heights: edges.map(({ height }) => height ?? level ?? 0) } : {}),
      ...(marks ? { marks } : {}),
    },
  };
}

/** `line` in stretches that a ribbon may have; all but the last are whole multiples of `pitch`. */
export function stretches(line: Line, pitch: number): Line[] {
  const length = lengthOf(line);
  const step = Math.floor(RIBBON_METRES / pitch) * pitch;
  const out: Line[] = [];
  for (let from = 0; from < length - 0.01; from += step)
    out.push(length <= step ? line : slice(line, from, Math.min(length, from + step)));
  return out;
}

/** Width of a kerbstone seen from above, metres. */
const KERB_TOP = 0.16;

/** A kerb along a line, the road on its right: one slanted face from the carriageway to the stone's far edge. */
export function kerb(line: Line, top: number): Patch {
  return band('kerb', line, [
    { offset: 0, height: STREET_HEIGHT.carriageway },
    { offset: KERB_TOP, height: top + 0.01 },
  ]);
}
