/** Sub-types of domain.md §6; street banners (道旗) hang on poles and are mounts. */
export const BILLBOARD_TYPES = [
  'roof',
  'wall',
  'column',
  'led',
  'light-box',
  'tri-vision',
  'painted',
  'projection',
  'ticker',
  'bus-shelter',
  'hoarding',
  'shop-sign',
  'second-sign',
  'cut-letters',
] as const;
export type BillboardType = (typeof BILLBOARD_TYPES)[number];

export interface BillboardSpec {
  readonly type: BillboardType;
  /** Metres of the panel. */
  readonly width: number;
  readonly height: number;
  /**
   * Metres from the origin to the underside of the panel. The origin is the ground for what stands on its own legs, the roof
   * for `roof`, and a point of the wall plane (y = 0) for what hangs on a wall.
   */
  readonly bottom: number;
  /** Which artwork it shows; counts from 0 and repeats. */
  readonly art?: number;
  /** `closeup` adds the small print. */
  readonly detail?: 'city' | 'closeup';
}
