import { insideRing } from '../../../src/domain/geo/inside-ring.ts';
import type { BuildingPart, Rings } from '../feature.ts';
import { areaOf, middleOf } from '../model/ring.ts';
import { growingBounds } from '../tile/quadtree.ts';

/** Parts replace the outline when they cover at least this share of it. */
const COVER = 0.5;

/** A part that begins higher above the outline's base than this, metres, does not stand there. */
const STEP = 1;
const TOLERANCE = 0.01;

/**
 * What is drawn of a building with parts: the parts alone when they cover most of the outline and reach its height (Simple 3D
 * Buildings), otherwise the outline with them. An outline lower than its parts is kept where few of them stand on its ground:
 * it is the body that a tower or a roof stands on, and they would hang in the air. One as high as its parts gives way: on
 * stilts.
 */
export function drawnParts(outline: readonly BuildingPart[], parts: readonly BuildingPart[]): readonly BuildingPart[] {
  if (parts.length === 0) return outline;
  const covers = (list: readonly BuildingPart[]): boolean => areaOfAll(list) >= COVER * areaOfAll(outline);
  const [lower, upper] = [topOf(outline), topOf(parts)];
  const ground = Math.min(...outline.map(({ base }) => base)) + STEP;
  const hanging = !covers(parts.filter(({ base }) => base <= ground));
  const body = hanging && lower < upper - TOLERANCE;
  return covers(parts) && upper >= lower - TOLERANCE && !body ? parts : [...outline, ...parts];
}

function areaOfAll(parts: readonly BuildingPart[]): number {
  return parts.reduce((sum, { rings }) => sum + areaOf(rings), 0);
}

function topOf(parts: readonly BuildingPart[]): number {
  return Math.max(...parts.map(({ top }) => top));
}

/** Side of the cells that outlines are looked up by, degrees: some 200 m. */
const CELL = 0.002;
/** An outline over more cells than this, an airport's or a mistake, is looked at for every part instead. */
const MOST_CELLS = 64;

/** Finds the first of `wholes` in whose outline the middle of a part lies. */
export function wholeAround<T>(
  wholes: Iterable<T>,
  outlineOf: (whole: T) => readonly Rings[],
): (part: Rings) => T | undefined {
  type Entry = { readonly whole: T; readonly rings: Rings; readonly order: number };
  const cells = new Map<string, Entry[]>();
  const wide: Entry[] = [];
  let order = 0;
  for (const whole of wholes)
    for (const rings of outlineOf(whole)) {
      const entry = { whole, rings, order: order++ };
      const [x0, y0, x1, y1] = cellsOf(rings);
      if (!((x1 - x0 + 1) * (y1 - y0 + 1) <= MOST_CELLS)) wide.push(entry);
      else
        for (let x = x0; x <= x1; x++)
          for (let y = y0; y <= y1; y++) {
            const key = `${x} ${y}`;
            const list = cells.get(key);
            if (list) list.push(entry);
            else cells.set(key, [entry]);
          }
    }
  return (part) => {
    const place = middleOf(part[0] ?? []);
    const near = cells.get(place.map((value) => Math.floor(value / CELL)).join(' ')) ?? [];
    const holds = ({ rings }: Entry): boolean => rings[0] !== undefined && insideRing(place, rings[0]);
    const found = [near.find(holds), wide.find(holds)].filter((each) => each !== undefined);
    return found.toSorted((a, b) => a.order - b.order)[0]?.whole;
  };
}

function cellsOf([outer = []]: Rings): [west: number, south: number, east: number, north: number] {
  const reached = growingBounds();
  for (const [x, y] of outer) reached.reach(x, y);
  return reached.bounds().map((value) => Math.floor(value / CELL)) as [number, number, number, number];
}
