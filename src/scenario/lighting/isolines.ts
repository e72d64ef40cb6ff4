/** A regular grid of values; `values` holds one row of `columns` entries a line. */
export interface ScalarGrid {
  readonly lines: number;
  readonly columns: number;
  readonly values: ArrayLike<number>;
  /** Place of the grid's fractional line and column, e.g. longitude and latitude. */
  placeAt(line: number, column: number): readonly [number, number];
}

/** One level and its lines; a closed line repeats its first point. */
export interface Isoline {
  readonly level: number;
  readonly paths: readonly (readonly (readonly [number, number])[])[];
}

/**
 * Isolines by marching squares (Lorensen & Cline 1987 in two dimensions; saddles parted by the mean of the four corners),
 * joined into polylines.
 */
export function isolines(grid: ScalarGrid, levels: readonly number[]): Isoline[] {
  return levels.map((level) => ({
    level,
    paths: joined(crossings(grid, level)).map((path) => path.map((edge) => placeOf(grid, edge, level))),
  }));
}

/** Each edge of the grid has a number: 2 × node along the columns, 2 × node + 1 along the lines. */
type Edge = number;

function crossings({ lines, columns, values }: ScalarGrid, level: number): [Edge, Edge][] {
  const found: [Edge, Edge][] = [];
  for (let i = 0; i + 1 < lines; i++)
    for (let j = 0; j + 1 < columns; j++) {
      const node = i * columns + j;
      const [a, b, c, d] = [node, node + 1, node + columns + 1, node + columns].map((at) => values[at] as number) as [
        number,
        number,
        number,
        number,
      ];
      const code = (a >= level ? 1 : 0) | (b >= level ? 2 : 0) | (c >= level ? 4 : 0) | (d >= level ? 8 : 0);
      if (code === 0 || code === 15) continue;
      const [south, east, north, west] = [2 * node, 2 * (node + 1) + 1, 2 * (node + columns), 2 * node + 1];
      switch (code) {
        case 1:
        case 14:
          found.push([west, south]);
          break;
        case 2:
        case 13:
          found.push([south, east]);
          break;
        case 3:
        case 12:
          found.push([west, east]);
          break;
        case 4:
        case 11:
          found.push([east, north]);
          break;
        case 6:
        case 9:
          found.push([south, north]);
          break;
        case 7:
        case 8:
          found.push([north, west]);
          break;
        default: {
          const high = (a + b + c + d) / 4 >= level;
          if ((code === 5) === high) found.push([west, north], [south, east]);
          else found.push([west, south], [east, north]);
        }
      }
    }
  return found;
}

function joined(segments: readonly [Edge, Edge][]): Edge[][] {
  const at = new Map<Edge, number[]>();
  segments.forEach((segment, index) => {
    for (const edge of segment) at.set(edge, [...(at.get(edge) ?? []), index]);
  });
  const used = new Uint8Array(segments.length);
  const follow = (path: Edge[]): void => {
    for (;;) {
      const end = path.at(-1) as Edge;
      const next = (at.get(end) ?? []).find((index) => !used[index]);
      if (next === undefined) return;
      used[next] = 1;
      const [a, b] = segments[next] as [Edge, Edge];
      path.push(a === end ? b : a);
    }
  };
  return segments.flatMap((segment, index) => {
    if (used[index]) return [];
    used[index] = 1;
    const path = [...segment];
    follow(path);
    path.reverse();
    follow(path);
    return [path];
  });
}

function placeOf({ columns, values, placeAt }: ScalarGrid, edge: Edge, level: number): readonly [number, number] {
  const node = edge >> 1;
  const [line, column] = [Math.floor(node / columns), node % columns];
  const next = edge % 2 === 0 ? node + 1 : node + columns;
  const [a, b] = [values[node] as number, values[next] as number];
  const share = a === b ? 0.5 : (level - a) / (b - a);
  return edge % 2 === 0 ? placeAt(line, column + share) : placeAt(line + share, column);
}
