import type { Path, Position } from '../domain/asset.ts';
import type { CameraView } from '../domain/camera.ts';
import type { DensityKind, DensityMeasure, WeightedPoints } from '../domain/density.ts';
import type { Level } from '../domain/level.ts';

/** Everything the overview draws; all of it may be replaced at any time. */
export interface OverviewData {
  /** The same 3D Tiles that the scene streams. `ground` and `furniture` cost more than they tell at this size. */
  readonly tilesets: readonly { readonly url: string; readonly kind: string }[];
  /** Lines that help to read the map. */
  readonly lines: readonly { readonly path: Path; readonly kind: 'road' | 'river' | 'greenway' }[];
  /** 3 × lamps: longitude°, latitude°, height m. Replace the array when lamps change. */
  readonly lamps: Float64Array;
  /** What is brought together by place in the stead of the lamps; replace it when it changes. */
  readonly density?: OverviewDensity | null;
  readonly alerts: readonly { readonly position: Position; readonly level: Level }[];
  /** The main camera, and the shape of its picture. */
  readonly camera: CameraView;
  /** Degrees over the longer side of the main picture; default 60. */
  readonly fieldOfView?: number;
  /** Width to height of the main picture; default 16 : 9. */
  readonly aspect?: number;
  readonly light: 'day' | 'night';
  /** West, south, east, north in degrees: the map never leaves them. */
  readonly bounds: readonly [west: number, south: number, east: number, north: number];
  /** Pixels of error at which tiles refine; lower shows more buildings. Default 10. */
  readonly tileError?: number;
  /** Which heat layers are shown. */
  readonly show: { readonly lamps: boolean; readonly alerts: boolean };
}

/** Weighted points as a heat map or as hexagons. */
export interface OverviewDensity {
  readonly kind: DensityKind;
  readonly measure: DensityMeasure;
  readonly points: WeightedPoints;
}
