import type { StructureFeature } from '../feature.ts';
import { facetSurface } from '../model/facet-surface.ts';
import type { Surface } from '../model/surface.ts';
import { assign, MAX_VERTICES, type Piece, type Quota } from './assign.ts';
import type { Matrix4 } from './ellipsoid.ts';
import { meshContent, NO_SLOT } from './mesh-content.ts';
import type { PropertyDescriptions } from './property-table.ts';
import type { Quadtree } from './quadtree.ts';
import type { TileContent } from './tileset.ts';

const STRUCTURE_NUMBERS: Readonly<Record<StructureFeature['class'], number>> = {
  bridge: 1,
  landmark: 2,
  wall: 3,
};

/** What the properties of a content mean. */
export const STRUCTURE_PROPERTIES: PropertyDescriptions = {
  height: 'Metres from the lowest to the highest point.',
  base: 'Metres of the lowest point above the ground datum.',
  kind: 'Class: 1 bridge, 2 landmark, 3 wall.',
  // A second feature id set without a property table makes Cesium 1.145 throw under a custom shader, hence a column.
  slot: 'Slot of the asset it is; 16777215: none.',
};

const QUOTA: Quota = { features: 2000, vertices: 60_000, leafFeatures: 4000, leafVertices: MAX_VERTICES };
const CHUNK_TRIANGLES = 6000;
/** What is lower comes within 14 km, with the cells of 2 km, what is higher within 28 km, with those of 4 km. */
const HIGH_METRES = 30;
/** Role bytes 0 to this are shares of the floodlights' light (see `model.glsl.ts`). */
const FLOODLIGHT_BYTES = 200;
/** Share of the light lost from the foot of what is lit to its top. */
const FLOODLIGHT_FALL = 0.75;

interface StructurePiece extends Piece {
  readonly structure: StructureFeature;
  readonly surface: Surface;
}

/** Contents of the structures tileset; what is an asset carries its slot as the property `slot`. */
export function* structureTiles(
  structures: readonly StructureFeature[],
  tree: Quadtree,
  cityFrame: Matrix4,
  slotOf: (layer: string, id: string) => number,
): Iterable<TileContent> {
  for (const { cell, pieces } of assign(
    structures.flatMap((structure) => piecesOf(structure, tree)),
    tree,
    QUOTA,
  )) {
    const rows = new Map<StructureFeature, number>();
    for (const { structure } of pieces) if (!rows.has(structure)) rows.set(structure, rows.size);
    const listed = [...rows.keys()];
    const extents = listed.map(verticalExtent);
    const packed = meshContent(
      {
        features: pieces.map(({ structure, surface }) => ({
          surface,
          row: rows.get(structure) as number,
        })),
        table: {
          class: 'structure',
          count: listed.length,
          columns: {
            height: extents.map(([base, top]) => top - base),
            base: extents.map(([base]) => base),
            kind: listed.map((structure) => STRUCTURE_NUMBERS[structure.class]),
            slot: listed.map(({ asset }) => (asset ? slotOf(asset.layer, asset.id) : NO_SLOT)),
          },
        },
        descriptions: STRUCTURE_PROPERTIES,
        baseColor: [1, 1, 1],
      },
      cityFrame,
    );
    yield { cell, packed, names: listed.map((structure) => [structure.id, structure.name ?? null]) };
  }
}

function piecesOf(structure: StructureFeature, tree: Quadtree): StructurePiece[] {
  const triangles = structure.triangles.length / 9;
  const [base, top] = verticalExtent(structure);
  return Array.from({ length: Math.ceil(triangles / CHUNK_TRIANGLES) }, (_, chunk) => {
    const from = chunk * CHUNK_TRIANGLES;
    const surface = colored(structure, from, Math.min(triangles, from + CHUNK_TRIANGLES));
    return {
      structure,
      surface,
      longitude: structure.triangles[0] as number,
      latitude: structure.triangles[1] as number,
      importance: top - base,
      vertices: surface.positions.length / 3,
      minLevel: Math.max(0, tree.leafLevel - (top - base < HIGH_METRES ? 2 : 3)),
    };
  });
}

function colored(structure: StructureFeature, from: number, to: number): Surface {
  const colors: number[] = [];
  const single = typeof structure.color === 'string' ? bytesOf(structure.color) : null;
  const surface = facetSurface(structure.triangles, from, to, (triangle) => {
    const rgb = single ?? bytesOf((structure.color as readonly string[])[triangle] ?? '#cccccc');
    colors.push(...rgb, ...rgb, ...rgb);
  });
  if (!structure.floodlit) return { ...surface, colors };
  const [foot, top] = structure.floodlit;
  const roles: number[] = [];
  for (let i = 2; i < surface.positions.length; i += 3) {
    const rise = ((surface.positions[i] as number) - foot) / (top - foot);
    roles.push(rise < 0 ? 0 : Math.round(FLOODLIGHT_BYTES * (1 - FLOODLIGHT_FALL * Math.min(1, rise))));
  }
  return { ...surface, colors, roles };
}

function bytesOf(color: string): [number, number, number] {
  const n = Number.parseInt(color.slice(1), 16);
  return [(n >> 16) & 255, (n >> 8) & 255, n & 255];
}

function verticalExtent(structure: StructureFeature): [base: number, top: number] {
  let [base, top] = [Infinity, -Infinity];
  for (let i = 2; i < structure.triangles.length; i += 3) {
    base = Math.min(base, structure.triangles[i] as number);
    top = Math.max(top, structure.triangles[i] as number);
  }
  return [base, top];
}
