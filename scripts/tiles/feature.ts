import type { AttributeValue, Path, Position } from '../../src/domain/asset.ts';
import type { Provenance } from '../../src/domain/provenance.ts';
import type { Words } from '../../src/domain/words.ts';

/** Outer ring first, then holes; WGS-84 longitude and latitude, not closed (the last point differs from the first). */
export type Rings = readonly Path[];

export type BuildingUse =
  | 'residential'
  | 'commercial'
  | 'office'
  | 'industrial'
  | 'public'
  | 'school'
  | 'hospital'
  | 'transport'
  | 'heritage'
  | 'unknown';

export interface BuildingPart {
  readonly rings: Rings;
  /** Metres above ground of the underside and of the top. */
  readonly base: number;
  readonly top: number;
  readonly roof?: 'flat' | 'gabled' | 'hipped' | 'pyramidal';
  /** Height of the roof part inside `base … top`, metres. */
  readonly roofHeight?: number;
}

export interface BuildingFeature {
  readonly kind: 'building';
  readonly id: string;
  readonly name?: string;
  readonly use: BuildingUse;
  readonly storeys: number | null;
  readonly year: number | null;
  /** One or more extruded parts, or a given surface. */
  readonly parts: readonly BuildingPart[];
  /** Triangulated LoD2 surface instead of parts: 9 numbers a triangle, longitude, latitude, height above ground. */
  readonly surface?: Float64Array;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
}

export type GroundClass =
  | 'block'
  | 'carriageway'
  | 'footway'
  | 'cycleway'
  | 'marking'
  | 'crossing'
  | 'island'
  | 'water'
  | 'bank'
  | 'lawn'
  | 'plaza'
  | 'rail'
  | 'greenway';

export interface AreaFeature {
  readonly kind: 'area';
  readonly id: string;
  readonly class: GroundClass;
  readonly rings: Rings;
  /** Metres above ground; classes stack so that nothing fights for depth (see stacking.ts). */
  readonly height: number;
  /** A given uneven surface instead of rings: 9 numbers a triangle, longitude, latitude, height above ground. */
  readonly surface?: Float64Array;
}

/** A built work as coloured triangles: a bridge, a landmark, a station hall. */
export interface StructureFeature {
  readonly kind: 'structure';
  readonly id: string;
  readonly class: 'bridge' | 'landmark' | 'wall';
  /** Set when the structure is an asset: its layer and id; the tiles carry its slot. */
  readonly asset?: { readonly layer: string; readonly id: string };
  /** 9 numbers a triangle: longitude, latitude, height above ground. */
  readonly triangles: Float64Array;
  /** `#rrggbb`, one a triangle or one for all. */
  readonly color: string | readonly string[];
}

export type CityFeature = BuildingFeature | AreaFeature | StructureFeature;

/** An asset before it has a slot. */
export interface AssetDraft {
  readonly layer: string;
  readonly id: string;
  readonly position: Position;
  readonly heading: number;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly shape?: Path;
}

export interface TreeDraft {
  readonly position: Position;
  /** Total height and crown diameter, metres. */
  readonly height: number;
  readonly crown: number;
  readonly species: 'broadleaf' | 'conifer' | 'willow' | 'plane';
}

/** Everything the tile build needs to know of a city. `features` may be lazy: it is read once. */
export interface CitySource {
  readonly id: string;
  readonly title: Words;
  readonly centre: readonly [longitude: number, latitude: number];
  readonly timeZone: string;
  readonly utcOffset: number;
  readonly mapApproval: string | null;
  readonly features: Iterable<CityFeature>;
  readonly assets: readonly AssetDraft[];
  readonly trees: readonly TreeDraft[];
  readonly places: readonly { id: string; title: Words; position: readonly [number, number]; provenance: Provenance }[];
  /** Lanes of both directions and km/h, where they are known. */
  readonly roads: readonly {
    name: string;
    axis: Path;
    lengthMetres: number;
    provenance: Provenance;
    lanes?: number;
    speed?: number;
  }[];
  readonly provenance: Provenance;
}
