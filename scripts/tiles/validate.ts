import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAssetTable } from '../../src/wire/asset-table.ts';
import { parseCatalog } from '../../src/wire/catalog.ts';
import { sha256 } from './slots.ts';
import { checkTerrain } from './terrain/check-terrain.ts';
import { MAX_FEATURES, MAX_VERTICES } from './tile/assign.ts';
import type { Cell } from './tile/quadtree.ts';
import { cellName } from './tile/quadtree.ts';
import { nodesAbove, readSubtree } from './tile/subtree.ts';

/** What a tileset was found to hold. */
export interface TilesetReport {
  readonly id: string;
  readonly contents: number;
  /** Sum of the contents' property table rows, or instances. */
  readonly features: number;
}

interface GlbJson {
  readonly accessors: { readonly count: number }[];
  readonly nodes: {
    readonly extensions?: { readonly EXT_instance_features?: { featureIds: { featureCount: number }[] } };
  }[];
  readonly meshes: { readonly primitives: { readonly attributes: Record<string, number> }[] }[];
  readonly extensions?: {
    readonly EXT_structural_metadata?: { readonly propertyTables: { readonly count: number }[] };
  };
}

/**
 * Reads a built city folder again and throws on the first thing that does not fit: catalog and tables against their
 * parsers, slots against their hash, availability against the files, headers and lengths, and the content limits.
 */
export function validate(folder: string): TilesetReport[] {
  const read = (path: string): Buffer => {
    const file = join(folder, path);
    if (!existsSync(file)) throw new Error(`${path} is missing; build again.`);
    return readFileSync(file);
  };
  const json = (path: string): unknown => JSON.parse(read(path).toString('utf8'));
  const catalog = parseCatalog(json('catalog.json'));
  if (sha256(read('slots.bin')) !== catalog.slots)
    throw new Error('slots.bin does not have the hash of catalog.slots.');
  for (const layer of catalog.layers) {
    const table = parseAssetTable(json(layer.assets), layer.assets);
    if (table.count !== layer.count)
      throw new Error(`${layer.assets} holds ${table.count} assets, not ${layer.count}.`);
  }
  for (const scenario of catalog.scenarios) json(scenario.url);
  if (catalog.terrain) checkTerrain(catalog.terrain, read);
  return catalog.tilesets
    .filter((entry) => !/^https?:/.test(entry.url))
    .map((entry) => {
      const base = entry.url.replace(/\/[^/]*$/, '');
      const tileset = json(entry.url) as {
        root: { implicitTiling: { subtreeLevels: number; availableLevels: number } };
      };
      const cells = contentCells(base, tileset.root.implicitTiling.subtreeLevels, read);
      let features = 0;
      for (const { cell, above } of cells) {
        const held = checkGlb(`${base}/content/${cellName(cell)}.glb`, read);
        // What stands for finer contents is not counted again.
        if (!above) features += held;
      }
      const promised = Object.values(entry.features).reduce((sum, count) => sum + count, 0);
      // Areas are cut along the grid and structures into chunks, so one may be a row of several contents.
      const exact = entry.kind !== 'ground' && entry.kind !== 'structures';
      if (exact ? features !== promised : features < promised)
        throw new Error(
          `Tileset "${entry.id}" holds ${features} features in its contents, the catalog says ${promised}.`,
        );
      return { id: entry.id, contents: cells.length, features };
    });
}

function contentCells(
  base: string,
  levels: number,
  read: (path: string) => Buffer,
): { readonly cell: Cell; readonly above: boolean }[] {
  const cells: { cell: Cell; above: boolean }[] = [];
  const pending: Cell[] = [{ level: 0, x: 0, y: 0 }];
  for (let root = pending.pop(); root; root = pending.pop()) {
    const path = `${base}/subtrees/${cellName(root)}.subtree`;
    const subtree = readSubtree(read(path), levels);
    const existing = subtree.tiles.filter(Boolean).length;
    if (subtree.regions.length !== 6 * existing)
      throw new Error(`${path} has ${subtree.regions.length / 6} regions for ${existing} tiles.`);
    if (subtree.errors && subtree.errors.length !== existing)
      throw new Error(`${path} has ${subtree.errors.length} errors for ${existing} tiles.`);
    const place = placesOf(subtree.tiles);
    for (let level = 0; level <= levels; level++) {
      const flags = level === levels ? subtree.children : subtree.contents;
      const first = level === levels ? 0 : nodesAbove(level);
      for (let index = 0; index < 4 ** level; index++) {
        if (!flags[first + index]) continue;
        const [x, y] = unMorton(level, index);
        const cell = { level: root.level + level, x: root.x * 2 ** level + x, y: root.y * 2 ** level + y };
        if (level === levels) pending.push(cell);
        else cells.push({ cell, above: (subtree.errors?.[place[first + index] as number] ?? 0) > 0 });
      }
    }
  }
  return cells;
}

/** Place of each tile among those that exist. */
function placesOf(tiles: readonly boolean[]): number[] {
  let count = 0;
  return tiles.map((exists) => (exists ? count++ : -1));
}

function unMorton(level: number, index: number): [x: number, y: number] {
  let [x, y] = [0, 0];
  for (let bit = 0; bit < level; bit++) {
    x |= ((index >> (2 * bit)) & 1) << bit;
    y |= ((index >> (2 * bit + 1)) & 1) << bit;
  }
  return [x, y];
}

function checkGlb(path: string, read: (path: string) => Buffer): number {
  const bytes = read(path);
  if (bytes.readUInt32LE(0) !== 0x46546c67) throw new Error(`${path} is no GLB.`);
  if (bytes.readUInt32LE(8) !== bytes.length) throw new Error(`${path}: header and file length differ.`);
  const length = bytes.readUInt32LE(12);
  const json = JSON.parse(bytes.subarray(20, 20 + length).toString('utf8')) as GlbJson;
  for (const { primitives } of json.meshes)
    for (const { attributes } of primitives) {
      const vertices = json.accessors[attributes.POSITION as number]?.count ?? 0;
      if (vertices > MAX_VERTICES) throw new Error(`${path} holds ${vertices} vertices, more than ${MAX_VERTICES}.`);
    }
  const rows = json.extensions?.EXT_structural_metadata?.propertyTables[0]?.count;
  const instances = json.nodes.reduce(
    (sum, node) => sum + (node.extensions?.EXT_instance_features?.featureIds[0]?.featureCount ?? 0),
    0,
  );
  const features = rows ?? instances;
  if (features > MAX_FEATURES) throw new Error(`${path} holds ${features} features, more than ${MAX_FEATURES}.`);
  return features;
}
