import { LATE } from './encode-state.ts';

/** Sides of the squares, metres; each camera distance has one size that it can tell apart. Each is twice the one before. */
export const CELL_METRES = [250, 500, 1000, 2000, 4000] as const;
const LEVELS = CELL_METRES.length;
/** Severities that are counted: yellow, orange, red. A blue alert is no cluster's business. */
const SEVERITIES = 3;
const LEAST = 2;
/** Squares from the frame's origin to the farthest; 2²⁰ of 250 m is six times round the earth. */
const FAR = 2 ** 20;

/** The squares of a layer at every size, drawn at the middle of their assets. */
export interface ClusterPyramid {
  /** Cells of all sizes. */
  readonly count: number;
  /** x, y, z of the middle and the cell's own number, repeated. */
  readonly places: Float32Array;
  /** Index of each cell's size into CELL_METRES. */
  readonly levels: Uint8Array;
  /** Cells of slot s: numbers LEVELS × s … LEVELS × (s + 1) − 1; NOWHERE for a slot without a place. */
  readonly cellsOf: Uint32Array;
}

export const NOWHERE = 0xffff_ffff;

/** Groups points (x, y, z, slot repeated) into squares at every size. Each slot is in exactly one cell of each size. */
export function clusterPyramid(points: Float32Array, capacity = points.length / 4): ClusterPyramid {
  const cellsOf = new Uint32Array(capacity * LEVELS).fill(NOWHERE);
  const cells: { level: number; x: number; y: number; z: number; assets: number }[] = [];
  const index = CELL_METRES.map(() => new Map<number, number>());
  const cellAt = (level: number, column: number, row: number) => {
    const key = (column + FAR) * 2 * FAR + row + FAR;
    const known = index[level]!.get(key);
    if (known !== undefined) return known;
    const made = cells.push({ level, x: 0, y: 0, z: 0, assets: 0 }) - 1;
    index[level]!.set(key, made);
    return made;
  };
  /** Cells of all sizes about the smallest one that they share. */
  const chains = new Map<number, readonly number[]>();
  for (let at = 0; at < points.length; at += 4) {
    const [x, y, z, slot] = [points[at]!, points[at + 1]!, points[at + 2]!, points[at + 3]!];
    if (Number.isNaN(x)) continue;
    const [column, row] = [Math.floor(x / CELL_METRES[0]), Math.floor(y / CELL_METRES[0])];
    const least = cellAt(0, column, row);
    let chain = chains.get(least);
    if (!chain) {
      chain = CELL_METRES.map((_, level) => cellAt(level, column >> level, row >> level));
      chains.set(least, chain);
    }
    for (let level = 0; level < LEVELS; level++) {
      const cell = cells[chain[level]!]!;
      cell.x += x;
      cell.y += y;
      cell.z += z;
      cell.assets += 1;
      cellsOf[slot * LEVELS + level] = chain[level]!;
    }
  }
  const places = new Float32Array(4 * cells.length);
  cells.forEach(({ x, y, z, assets }, number) => {
    places.set([x / assets, y / assets, z / assets, number], 4 * number);
  });
  return { count: cells.length, places, levels: Uint8Array.from(cells, ({ level }) => level), cellsOf };
}

/**
 * Alerts of every cell by severity, kept by difference: a slot that changes costs its own cells, whatever the layer's size.
 * Texels are RGBA8: R, G, B = yellow, orange and red alerts (255 for as many or more), A = 255 when one of the worst is neither
 * stale nor offline.
 */
export interface AlertCounts {
  readonly texels: Uint8Array;
  /** A slot's state byte (`toldState`) was `before` and is `after`; 0 before the first, and of what a filter hides. */
  change(slot: number, before: number, after: number): void;
  /** Hands over the cells whose texels changed since last time: the first `count` of `cells`, valid until the next change. */
  flush(visit: (cells: Uint32Array, count: number) => void): void;
}

export function countAlerts(pyramid: ClusterPyramid, texels: Uint8Array): AlertCounts {
  const { count: cells, cellsOf } = pyramid;
  const all = new Uint32Array(cells * SEVERITIES);
  const current = new Uint32Array(cells * SEVERITIES);
  const dirty = new Uint32Array(cells);
  const isDirty = new Uint8Array(cells);
  let dirtyCount = 0;

  const add = (slot: number, state: number, by: number) => {
    const severity = (state & 7) - LEAST;
    if (severity < 0) return;
    const isCurrent = ((state >> 4) & 7) <= LATE;
    for (let at = slot * LEVELS; at < (slot + 1) * LEVELS; at++) {
      const cell = cellsOf[at]!;
      if (cell === NOWHERE || cell === undefined) return;
      all[cell * SEVERITIES + severity]! += by;
      if (isCurrent) current[cell * SEVERITIES + severity]! += by;
      if (isDirty[cell]) continue;
      isDirty[cell] = 1;
      dirty[dirtyCount++] = cell;
    }
  };
  /** Writes a cell's texel; returns whether a byte changed. */
  const write = (cell: number) => {
    let fresh = 0;
    let changed = false;
    for (let severity = 0; severity < SEVERITIES; severity++) {
      const count = Math.min(255, all[cell * SEVERITIES + severity]!);
      if (count > 0) fresh = current[cell * SEVERITIES + severity]! > 0 ? 255 : 0;
      if (texels[4 * cell + severity] !== count) changed = true;
      texels[4 * cell + severity] = count;
    }
    if (texels[4 * cell + 3] !== fresh) changed = true;
    texels[4 * cell + 3] = fresh;
    return changed;
  };

  return {
    texels,
    change(slot, before, after) {
      // hot: 1,000 of 200k slots a frame
      if (before === after) return;
      add(slot, before, -1);
      add(slot, after, 1);
    },
    flush(visit) {
      let kept = 0;
      for (let i = 0; i < dirtyCount; i++) {
        const cell = dirty[i]!;
        isDirty[cell] = 0;
        if (write(cell)) dirty[kept++] = cell;
      }
      dirtyCount = 0;
      if (kept > 0) visit(dirty, kept);
    },
  };
}
