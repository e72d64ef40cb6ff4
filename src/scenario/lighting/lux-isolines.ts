import { type Isoline, isolines } from './isolines.ts';
import type { LuxField } from './lux-field.ts';

/** Lines of equal illuminance in longitude and latitude, at `levels` lx. */
export function luxIsolines(field: LuxField, levels: readonly number[]): Isoline[] {
  const columns = field.grid.offsets.length;
  const corner = (line: number, column: number): [number, number] => {
    const at = 2 * (line * columns + column);
    return [field.grid.positions[at] as number, field.grid.positions[at + 1] as number];
  };
  return isolines(
    {
      lines: field.grid.chainages.length,
      columns,
      values: field.lux,
      placeAt(line, column) {
        const [i, j] = [Math.floor(line), Math.floor(column)];
        const [u, v] = [line - i, column - j];
        const from = corner(i, j);
        const to = corner(
          Math.min(i + (u > 0 ? 1 : 0), field.grid.chainages.length - 1),
          Math.min(j + (v > 0 ? 1 : 0), columns - 1),
        );
        const share = u > 0 ? u : v;
        return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
      },
    },
    levels,
  );
}

/** Where the value of an isoline is written. */
export interface LuxLabel {
  readonly lux: number;
  readonly position: readonly [longitude: number, latitude: number];
}

/** Metres between two labels of one line, and of the shortest line that has one. */
const APART = 140;
const SHORTEST = 25;

/** Places for the values of isolines: along each line at equal distances, the first half a distance in. */
export function luxLabels(isolines: readonly Isoline[]): LuxLabel[] {
  return isolines.flatMap(({ level, paths }) =>
    paths.flatMap((path) => {
      const lengths = path.slice(1).map((point, index) => metresBetween(path[index] as LonLat, point));
      const total = lengths.reduce((sum, each) => sum + each, 0);
      if (total < SHORTEST) return [];
      const count = Math.max(1, Math.round(total / APART));
      let [walked, next] = [0, 0];
      return lengths.flatMap((length, index): LuxLabel[] => {
        walked += length;
        if (next >= count || walked < ((next + 0.5) * total) / count) return [];
        next += 1;
        return [{ lux: level, position: path[index + 1] as LonLat }];
      });
    }),
  );
}

type LonLat = readonly [longitude: number, latitude: number];

/** Metres on the sphere between near places; a thousandth off is no matter for a label. */
function metresBetween(a: LonLat, b: LonLat): number {
  const degree = 111_195;
  return Math.hypot((b[0] - a[0]) * degree * Math.cos((a[1] * Math.PI) / 180), (b[1] - a[1]) * degree);
}
