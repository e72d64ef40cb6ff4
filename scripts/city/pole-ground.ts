import Flatbush from 'flatbush';
import type { RoadData } from './city-data.ts';
import { type Network, roadAt } from './network.ts';
import { boxOf, distanceToLine, gap, inside, type Line, type Point, type Ring } from './plane.ts';

/** Remembers what stands on the street, so that poles, boards and trees keep apart. */
export interface StreetGround {
  /** Whether nothing stands within `clear` metres. */
  isClear(at: Point, clear: number): boolean;
  take(at: Point): void;
  /** Whether a pole of `road` may stand here: on dry land and off the other roads. */
  mayStand(at: Point, road: RoadData | null): boolean;
  /**
   * Takes `at` for something and answers where it is set up: there, or, where wheels roll or what came before was set up, at the nearest
   * dry and free place behind a kerb, no nearer to the middle of its road. Its place stays taken, so that nothing else comes or
   * goes by it.
   */
  setUp(at: Point, axis: Line): Point;
}

const CELL = 8;
/** Metres from a kerb to the axis of what was moved behind it, and how far a kerb is looked for, in which steps. */
const SETBACK = 0.4;
const FARTHEST = 14;
const STEP = 0.25;
const DIRECTIONS = 32;
/** What is moved keeps this far from what stands, and what comes later from it, metres. */
const APART = 1.6;
const BESIDE = 0.8;

export function streetGround(
  network: Network,
  isDry: (point: Point) => boolean,
  /** Outlines of all carriageways, and of the islands on them. */
  roadway: readonly Ring[],
  islands: readonly Ring[],
): StreetGround {
  const [places, moved] = [scattered(), scattered()];
  const [rolls, raised] = [containing(roadway), containing(islands)];
  const onWheels = (at: Point) => rolls(at) && !raised(at);
  return {
    isClear: places.isClear,
    take: places.add,
    mayStand(at, road) {
      return isDry(at) && roadAt(network, at, 0.5, road ?? undefined) === null;
    },
    setUp(at, axis) {
      places.add(at);
      if (!onWheels(at) && moved.isClear(at, BESIDE)) return at;
      const least = distanceToLine(at, axis) - STEP;
      for (let reach = STEP; reach < FARTHEST; reach += STEP)
        for (let i = 0; i < DIRECTIONS; i++) {
          const turn = (2 * Math.PI * i) / DIRECTIONS;
          const away = (metres: number): Point => [at[0] + metres * Math.cos(turn), at[1] + metres * Math.sin(turn)];
          const place = away(reach + SETBACK);
          if (onWheels(away(reach)) || onWheels(place) || !isDry(place) || distanceToLine(place, axis) < least)
            continue;
          if (!places.isClear(place, APART) || !moved.isClear(place, APART)) continue;
          moved.add(place);
          return place;
        }
      return at;
    },
  };
}

/** Points that are asked for by what is near. */
function scattered(): { add(at: Point): void; isClear(at: Point, clear: number): boolean } {
  const cells = new Map<string, Point[]>();
  const key = (x: number, y: number) => `${Math.floor(x / CELL)},${Math.floor(y / CELL)}`;
  return {
    add(at) {
      const cell = key(at[0], at[1]);
      const list = cells.get(cell);
      if (list) list.push(at);
      else cells.set(cell, [at]);
    },
    isClear(at, clear) {
      for (let dx = -1; dx <= 1; dx++)
        for (let dy = -1; dy <= 1; dy++)
          for (const other of cells.get(key(at[0] + dx * CELL, at[1] + dy * CELL)) ?? [])
            if (gap(at, other) < clear) return false;
      return true;
    },
  };
}

/** Whether one of the rings holds a point. */
function containing(rings: readonly Ring[]): (at: Point) => boolean {
  if (rings.length === 0) return () => false;
  const index = new Flatbush(rings.length);
  for (const ring of rings) {
    const { minX, minY, maxX, maxY } = boxOf(ring);
    index.add(minX, minY, maxX, maxY);
  }
  index.finish();
  return ([x, y]) => index.search(x, y, x, y).some((i) => inside(rings[i] as Ring, [x, y]));
}
