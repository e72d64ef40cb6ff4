import type { Made } from '../write/earlier.ts';
import type { Extent } from './content-frame.ts';
import { eastNorthUp } from './ellipsoid.ts';
import type { PackedContent } from './mesh-content.ts';
import type { PropertyDescriptions } from './property-table.ts';
import { type Cell, cellName, centreOf, parentOf, type Quadtree } from './quadtree.ts';
import { nodeIndex, nodesAbove, type Subtree, writeSubtree } from './subtree.ts';

const RAD = Math.PI / 180;

export interface TileContent {
  readonly cell: Cell;
  readonly packed: PackedContent;
  /** Set when finer contents take its place. */
  readonly above?: true;
  /** A file of the tileset that all its contents share; every content brings the same. */
  readonly beside?: { readonly name: string; readonly bytes: Uint8Array };
  /** What it was made from, where a later build may take it over. */
  readonly key?: string;
  /** Side store of strings, an entry a feature id: `[id, name or null]`. */
  readonly names?: readonly (readonly [string, string | null])[];
}

/** A content that is written: where it is and what it covers. */
export interface TileCell {
  readonly cell: Cell;
  readonly extent: Extent;
  readonly above?: true;
}

export interface TilesetSpec {
  readonly id: string;
  /** Geometric error of the root tile in metres; halves a level where `errorAt` does not say otherwise. */
  readonly rootError: number;
  /** Geometric error of a level above whole contents, whose error is 0: set when finer contents replace coarser ones. */
  readonly errorAt?: (level: number) => number;
  /** Error of the whole tileset: below it nothing is drawn. */
  readonly tilesetError: number;
  /** Features by class. */
  readonly features: Readonly<Record<string, number>>;
  /** Smallest and largest value of the properties, for `statistics`. */
  readonly ranges?: Readonly<Record<string, readonly [min: number, max: number]>>;
  /** What the properties in the contents mean. */
  readonly properties?: PropertyDescriptions;
  /** Class of the features in the statistics. */
  readonly featureClass: string;
  /** Further notes for readers, written to `extras`. */
  readonly notes?: Readonly<Record<string, unknown>>;
  /** sha256 of the slot numbering, where the tiles carry slots. */
  readonly slots?: string;
}

/** A content that the earlier build made from the very same records: its files are taken over. */
export interface KeptContent {
  readonly cell: Cell;
  readonly kept: Made;
  readonly features: number;
  readonly above?: true;
}

/** A content whose files another core or machine has written already. */
export interface DoneContent {
  readonly cell: Cell;
  readonly done: Made;
  readonly features: number;
  readonly above?: true;
}

/** A file of a built city: its path below the city folder and its bytes. */
export interface BuiltFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

interface Tile {
  readonly cell: Cell;
  readonly extent: Extent;
  readonly content: boolean;
  /** Whether there are finer tiles below it. */
  readonly above: boolean;
}

/** A tree of at most this many levels is one subtree. */
const WHOLE_LEVELS = 7;
const SUBTREE_LEVELS = 4;

const text = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** The files of one content: the content itself and its names. */
export function contentFiles(spec: Pick<TilesetSpec, 'id'>, { cell, packed, names }: TileContent): BuiltFile[] {
  const [glb, side] = contentPaths(spec.id, cell);
  return [{ path: glb, bytes: packed.glb }, ...(names ? [{ path: side, bytes: text(names) }] : [])];
}

/** Paths of the files of one content. */
export function contentPaths(tileset: string, cell: Cell): [content: string, names: string] {
  const [contents, names] = contentFolders(tileset);
  return [`${contents}/${cellName(cell)}.glb`, `${names}/${cellName(cell)}.json`];
}

/** Folders of the contents of a tileset and of their names. */
export function contentFolders(tileset: string): [contents: string, names: string] {
  return [`tiles/${tileset}/content`, `names/${tileset}`];
}

/** The files of one implicit quadtree tileset beside its contents: `tileset.json` and subtrees. */
export function tilesetFiles(spec: TilesetSpec, contents: readonly TileCell[], tree: Quadtree): BuiltFile[] {
  const tiles = new Map<string, Tile>();
  for (const { cell, extent, above } of contents)
    for (let at = cell, own = true; ; at = parentOf(at), own = false) {
      const name = cellName(at);
      const known = tiles.get(name);
      tiles.set(name, {
        cell: at,
        extent: known ? union(known.extent, extent) : extent,
        content: own || (known?.content ?? false),
        above: !own || above === true || (known?.above ?? false),
      });
      if (at.level === 0) break;
    }
  const availableLevels = 1 + contents.reduce((deepest, { cell }) => Math.max(deepest, cell.level), 0);
  const subtreeLevels = availableLevels <= WHOLE_LEVELS ? availableLevels : SUBTREE_LEVELS;
  const base = `tiles/${spec.id}`;
  return [
    {
      path: `${base}/tileset.json`,
      bytes: text(tilesetJson(spec, [...tiles.values()], tree, availableLevels, subtreeLevels)),
    },
    ...subtreesOf(tiles, subtreeLevels, spec.errorAt).map(({ root, subtree }) => ({
      path: `${base}/subtrees/${root.level}-${root.x}-${root.y}.subtree`,
      bytes: writeSubtree(subtree),
    })),
  ];
}

function tilesetJson(
  spec: TilesetSpec,
  tiles: readonly { extent: Extent }[],
  tree: Quadtree,
  availableLevels: number,
  subtreeLevels: number,
): unknown {
  const [west, south, east, north] = tree.bounds;
  const low = Math.min(0, ...tiles.map(({ extent }) => extent.low));
  const high = Math.max(1, ...tiles.map(({ extent }) => extent.high));
  const total = Object.values(spec.features).reduce((sum, count) => sum + count, 0);
  return {
    asset: { version: '1.1' },
    geometricError: spec.tilesetError,
    schema: {
      id: 'chengjing_tileset',
      classes: {
        tileset: {
          properties: {
            features: { type: 'SCALAR', componentType: 'UINT32', required: true },
            slots: { type: 'STRING', noData: '' },
          },
        },
        tile: {
          properties: {
            region: {
              type: 'SCALAR',
              componentType: 'FLOAT32',
              array: true,
              count: 6,
              required: true,
              semantic: 'TILE_BOUNDING_REGION',
            },
            ...(spec.errorAt
              ? {
                  error: {
                    type: 'SCALAR',
                    componentType: 'FLOAT32',
                    required: true,
                    semantic: 'TILE_GEOMETRIC_ERROR',
                  },
                }
              : {}),
          },
        },
        [spec.featureClass]: {
          properties: Object.fromEntries(
            Object.keys(spec.ranges ?? {}).map((key) => [key, { type: 'SCALAR', componentType: 'FLOAT32' }]),
          ),
        },
      },
    },
    statistics: {
      classes: {
        [spec.featureClass]: {
          count: total,
          // Cesium reads `properties` of every class it meets, ranges or not.
          properties: Object.fromEntries(
            Object.entries(spec.ranges ?? {}).map(([key, [min, max]]) => [key, { min, max }]),
          ),
        },
      },
    },
    metadata: { class: 'tileset', properties: { features: total, slots: spec.slots ?? '' } },
    root: {
      boundingVolume: { region: [west * RAD, south * RAD, east * RAD, north * RAD, low, high] },
      geometricError: spec.rootError,
      refine: spec.errorAt ? 'REPLACE' : 'ADD',
      transform: eastNorthUp(...centreOf(tree.bounds)),
      content: { uri: 'content/{level}-{x}-{y}.glb' },
      implicitTiling: {
        subdivisionScheme: 'QUADTREE',
        subtreeLevels,
        availableLevels,
        subtrees: { uri: 'subtrees/{level}-{x}-{y}.subtree' },
      },
    },
    extras: {
      features: spec.features,
      total,
      ...(spec.properties ? { properties: spec.properties } : {}),
      ...(spec.slots ? { slots: spec.slots } : {}),
      ...spec.notes,
    },
  };
}

function subtreesOf(
  tiles: ReadonlyMap<string, Tile>,
  levels: number,
  errorAt: TilesetSpec['errorAt'],
): { root: Cell; subtree: Subtree }[] {
  const roots = new Map<string, { root: Cell; members: Tile[] }>();
  for (const tile of tiles.values()) {
    const depth = tile.cell.level % levels;
    const root = { level: tile.cell.level - depth, x: tile.cell.x >> depth, y: tile.cell.y >> depth };
    const name = cellName(root);
    const entry = roots.get(name) ?? { root, members: [] };
    entry.members.push(tile);
    roots.set(name, entry);
  }
  return [...roots.values()].map(({ root, members }) => {
    const tileFlags = new Array<boolean>(nodesAbove(levels)).fill(false);
    const contentFlags = new Array<boolean>(nodesAbove(levels)).fill(false);
    const childFlags = new Array<boolean>(4 ** levels).fill(false);
    const regions: { index: number; region: number[]; error: number }[] = [];
    for (const { cell, extent, content, above } of members) {
      const index = nodeIndex(root, cell);
      tileFlags[index] = true;
      contentFlags[index] = content;
      const [west, south, east, north] = extent.bounds;
      const region = [west * RAD, south * RAD, east * RAD, north * RAD, extent.low, extent.high];
      regions.push({ index, region, error: above && errorAt ? errorAt(cell.level) : 0 });
    }
    for (const { root: child } of roots.values())
      if (child.level === root.level + levels && child.x >> levels === root.x && child.y >> levels === root.y)
        childFlags[nodeIndex(root, child) - nodesAbove(levels)] = true;
    regions.sort((a, b) => a.index - b.index);
    return {
      root,
      subtree: {
        levels,
        tiles: tileFlags,
        contents: contentFlags,
        children: childFlags,
        regions: regions.flatMap(({ region }) => region),
        ...(errorAt ? { errors: regions.map(({ error }) => error) } : {}),
      },
    };
  });
}

function union(a: Extent, b: Extent): Extent {
  return {
    bounds: [
      Math.min(a.bounds[0], b.bounds[0]),
      Math.min(a.bounds[1], b.bounds[1]),
      Math.max(a.bounds[2], b.bounds[2]),
      Math.max(a.bounds[3], b.bounds[3]),
    ],
    low: Math.min(a.low, b.low),
    high: Math.max(a.high, b.high),
  };
}
