import type { AttributeValue, Path, Position } from '../../src/domain/asset.ts';
import type { BuildingUse } from '../../src/domain/building.ts';
import type { Provenance } from '../../src/domain/provenance.ts';
import type { Words } from '../../src/domain/words.ts';
import type { RoadMarks } from './road/road-marks.ts';

/** Outer ring first, then holes; WGS-84 longitude and latitude, not closed (the last point differs from the first). */
export type Rings = readonly Path[];

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
  | 'greenway'
  | 'kerb'
  | 'tactile'
  | 'bus-bay'
  | 'quay'
  | 'railing'
  | 'bed'
  | 'steel';

/** A band along a line: rows of as many points each, from its right edge to its left one. */
export interface Ribbon {
  readonly rows: readonly Path[];
  /** Metres above ground of each row; the area's own height where absent. */
  readonly heights?: readonly number[];
  /** Metres from the right edge to each row. */
  readonly across: readonly number[];
  /** Metres along the band at each point of a row, at most `RIBBON_METRES`. */
  readonly along: readonly number[];
  /** What is painted on it, where it is a carriageway. */
  readonly marks?: RoadMarks;
  /** Water between banks that are lit by night. */
  readonly lit?: true;
}

export interface AreaFeature {
  readonly kind: 'area';
  readonly id: string;
  readonly class: GroundClass;
  readonly rings: Rings;
  /** Metres above ground; classes stack so that nothing fights for depth (see stacking.ts). */
  readonly height: number;
  /** The rings as a band along a line: its triangles follow the line and know where on it they are. */
  readonly ribbon?: Ribbon;
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
  readonly name?: string;
  /** Set when it is a building given as a whole model; the summary counts it with the buildings. */
  readonly building?: true;
  /** 9 numbers a triangle: longitude, latitude, height above ground. */
  readonly triangles: Float64Array;
  /** `#rrggbb`, one a triangle or one for all. */
  readonly color: string | readonly string[];
  /**
   * Heights, metres above ground, between which floodlights on its deck wash it by night, from bright to faint; nothing is
   * washed below the first. Not set: dark by night.
   */
  readonly floodlit?: readonly [from: number, to: number];
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
