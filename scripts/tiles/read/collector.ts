import type { AssetDraft, CityFeature, TreeDraft } from '../feature.ts';
import type { SkipLog } from '../skipped.ts';

/** What a file reader fills: features and assets, records left out, and the records it met by class. */
export interface Collector {
  /** An id that another record has already. */
  repeat(id: string): void;
  readonly features: { push(feature: CityFeature): unknown };
  /** Features so far. */
  drawn(): number;
  readonly assets: AssetDraft[];
  /** Ids of the assets so far: each is unique in the city. */
  readonly assetIds: Set<string>;
  readonly trees: TreeDraft[];
  readonly skips: SkipLog;
  /** Records that are wrong and are drawn all the same, by what was mended. */
  readonly mends: SkipLog;
  /** Records drawn, by class as the file names them; buildings are counted elsewhere. */
  count(name: string, by?: number): void;
  /** Notes that a building's height was assumed. */
  assumeHeight(): void;
}

/** What a reader is asked beside the file itself. */
export interface ReadOptions {
  readonly crs: string | null;
  readonly height: string | null;
  readonly id: string | null;
  /** Level of detail to take from files that have several, e.g. `2.2`; the highest where absent or not there. */
  readonly lod?: string;
  /** What the points of a file are: a layer's id, or `tree`. */
  readonly layer?: string;
  /** Attribute of the layer → column of the file. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Columns of a table that hold the place; the usual names where absent. */
  readonly x?: string;
  readonly y?: string;
  /** Characters of a table that does not tell its own, e.g. `gb18030`. */
  readonly encoding?: string;
  /** The layers to read of a file that has several; the usual choice where absent. */
  readonly only?: readonly string[];
  /** Metres from the heights of given surfaces (NAP, DHHN, 1985 国家高程) up to those above the ellipsoid. */
  readonly heightOffset?: number;
  /** Where a model without a georeference stands, and how far it is turned. */
  readonly origin?: Origin;
}

/** A place for a local model: degrees, metres above the ground datum, and degrees clockwise from north of its own y axis. */
interface Origin {
  readonly longitude: number;
  readonly latitude: number;
  readonly height: number;
  readonly turn: number;
}

/** Metres of a storey where a file gives storeys alone, and of a building where it gives nothing. */
export const STOREY_METRES = 3;
export const ASSUMED_METRES = 6;
