import { classifyRings, VectorTile } from '@mapbox/vector-tile';
import Pbf from 'pbf';
import polygonClipping, { type Polygon } from 'polygon-clipping';
import { inputError } from '../../input-error.ts';
import type { ReadOptions } from '../collector.ts';
import type { RawFeature } from '../geojson-feature.ts';
import { batched, type RecordStream } from '../record-stream.ts';
import type { ArchivedTile, TileArchive } from './tile-archive.ts';

const BUILDINGS = /build|建筑|房屋/i;

/** Polygons of one record in steps of its tile grid, counted from the world's north-west corner. */
interface Piece {
  readonly id: number | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly polygons: readonly Polygon[];
}

/**
 * Buildings of the deepest zoom of an archive of vector tiles, longitude and latitude. A building that a tile's edge cuts
 * is put together again from its pieces, which have the same id and properties. Ids that a tile has twice are none (some
 * archives number the records of each tile from one): then the same properties and a touch make one building.
 */
export function vectorTileRecords(archive: TileArchive, file: string, options: ReadOptions): RecordStream {
  return { format: archive.format, crs: null, mayHaveParts: true, batches: batched(records(archive, file, options)) };
}

async function* records(archive: TileArchive, file: string, options: ReadOptions): AsyncGenerator<RawFeature> {
  const cut: Piece[] = [];
  const layers = new Set<string>();
  let grid = 0;
  let drawn = 0;
  let identities = true;
  for await (const tile of archive.tiles) {
    const { pieces, extent, repeated } = piecesOf(tile, file, options, layers);
    grid ||= extent;
    identities &&= !repeated;
    for (const { piece, crosses } of pieces) {
      drawn++;
      if (crosses) cut.push(piece);
      else yield recordOf(identities ? piece : { ...piece, id: undefined }, archive.zoom, grid);
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
    if (first.id !== undefined) yield recordOf({ ...first, polygons: joined }, archive.zoom, grid);
    else for (const polygon of joined) yield recordOf({ ...first, polygons: [polygon] }, archive.zoom, grid);
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

function piecesOf(
  { x, y, data }: ArchivedTile,
  file: string,
  options: ReadOptions,
  layers: Set<string>,
): { pieces: { piece: Piece; crosses: boolean }[]; extent: number; repeated: boolean } {
  let tile: VectorTile;
  try {
    // The library takes decimal numbers from the start of the memory that the bytes lie in: theirs has to be their own.
    tile = new VectorTile(new Pbf(data.byteOffset === 0 ? data : new Uint8Array(data)));
  } catch (error) {
    throw inputError(
      file,
      `tile ${x}/${y}`,
      `is no vector tile (${(error as Error).message})`,
      'fetch it again, whole',
    );
  }
  const pieces: { piece: Piece; crosses: boolean }[] = [];
  let extent = 0;
  let repeated = false;
  for (const [name, layer] of Object.entries(tile.layers)) {
    layers.add(name);
    if (!(options.only?.includes(name) ?? BUILDINGS.test(name))) continue;
    extent = layer.extent;
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
      const polygons = moved(own, x * extent, y * extent);
      if (polygons.length > 0)
        pieces.push({ piece: { id: feature.id, properties: feature.properties, polygons }, crosses });
    }
  }
  return { pieces, extent, repeated };
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

function recordOf({ id, properties, polygons }: Piece, zoom: number, grid: number): RawFeature {
  const world = 2 ** zoom * grid;
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
