import { localFrame } from '../../../src/domain/geo/local-frame.ts';
import type { Rings } from '../feature.ts';
import type { Bounds } from '../tile/quadtree.ts';
import type { BuiltFile } from '../tile/tileset.ts';
import type { Ground } from './ground.ts';
import { TILE_CELLS, tileDegrees } from './lattice.ts';
import { lowering } from './lowered.ts';
import { type TerrainMesh, writeQuantizedMesh } from './quantized-mesh.ts';
import { trianglesIn } from './rtin.ts';
import { LAND, waterMask } from './water-mask.ts';

/** Cells a side of a tile that is not of the finest level. */
const COARSE_CELLS = 32;

/** Tiles of a level that are there, inclusive. */
interface Range {
  readonly startX: number;
  readonly startY: number;
  readonly endX: number;
  readonly endY: number;
}

/**
 * The ground as quantized-mesh tiles in the geographic TMS scheme with their `layer.json`: the network itself on the finest
 * level, over the city alone; above it regular meshes that nowhere lie above the ground, so that a coarse tile never cuts
 * through what stands on the fine one, with a ring of tiles around the city, so that the Earth beyond stays round.
 */
export function* terrainFiles(
  ground: Ground,
  bounds: Bounds,
  water: readonly Rings[],
  attribution: string,
): Generator<BuiltFile> {
  const finest = ground.lattice.level;
  const ranges = Array.from({ length: finest + 1 }, (_, level) => rangeOf(bounds, level, level < finest ? 1 : 0));
  const lowered = lowering(ground);
  for (let level = finest; level >= 0; level--) {
    const { startX, startY, endX, endY } = ranges[level]!;
    const heightAt = level < finest ? lowered(2 ** (finest - level) * (TILE_CELLS / COARSE_CELLS)) : null;
    for (let x = startX; x <= endX; x++)
      for (let y = startY; y <= endY; y++) {
        const mesh = heightAt
          ? coarseMesh(level, x, y, heightAt, level >= finest - 4 ? water : [])
          : finestMesh(ground, x, y, water);
        yield { path: `terrain/${level}/${x}/${y}.terrain`, bytes: writeQuantizedMesh(mesh) };
      }
  }
  yield {
    path: 'terrain/layer.json',
    bytes: new TextEncoder().encode(
      JSON.stringify({
        tilejson: '2.1.0',
        name: 'terrain',
        version: '1.0.0',
        format: 'quantized-mesh-1.0',
        scheme: 'tms',
        projection: 'EPSG:4326',
        tiles: ['{z}/{x}/{y}.terrain?v={version}'],
        minzoom: 0,
        maxzoom: finest,
        bounds: [-180, -90, 180, 90],
        extensions: ['octvertexnormals', 'watermask'],
        available: ranges.map((range) => [range]),
        attribution,
      }),
    ),
  };
}

/** The tiles of a level over `bounds` and `more` around them. */
function rangeOf([west, south, east, north]: Bounds, level: number, more: number): Range {
  const degrees = tileDegrees(level);
  const [columns, rows] = [2 ** (level + 1), 2 ** level];
  return {
    startX: Math.max(0, Math.floor((west + 180) / degrees) - more),
    startY: Math.max(0, Math.floor((south + 90) / degrees) - more),
    endX: Math.min(columns - 1, Math.floor((east + 180) / degrees) + more),
    endY: Math.min(rows - 1, Math.floor((north + 90) / degrees) + more),
  };
}

function boundsOf(level: number, x: number, y: number): [number, number, number, number] {
  const degrees = tileDegrees(level);
  return [x * degrees - 180, y * degrees - 90, (x + 1) * degrees - 180, (y + 1) * degrees - 90];
}

function finestMesh(ground: Ground, x: number, y: number, water: readonly Rings[]): TerrainMesh {
  const { lattice, rtin } = ground;
  const [left, bottom] = [(x - lattice.x) * TILE_CELLS, (y - lattice.y) * TILE_CELLS];
  const bounds = boundsOf(lattice.level, x, y);
  const numbers = new Map<number, number>();
  const vertices: number[] = [];
  const triangles: number[] = [];
  const nodes: number[] = [];
  const add = (i: number, j: number): void => {
    const node = j * rtin.side + i;
    let number = numbers.get(node);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(node, number);
      nodes.push(i, j);
      vertices.push((i - left) / TILE_CELLS, (j - bottom) / TILE_CELLS, rtin.heights[node]!);
    }
    triangles.push(number);
  };
  for (const [ax, ay, bx, by, cx, cy] of trianglesIn(rtin, left, bottom, TILE_CELLS)) {
    // The network's corners go clockwise.
    add(ax, ay);
    add(cx, cy);
    add(bx, by);
  }
  const at = (i: number, j: number): number => {
    const most = rtin.side - 1;
    return rtin.heights[Math.min(Math.max(j, 0), most) * rtin.side + Math.min(Math.max(i, 0), most)]!;
  };
  const frame = localFrame(bounds[0], bounds[1]).metresPerDegree;
  const [dx, dy] = [2 * lattice.step * frame[0], 2 * lattice.step * frame[1]];
  const normals = new Float32Array(nodes.length * 1.5);
  for (let k = 0; k < nodes.length / 2; k++) {
    const [i, j] = [nodes[2 * k]!, nodes[2 * k + 1]!];
    normals.set(normalOf((at(i + 1, j) - at(i - 1, j)) / dx, (at(i, j + 1) - at(i, j - 1)) / dy), 3 * k);
  }
  return {
    bounds,
    vertices: Float64Array.from(vertices),
    triangles: Uint32Array.from(triangles),
    normals,
    water: waterMask(bounds, water),
  };
}

function coarseMesh(
  level: number,
  x: number,
  y: number,
  heightAt: (longitude: number, latitude: number) => number,
  water: readonly Rings[],
): TerrainMesh {
  const bounds = boundsOf(level, x, y);
  const side = COARSE_CELLS + 1;
  const degrees = tileDegrees(level) / COARSE_CELLS;
  const vertices = new Float64Array(3 * side * side);
  const normals = new Float32Array(3 * side * side);
  const [perLongitude, perLatitude] = localFrame(bounds[0], Math.max(-80, Math.min(80, bounds[1]))).metresPerDegree;
  for (let j = 0; j < side; j++)
    for (let i = 0; i < side; i++) {
      // Counted from the Earth's corner, so that neighbours ask for the very same place.
      const [longitude, latitude] = [(x * COARSE_CELLS + i) * degrees - 180, (y * COARSE_CELLS + j) * degrees - 90];
      const at = 3 * (j * side + i);
      vertices.set([i / COARSE_CELLS, j / COARSE_CELLS, heightAt(longitude, latitude)], at);
      const east = heightAt(longitude + degrees, latitude) - heightAt(longitude - degrees, latitude);
      const north = heightAt(longitude, latitude + degrees) - heightAt(longitude, latitude - degrees);
      normals.set(normalOf(east / (2 * degrees * perLongitude), north / (2 * degrees * perLatitude)), at);
    }
  const triangles: number[] = [];
  for (let j = 0; j < COARSE_CELLS; j++)
    for (let i = 0; i < COARSE_CELLS; i++) {
      const a = j * side + i;
      triangles.push(a, a + 1, a + side + 1, a, a + side + 1, a + side);
    }
  return {
    bounds,
    vertices,
    triangles: Uint32Array.from(triangles),
    normals,
    water: water.length > 0 ? waterMask(bounds, water) : LAND,
  };
}

function normalOf(slopeEast: number, slopeNorth: number): [number, number, number] {
  const length = Math.hypot(slopeEast, slopeNorth, 1);
  return [-slopeEast / length, -slopeNorth / length, 1 / length];
}
