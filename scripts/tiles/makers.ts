import type { BuildingPlan } from './tile/building-tiles.ts';
import type { Matrix4 } from './tile/ellipsoid.ts';
import type { DoneContent, KeptContent, TileContent } from './tile/tileset.ts';

/** Make contents beside the build: on other cores, or on other machines. */
export interface Makers {
  /** Has every plan made, in `folder` where files are written; answers them in the order of the plans. */
  make(
    plans: Iterable<BuildingPlan | KeptContent>,
    tileset: string,
    cityFrame: Matrix4,
    folder: string,
  ): AsyncGenerator<DoneContent | KeptContent | TileContent>;
  close(): Promise<void>;
}
