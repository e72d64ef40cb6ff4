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
};
