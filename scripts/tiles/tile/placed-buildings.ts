import { morton } from '../../../src/domain/geo/morton.ts';
import type { Buildings, PackedBuildings } from '../building-store.ts';
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
  /** A copy of the numbers of those from `first` to before `end`, for `boxesIn`; absent: of all. */
  numbers(first?: number, end?: number): Float64Array<ArrayBuffer>;
}

/** Buildings by their place along a Morton curve over the city, ties by the input: neighbours pack well together. */
export interface PlacedBuildings extends Places {
  boxes(pieces: Uint32Array): UsedBoxes;
  packed(pieces: Uint32Array): PackedBuildings;
}

/** Of a box: longitude, latitude, half of the long side east and north, half across, base, top, use. */
const NUMBERS = 8;

/** Reads every building once. What is kept of each are 86 bytes outside of the heap: its place, its box, its vertices and its turn. */
export function placedBuildings(buildings: Buildings, tree: Quadtree): PlacedBuildings {
  const { length } = buildings;
  const places = new Float64Array(2 * length);
  const numbers = new Float64Array(NUMBERS * length);
  const vertices = new Uint16Array(length);
  for (let index = 0; index < length; index++) {
    const building = buildings.get(index);
    const box = buildingBox(building, verticalExtent(building));
    const place = placeOf(building);
    places[2 * index] = place[0];
    places[2 * index + 1] = place[1];
    const at = NUMBERS * index;
    numbers[at] = box.longitude;
    numbers[at + 1] = box.latitude;
    numbers[at + 2] = box.half[0];
    numbers[at + 3] = box.half[1];
    numbers[at + 4] = box.across;
    numbers[at + 5] = box.base;
    numbers[at + 6] = box.top;
    numbers[at + 7] = USE_NUMBERS[building.use];
    vertices[index] = buildingVertices(building);
  }
  const order = alongCurve(places, tree.bounds);

  return {
    length,
    longitude: (piece) => places[2 * (order[piece] as number)] as number,
    latitude: (piece) => places[2 * (order[piece] as number) + 1] as number,
    vertices: (piece) => vertices[order[piece] as number] as number,
    boxes: (pieces) => boxesOf(numbers, pieces.length, (i) => order[pieces[i] as number] as number),
    packed: (pieces) => buildings.pack(pieces.map((piece) => order[piece] as number)),
  };
}

/** Boxes whose numbers lie in one list, as `UsedBoxes.numbers` gives it. */
export function boxesIn(numbers: Float64Array): UsedBoxes {
  return boxesOf(numbers, numbers.length / NUMBERS, (i) => i);
}

function boxesOf(numbers: Float64Array, length: number, placeOf: (i: number) => number): UsedBoxes {
  return {
    length,
    *[Symbol.iterator]() {
      for (let i = 0; i < length; i++) {
        const at = NUMBERS * placeOf(i);
        yield {
          longitude: numbers[at] as number,
          latitude: numbers[at + 1] as number,
          half: [numbers[at + 2] as number, numbers[at + 3] as number],
          across: numbers[at + 4] as number,
          base: numbers[at + 5] as number,
          top: numbers[at + 6] as number,
          use: numbers[at + 7] as number,
        };
      }
    },
    numbers(first = 0, end = length) {
      const copy = new Float64Array(NUMBERS * (end - first));
      for (let i = first, to = 0; i < end; i++) {
        const at = NUMBERS * placeOf(i);
        for (let k = 0; k < NUMBERS; k++) copy[to++] = numbers[at + k] as number;
      }
      return copy;
    },
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
  const order = new Uint32Array(words.length / 2);
  for (let i = 0; i < order.length; i++) order[i] = words[2 * i] as number;
  return order;
}

function placeOf(building: BuildingFeature): [longitude: number, latitude: number] {
  const ring = building.parts[0]?.rings[0];
  if (ring) return middleOf(ring);
  const [west, south, east, north] = surfaceBounds(building.surface as Float64Array);
  return [(west + east) / 2, (south + north) / 2];
}
