import type { RoadData } from './city-data.ts';
import { type Network, roadAt } from './network.ts';
import { gap, type Point } from './plane.ts';

/** Remembers what stands on the street, so that poles, boards and trees keep apart. */
export interface StreetGround {
  /** Whether nothing stands within `clear` metres. */
  isClear(at: Point, clear: number): boolean;
  take(at: Point): void;
  /** Whether a pole of `road` may stand here: on dry land and off the other roads. */
  mayStand(at: Point, road: RoadData | null): boolean;
}

const CELL = 8;

export function streetGround(network: Network, isDry: (point: Point) => boolean): StreetGround {
  const cells = new Map<string, Point[]>();
  const key = (x: number, y: number) => `${Math.floor(x / CELL)},${Math.floor(y / CELL)}`;
  return {
    isClear(at, clear) {
      for (let dx = -1; dx <= 1; dx++)
        for (let dy = -1; dy <= 1; dy++)
          for (const other of cells.get(key(at[0] + dx * CELL, at[1] + dy * CELL)) ?? [])
            if (gap(at, other) < clear) return false;
      return true;
    },
    take(at) {
      const cell = key(at[0], at[1]);
      const list = cells.get(cell);
      if (list) list.push(at);
      else cells.set(cell, [at]);
    },
    mayStand(at, road) {
      return isDry(at) && roadAt(network, at, 0.5, road ?? undefined) === null;
    },
  };
}
