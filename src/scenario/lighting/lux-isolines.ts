import { type Isoline, isolines } from './isolines.ts';
import type { LuxField } from './lux-field.ts';

/** Lines of equal illuminance in longitude and latitude, at `levels` lx. */
export function luxIsolines(field: LuxField, levels: readonly number[]): Isoline[] {
  const columns = field.offsets.length;
  const corner = (line: number, column: number): [number, number] => {
    const at = 2 * (line * columns + column);
    return [field.positions[at] as number, field.positions[at + 1] as number];
  };
  return isolines(
    {
      lines: field.chainages.length,
      columns,
      values: field.lux,
      placeAt(line, column) {
        const [i, j] = [Math.floor(line), Math.floor(column)];
        const [u, v] = [line - i, column - j];
        const from = corner(i, j);
        const to = corner(
          Math.min(i + (u > 0 ? 1 : 0), field.chainages.length - 1),
          Math.min(j + (v > 0 ? 1 : 0), columns - 1),
        );
        const share = u > 0 ? u : v;
        return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
      },
    },
    levels,
  );
}
