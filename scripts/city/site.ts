import type { BuildingUse } from '../../src/domain/building.ts';
import type { Random } from '../../src/domain/random.ts';
import type { Patch } from './band.ts';
import type { Block } from './blocks.ts';
import type { RoadData } from './city-data.ts';
import {
  type Box,
  boxOf,
  convexOverlap,
  fitsInside,
  inside,
  type Point,
  placed,
  type Ring,
  rectangle,
} from './plane.ts';

interface PartDraft {
  readonly ring: Ring;
  readonly base: number;
  readonly top: number;
  readonly roof?: 'flat' | 'gabled' | 'hipped' | 'pyramidal';
  readonly roofHeight?: number;
}

/** A building in metres, before it gets its id. */
export interface BuildingDraft {
  readonly use: BuildingUse;
  readonly storeys: number;
  readonly year: number;
  readonly parts: readonly PartDraft[];
  /** Convex outline of all parts; no two of them overlap. */
  readonly footprint: Ring;
  /** The named road its front faces, with the front edge seen from outside, left to right. */
  readonly front?: { readonly road: RoadData; readonly edge: readonly [Point, Point] };
}

/** A block being filled: it accepts a building only where nothing else stands. */
export interface Site {
  readonly block: Block;
  /** What stands here in truth; its main building carries the name. */
  readonly landmark?: string;
  readonly random: Random;
  /** Outline in the frame of the rows: x along the rows, y from south to north. */
  readonly extent: Box;
  readonly buildings: BuildingDraft[];
  readonly patches: Patch[];
  /** Convex rings that buildings keep clear of. */
  readonly taken: { readonly ring: Ring; readonly box: Box }[];
}

/** Rows stray at most this far from east–west, radians, so that rooms face south. */
const MAX_TILT = 0.35;

export function openSite(block: Block, random: Random, landmark?: string): Site {
  const angle = Math.abs(block.angle) <= MAX_TILT ? block.angle : 0;
  const aligned = angle === block.angle ? block : { ...block, angle };
  return {
    block: aligned,
    random,
    ...(landmark ? { landmark } : {}),
    extent: boxOf(placed(block.ring, [0, 0], -angle)),
    buildings: [],
    patches: [],
    taken: [],
  };
}

/** A rectangle in row coordinates, as it lies in the city. */
export function plot(site: Site, x: number, y: number, width: number, depth: number, turn = 0): Ring {
  const centre = placed([[x, y]], [0, 0], site.block.angle)[0]!;
  return rectangle(centre, width, depth, site.block.angle + turn);
}

/** Whether `ring` is free land, `setback` metres inside the block and `clear` metres from what stands there. */
export function isFree(site: Site, ring: Ring, setback: number, clear: number): boolean {
  const box = boxOf(ring);
  for (const other of site.taken) {
    if (
      box.minX - clear < other.box.maxX &&
      box.maxX + clear > other.box.minX &&
      box.minY - clear < other.box.maxY &&
      box.maxY + clear > other.box.minY &&
      convexOverlap(ring, other.ring, clear)
    )
      return false;
  }
  return fitsInside(site.block.ring, ring, setback);
}

/** Marks land as taken without building on it. */
export function reserve(site: Site, ring: Ring): void {
  site.taken.push({ ring, box: boxOf(ring) });
}

/** Builds when the outline is free. */
export function build(site: Site, draft: BuildingDraft, setback: number, clear: number): boolean {
  if (!isFree(site, draft.footprint, setback, clear)) return false;
  reserve(site, draft.footprint);
  site.buildings.push(draft);
  return true;
}

/** Whether a point of the block is open ground, `clear` metres from every building. */
export function isOpen(site: Site, point: Point, clear: number): boolean {
  if (!inside(site.block.ring, point)) return false;
  const dot = rectangle(point, 2 * clear, 2 * clear, 0);
  return !site.taken.some((other) => convexOverlap(dot, other.ring));
}

export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random();
}

export function whole(random: Random, low: number, high: number): number {
  return low + Math.floor((high - low + 1) * random());
}

export function pick<T>(random: Random, choices: readonly (readonly [weight: number, value: T])[]): T {
  let rest = random() * choices.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, value] of choices) {
    rest -= weight;
    if (rest < 0) return value;
  }
  return choices.at(-1)![1];
}
