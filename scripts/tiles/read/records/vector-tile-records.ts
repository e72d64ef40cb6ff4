import { classifyRings, VectorTile } from '@mapbox/vector-tile';
import Pbf from 'pbf';
import polygonClipping, { type Polygon } from 'polygon-clipping';
import { inputError } from '../../input-error.ts';
import type { ReadOptions } from '../collector.ts';
import type { RawFeature } from '../geojson-feature.ts';
import { batched, type RecordStream } from '../record-stream.ts';
import type { ArchivedTile, TileArchive } from './tile-archive.ts';

const BUILDINGS = /build|建筑|房屋/i;

/** Polygons of one record in steps of the archive's finest grid, counted from the world's north-west corner. */
interface Piece {
  readonly id: number | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly polygons: readonly Polygon[];
}

/**
 * Buildings of an archive of vector tiles, longitude and latitude: those of each tile below which no deeper tile has any.
 * (An archive that was joined of several, or made to be as deep as each place needs, has them at more than one zoom.)
 * A building that a tile's edge cuts is put together again from its pieces, which have the same id and properties. Ids that
 * a tile has twice are none (some archives number the records of each tile from one): then the same properties and a touch
 * make one building.
 */
export function vectorTileRecords(archive: TileArchive, file: string, options: ReadOptions): RecordStream {
  return { format: archive.format, crs: null, mayHaveParts: true, batches: batched(records(archive, file, options)) };
}

async function* records(archive: TileArchive, file: string, options: ReadOptions): AsyncGenerator<RawFeature> {
  const cut: Piece[] = [];
  const layers = new Set<string>();
  const covered = new Set<number>();
  let steps = 0;
  let drawn = 0;
  let identities = true;
  for await (const tile of archive.tiles) {
    if (covered.has(placeOf(tile))) continue;
    const { pieces, finest, repeated } = piecesOf(tile, await tile.data(), file, options, layers, steps);
    steps = finest;
    identities &&= !repeated;
    if (pieces.length > 0) cover(covered, tile);
    for (const { piece, crosses } of pieces) {
      drawn++;
      if (crosses) cut.push(piece);
      else yield recordOf(identities ? piece : { ...piece, id: undefined }, steps);
    }
  }
  if (drawn === 0)
    throw inputError(
      file,
      null,
      options.only ? `has no polygons in layer ${options.only.join(', ')}` : 'has no layer of buildings',
      layers.size > 0 ? `name one with --only: ${[...layers].join(', ')}` : 'give an archive with buildings',
    );
  for (const pieces of sameBuildings(identities ? cut : cut.map((piece) => ({ ...piece, id: undefined })))) {
    const [first, ...others] = pieces as [Piece, ...Piece[]];
    const joined = others.length === 0 ? first.polygons : union(pieces);
    // Pieces without an id are joined only where they touch.
    if (first.id !== undefined) yield recordOf({ ...first, polygons: joined }, steps);
    else for (const polygon of joined) yield recordOf({ ...first, polygons: [polygon] }, steps);
  }
}

/** Pieces by their id and properties, in the order of the first of each. */
function sameBuildings(pieces: readonly Piece[]): Iterable<readonly Piece[]> {
  const groups = new Map<string, Piece[]>();
  for (const piece of pieces) {
    const key = `${piece.id ?? ''} ${JSON.stringify(piece.properties)}`;
    const group = groups.get(key);
    if (group) group.push(piece);
    else groups.set(key, [piece]);
  }
  return groups.values();
}

/** A number that no other tile has. */
function placeOf({ z, x, y }: Pick<ArchivedTile, 'z' | 'x' | 'y'>): number {
  return (4 ** z - 1) / 3 + y * 2 ** z + x;
}

/** Marks all tiles over one as told by it. */
function cover(covered: Set<number>, { z, x, y }: ArchivedTile): void {
  for (let up = 1; up <= z; up++) {
    const place = placeOf({ z: z - up, x: Math.floor(x / 2 ** up), y: Math.floor(y / 2 ** up) });
    if (covered.has(place)) return;
    covered.add(place);
  }
}

/** `steps`: those of the finest grid about the world, or 0 while there was none, which is then this tile's. */
function piecesOf(
  { z, x, y }: ArchivedTile,
  data: Uint8Array,
  file: string,
  options: ReadOptions,
  layers: Set<string>,
  steps: number,
): { pieces: { piece: Piece; crosses: boolean }[]; finest: number; repeated: boolean } {
  let tile: VectorTile;
  try {
    // The library takes decimal numbers from the start of the memory that the bytes lie in: theirs has to be their own.
    tile = new VectorTile(new Pbf(data.byteOffset === 0 ? data : new Uint8Array(data)));
  } catch (error) {
    throw inputError(
      file,
      `tile ${z}/${x}/${y}`,
      `is no vector tile (${(error as Error).message})`,
      'fetch it again, whole',
    );
  }
  const pieces: { piece: Piece; crosses: boolean }[] = [];
  let finest = steps;
  let repeated = false;
  for (const [name, layer] of Object.entries(tile.layers)) {
    layers.add(name);
    if (!(options.only?.includes(name) ?? BUILDINGS.test(name))) continue;
    const { extent } = layer;
    finest ||= 2 ** z * extent;
    const step = finest / (2 ** z * extent);
    const ids = new Set<number>();
    for (let i = 0; i < layer.length; i++) {
      const feature = layer.feature(i);
      if (feature.type !== 3) continue;
      if (feature.id !== undefined) {
        repeated ||= ids.has(feature.id);
        ids.add(feature.id);
      }
      const rings = feature.loadGeometry();
      const crosses = rings.some((ring) =>
        ring.some((point) => point.x <= 0 || point.y <= 0 || point.x >= extent || point.y >= extent),
      );
      const whole = classifyRings(rings).map((polygon) =>
        polygon.map((ring) => ring.map((point): [number, number] => [point.x, point.y])),
      );
      // Beyond its edge a tile repeats what its neighbour has.
      const own = crosses ? within(whole, extent) : whole;
      const polygons = own.map((rings) =>
        rings.map((ring) =>
          ring.map(([px, py]): [number, number] => [step * (x * extent + px), step * (y * extent + py)]),
        ),
      );
      if (polygons.length > 0)
        pieces.push({ piece: { id: feature.id, properties: feature.properties, polygons }, crosses });
    }
  }
  return { pieces, finest, repeated };
}

/**
 * One shape of pieces that touch, or they as they are where the library finds no way through them. It loses its way where
 * numbers are large: at zoom 18 they have ten digits before the point.
 */
function union(pieces: readonly { readonly polygons: readonly Polygon[] }[]): readonly Polygon[] {
  const [east = 0, south = 0] = (pieces[0]?.polygons[0]?.[0]?.[0] ?? []).map(Math.floor);
  const [first = [], ...others] = pieces.map(({ polygons }) => moved(polygons, -east, -south));
  try {
    return moved(polygonClipping.union(first, ...others), east, south);
  } catch {
    return pieces.flatMap(({ polygons }) => polygons);
  }
}

function moved(polygons: readonly Polygon[], east: number, south: number): Polygon[] {
  return polygons.map((rings) => rings.map((ring) => ring.map(([x, y]): [number, number] => [x + east, y + south])));
}

/** What of polygons lies in a tile, in steps from its own corner. */
function within(polygons: Polygon[], extent: number): Polygon[] {
  const frame: Polygon = [
    [
      [0, 0],
      [extent, 0],
      [extent, extent],
      [0, extent],
      [0, 0],
    ],
  ];
  try {
    return polygonClipping.intersection(polygons, frame);
  } catch {
    return polygons;
  }
}

function recordOf({ id, properties, polygons }: Piece, world: number): RawFeature {
  const place = ([x, y]: readonly number[]): [number, number] => [
    ((x as number) / world) * 360 - 180,
    (Math.atan(Math.sinh(Math.PI * (1 - (2 * (y as number)) / world))) * 180) / Math.PI,
  ];
  return {
    type: 'Feature',
    ...(id === undefined ? {} : { id }),
    properties: { ...properties, ...heightsOf(properties) },
    geometry: { type: 'MultiPolygon', coordinates: polygons.map((rings) => rings.map((ring) => ring.map(place))) },
  };
}

/** What OpenMapTiles calls height and underside. */
function heightsOf(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return {
    ...(properties.height === undefined && properties.render_height !== undefined
      ? { height: properties.render_height }
      : {}),
    ...(properties.min_height === undefined && properties.render_min_height !== undefined
      ? { min_height: properties.render_min_height }
      : {}),
  };
}
