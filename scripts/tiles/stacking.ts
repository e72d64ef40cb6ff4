import type { GroundClass } from './feature.ts';

/**
 * Metres above ground of each ground class. Steps of 4 cm stay apart in the depth buffer from a few kilometres and are
 * more than the 1 cm by which a triangle across a leaf cell sinks below the ellipsoid. Where classes overlap, the upper
 * one is what a walker sees: a carriageway over the footways it crosses.
 */
export const GROUND_HEIGHT: Readonly<Record<GroundClass, number>> = {
  block: 0.02,
  bank: 0.06,
  water: 0.1,
  footway: 0.14,
  lawn: 0.18,
  plaza: 0.22,
  greenway: 0.26,
  cycleway: 0.3,
  carriageway: 0.34,
  marking: 0.39,
  crossing: 0.4,
  rail: 0.44,
  island: 0.46,
  kerb: 0.46,
  tactile: 0.16,
  'bus-bay': 0.38,
  quay: 0.28,
  railing: 0.28,
  bed: 0.24,
  steel: 0.5,
};

/**
 * The same where a street is divided among its parts instead of stacked: the carriageway lies lowest, footways and
 * islands a kerb of 15 cm above it (CJJ 37 asks for 10–20 cm [M]), so a walker looks down on the road. Nothing here lies
 * over another class but paint over road, and road over the banks that it crosses.
 */
export const STREET_HEIGHT = {
  water: 0.02,
  bank: 0.06,
  carriageway: 0.12,
  crossing: 0.16,
  block: 0.16,
  lawn: 0.2,
  plaza: 0.24,
  footway: 0.27,
  greenway: 0.29,
  island: 0.29,
  tactile: 0.31,
} as const satisfies Partial<Record<GroundClass, number>>;
