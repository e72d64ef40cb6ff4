import { Cartesian2, ImageBasedLighting } from '@cesium/engine';

/**
 * For models that our own shaders light. Cesium's own keeps a table of reflections ready even where its factor is 0, and
 * drawing that table (256 × 256 pixels of 1024 samples) takes seconds on software GL.
 */
export class NoImageLight extends ImageBasedLighting {
  constructor() {
    super();
    this.imageBasedLightingFactor = new Cartesian2(0, 0);
  }
  /** Called by Cesium once a frame; left out of its typings. */
  update(): void {}
}
