import { Ellipsoid, EllipsoidTerrainProvider, type TerrainProvider } from '@cesium/engine';

/** From this level on a tile lies within 5 mm of the ellipsoid: finer ones are other meshes of the same plane. */
export const FLAT_ENOUGH = 12;
/** Cells along an edge of a tile: Cesium gives it 16 × 16 corners. */
const CELLS = 15;
/** Parts of the globe's own bound, 4 pixels, that the ellipsoid may be missed by: half a pixel. */
const STRICTER = 8;

/** Metres that a tile of this level lies below the ellipsoid in the middle of a cell, where chords of length d sag by d² / 8R, on both axes. */
export function sagOf(level: number): number {
  const chord = (Math.PI / 2 ** level / CELLS) * Ellipsoid.WGS84.maximumRadius;
  return (2 * chord ** 2) / (8 * Ellipsoid.WGS84.maximumRadius);
}

/**
 * The ground of a city without a terrain. Cesium's own provider says of a tile what a map of heights would err, and is refined
 * to tiles of a hundred metres, five of them a frame; only a map that lies on it (`mapped`) needs them, for the map's own detail.
 */
export function flatTerrain(mapped: () => boolean): TerrainProvider {
  const provider = new EllipsoidTerrainProvider();
  const ofHeights = provider.getLevelMaximumGeometricError.bind(provider);
  provider.getLevelMaximumGeometricError = (level) => {
    if (mapped()) return ofHeights(level);
    return level >= FLAT_ENOUGH ? 0 : Math.min(ofHeights(level), STRICTER * sagOf(level));
  };
  return provider;
}
