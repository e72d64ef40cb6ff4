import type { AssetDraft, CityFeature, TreeDraft } from '../feature.ts';
import type { SkipLog } from '../skipped.ts';

/** What a file reader fills: features and assets, records left out, and the records it met by class. */
export interface Collector {
  /** An id that another record has already. */
  repeat(id: string): void;
  readonly features: CityFeature[];
  readonly assets: AssetDraft[];
  readonly trees: TreeDraft[];
  readonly skips: SkipLog;
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
}

/** Metres of a storey where a file gives storeys alone, and of a building where it gives nothing. */
export const STOREY_METRES = 3;
export const ASSUMED_METRES = 6;
