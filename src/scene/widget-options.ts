import { EllipsoidTerrainProvider } from '@cesium/engine';

/**
 * Constructor options of the CesiumWidget that carries the scene: frames on request only, nothing fetched from outside,
 * no imagery, no stars, no red error dialog. `credits` is an element for data credits; a detached one hides them, because
 * our own About panel names every source.
 */
export function createWidgetOptions(credits: HTMLElement = document.createElement('div')) {
  return {
    requestRenderMode: true,
    maximumRenderTimeChange: Number.POSITIVE_INFINITY,
    baseLayer: false as const,
    terrainProvider: new EllipsoidTerrainProvider(),
    skyBox: false as const,
    skyAtmosphere: false as const,
    scene3DOnly: true,
    shouldAnimate: false,
    shadows: false,
    showRenderLoopErrors: false,
    automaticallyTrackDataSourceClocks: false,
    orderIndependentTranslucency: false,
    blurActiveElementOnCanvasFocus: false,
    msaaSamples: 1,
    creditContainer: credits,
    contextOptions: {
      requestWebgl1: false,
      webgl: { alpha: false, antialias: false, powerPreference: 'high-performance' as const },
    },
  };
}
