import { morton } from '../../../src/domain/geo/morton.ts';
import type { Buildings } from '../building-store.ts';
import type { BuildingFeature } from '../feature.ts';
import { type Box, buildingBox, surfaceBounds } from '../model/building-box.ts';
import { buildingVertices } from '../model/building-surface.ts';
import { middleOf } from '../model/ring.ts';
import { verticalExtent } from '../model/vertical-extent.ts';
import { USE_NUMBERS } from './building-use.ts';
import type { Places } from './pyramid.ts';
import type { Bounds, Quadtree } from './quadtree.ts';

/** The box of a building or of several, and the number of their use. */
interface UsedBox extends Box {
  readonly use: number;
}

/** Boxes that are made as they are asked for, as often as they are. */
export interface UsedBoxes extends Iterable<UsedBox> {
  readonly length: number;
}

/** Buildings by their place along a Morton curve over the city, ties by the input: neighbours pack well together. */
export interface PlacedBuildings extends Places {
  boxes(pieces: Uint32Array): UsedBoxes;
  members(pieces: Uint32Array): BuildingFeature[];
  /** The records of the buildings (see `Buildings.record`), each its own copy. */
  records(pieces: Uint32Array): Uint8Array[];
}

/** Longitude, latitude, half of the long side east and north, half across, base, top, use. */
type BoxNumbers = [number, number, number, number, number, number, number, number];
const NUMBERS = 8;

/** Reads every building once. What is kept of each are 86 bytes outside of the heap: its place, its box, its vertices and its turn. */
export function placedBuildings(buildings: Buildings, tree: Quadtree): PlacedBuildings {
  const { length } = buildings;
  const places = new Float64Array(2 * length);
  const numbers = new Float64Array(NUMBERS * length);
  const vertices = new Uint16Array(length);
  for (let index = 0; index < length; index++) {
    const building = buildings.get(index);
    const { longitude, latitude, half, across, base, top } = buildingBox(building, verticalExtent(building));
    places.set(placeOf(building), 2 * index);
    numbers.set([longitude, latitude, ...half, across, base, top, USE_NUMBERS[building.use]], NUMBERS * index);
    vertices[index] = buildingVertices(building);
  }
  const order = alongCurve(places, tree.bounds);

  /** Reads in the order of the input, where neighbours lie beside each other, and answers in the order of the pieces. */
  function read<T>(pieces: Uint32Array, one: (index: number) => T): T[] {
    const found = new Map<number, T>();
    const indices = Uint32Array.from(pieces, (piece) => order[piece] as number).sort();
    for (const index of indices) found.set(index, one(index));
    return Array.from(pieces, (piece) => found.get(order[piece] as number) as T);
  }

  return {
    length,
    longitude: (piece) => places[2 * (order[piece] as number)] as number,
    latitude: (piece) => places[2 * (order[piece] as number) + 1] as number,
    vertices: (piece) => vertices[order[piece] as number] as number,
    boxes: (pieces) => ({
      length: pieces.length,
      *[Symbol.iterator]() {
        for (const piece of pieces) {
          const at = NUMBERS * (order[piece] as number);
          const [longitude, latitude, x, y, across, base, top, use] = numbers.subarray(
            at,
            at + NUMBERS,
          ) as unknown as BoxNumbers;
          yield { longitude, latitude, half: [x, y], across, base, top, use };
        }
      },
    }),
    members: (pieces) => read(pieces, (index) => buildings.get(index)),
    records: (pieces) => read(pieces, (index) => Uint8Array.from(buildings.record(index))),
  };
}

/** Numbers of the buildings along the curve. */
function alongCurve(places: Float64Array, [west, south, east, north]: Bounds): Uint32Array {
  const step = (value: number, low: number, high: number): number =>
    Math.min(65_535, Math.max(0, Math.floor(((value - low) / (high - low)) * 65_536)));
  // The number of a building below, its place on the curve above: one 64-bit word each, which sorts without objects.
  const words = new Uint32Array(places.length);
  for (let i = 0; i < words.length; i += 2) {
    words[i] = i / 2;
    words[i + 1] = morton(step(places[i] as number, west, east), step(places[i + 1] as number, south, north));
  }
  new BigUint64Array(words.buffer).sort();
  return Uint32Array.from({ length: words.length / 2 }, (_, i) => words[2 * i] as number);
}

function placeOf(building: BuildingFeature): [longitude: number, latitude: number] {
  const ring = building.parts[0]?.rings[0];
  if (ring) return middleOf(ring);
  const [west, south, east, north] = surfaceBounds(building.surface as Float64Array);
  return [(west + east) / 2, (south + north) / 2];
}
