import { heightAt } from '../../../src/domain/geo/height-field.ts';
import { insideRing } from '../../../src/domain/geo/inside-ring.ts';
import { parseCityWater } from '../../../src/wire/city-water.ts';
import { decodeHeights, type TerrainEntry } from '../../../src/wire/height-grid.ts';
import { tileDegrees } from './lattice.ts';
import { type ReadMesh, readQuantizedMesh } from './quantized-mesh.ts';
import { MASK_SIDE } from './water-mask.ts';

const STEPS = 32_767;
/** Pixels of a mask between two that are checked. */
const STRIDE = 16;

interface LayerJson {
  readonly format: string;
  readonly maxzoom: number;
  readonly available: readonly (readonly { startX: number; startY: number; endX: number; endY: number }[])[];
}

/**
 * Reads a city's terrain again and throws on the first thing that does not fit: every tile that `layer.json` promises is
 * there and whole, its border is listed, it meets its neighbours, it has the heights of `heights.bin`, and its water is that
 * of `water.json`.
 */
export function checkTerrain(entry: TerrainEntry, read: (path: string) => Buffer): number {
  const layer = JSON.parse(read(entry.url).toString('utf8')) as LayerJson;
  if (layer.format !== 'quantized-mesh-1.0') throw new Error(`${entry.url} is of format "${layer.format}".`);
  if (layer.available.length !== layer.maxzoom + 1)
    throw new Error(`${entry.url} lists ${layer.available.length} levels up to level ${layer.maxzoom}.`);
  const field = decodeHeights(entry.heights, read(entry.heights.url));
  const water = parseCityWater(JSON.parse(read('water.json').toString('utf8')), 'water.json');
  const folder = entry.url.replace(/\/[^/]*$/, '');
  let count = 0;
  layer.available.forEach((ranges, level) => {
    const tiles = new Map<string, ReadMesh>();
    for (const { startX, startY, endX, endY } of ranges)
      for (let x = startX; x <= endX; x++)
        for (let y = startY; y <= endY; y++) {
          const path = `${folder}/${level}/${x}/${y}.terrain`;
          const mesh = readQuantizedMesh(read(path));
          checkBorder(path, mesh);
          tiles.set(`${x} ${y}`, mesh);
          meet(path, tiles.get(`${x - 1} ${y}`), mesh, 'east', 'west');
          meet(path, tiles.get(`${x} ${y - 1}`), mesh, 'north', 'south');
          const [west, south, degrees] = [
            x * tileDegrees(level) - 180,
            y * tileDegrees(level) - 90,
            tileDegrees(level),
          ];
          const slack = 0.03 + (mesh.maximum - mesh.minimum) / STEPS;
          for (let i = 0; i < mesh.u.length; i++) {
            const [longitude, latitude] = [
              west + (degrees * mesh.u[i]!) / STEPS,
              south + (degrees * mesh.v[i]!) / STEPS,
            ];
            const wanted = heightAt(field, longitude, latitude);
            const over = mesh.heights[i]! - wanted;
            const inField =
              longitude >= field.west &&
              latitude >= field.south &&
              longitude <= field.west + field.stepLongitude * (field.columns - 1) &&
              latitude <= field.south + field.stepLatitude * (field.rows - 1);
            if (over > slack || (level === layer.maxzoom && inField && over < -slack))
              throw new Error(
                `${path}: vertex ${i} is ${over.toFixed(3)} m above the ground (${wanted.toFixed(2)} m).`,
              );
          }
          if (level === layer.maxzoom) checkWater(path, mesh, [west, south, degrees], water);
          count++;
        }
  });
  return count;
}

function checkBorder(path: string, mesh: ReadMesh): void {
  for (const [edge, values, at] of [
    ['west', mesh.u, 0],
    ['south', mesh.v, 0],
    ['east', mesh.u, STEPS],
    ['north', mesh.v, STEPS],
  ] as const) {
    const listed = new Set(mesh[edge]);
    values.forEach((value, i) => {
      if ((value === at) !== listed.has(i))
        throw new Error(`${path}: vertex ${i} is wrongly listed on its ${edge} edge.`);
    });
    if (listed.size < 2) throw new Error(`${path}: its ${edge} edge has ${listed.size} vertices.`);
  }
}

/** Throws where two neighbours have other places or heights on the edge between them. */
function meet(
  path: string,
  before: ReadMesh | undefined,
  mesh: ReadMesh,
  theirs: 'east' | 'north',
  ours: 'west' | 'south',
): void {
  if (!before) return;
  const along = theirs === 'east' ? 'v' : 'u';
  const edgeOf = (tile: ReadMesh, edge: 'east' | 'north' | 'west' | 'south') =>
    Array.from(tile[edge], (i): [number, number] => [tile[along][i]!, tile.heights[i]!]).sort((a, b) => a[0] - b[0]);
  const [a, b] = [edgeOf(before, theirs), edgeOf(mesh, ours)];
  const slack = 0.002 + (before.maximum - before.minimum + mesh.maximum - mesh.minimum) / STEPS;
  const apart =
    a.length !== b.length || a.some(([at, height], i) => at !== b[i]![0] || Math.abs(height - b[i]![1]) > slack);
  if (apart) throw new Error(`${path}: its ${ours} edge does not meet its neighbour's.`);
}

function checkWater(
  path: string,
  { water }: ReadMesh,
  [west, south, degrees]: readonly [number, number, number],
  areas: { readonly water: readonly Ring[]; readonly dry: readonly Ring[] },
): void {
  if (!water || (water.length !== 1 && water.length !== MASK_SIDE * MASK_SIDE))
    throw new Error(`${path}: a water mask of ${water?.length ?? 0} bytes.`);
  const pixel = degrees / MASK_SIDE;
  const near = (ring: Ring): boolean =>
    ring.some(
      ([x, y]) => x > west - degrees && x < west + 2 * degrees && y > south - degrees && y < south + 2 * degrees,
    );
  const [wet, dry] = [areas.water.filter(reaches(west, south, degrees)), areas.dry.filter(near)];
  for (let row = STRIDE / 2; row < MASK_SIDE; row += STRIDE)
    for (let column = STRIDE / 2; column < MASK_SIDE; column += STRIDE) {
      const place = [west + (column + 0.5) * pixel, south + degrees - (row + 0.5) * pixel] as const;
      if (dry.some((ring) => insideRing(place, ring))) continue;
      const is = (water.length === 1 ? water[0]! : water[row * MASK_SIDE + column]!) > 127;
      if (is !== wet.some((ring) => insideRing(place, ring)))
        throw new Error(`${path}: the mask says ${is ? 'water' : 'land'} at ${place.join(', ')}, water.json does not.`);
    }
}

type Ring = readonly (readonly [number, number])[];

/** Whether the box of a ring reaches into a tile. */
function reaches(west: number, south: number, degrees: number): (ring: Ring) => boolean {
  return (ring) => {
    const xs = ring.map(([x]) => x);
    const ys = ring.map(([, y]) => y);
    return (
      xs.some((x) => x > west) &&
      xs.some((x) => x < west + degrees) &&
      ys.some((y) => y > south) &&
      ys.some((y) => y < south + degrees)
    );
  };
}
