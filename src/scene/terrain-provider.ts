import { CesiumTerrainProvider } from '@cesium/engine';

/** The quantized mesh of a city below `url`. A module of its own: a flat city never loads its reader. */
export function terrainProvider(url: string): Promise<CesiumTerrainProvider> {
  return CesiumTerrainProvider.fromUrl(url);
}
