/**
 * What `cesium` means inside resium: the engine's modules. resium names `Viewer`, which lives in the widgets package with
 * knockout and `new Function`; our CSP forbids that and nothing of ours mounts it.
 */
export * from '@cesium/engine';

export class Viewer {
  constructor() {
    throw new Error('Viewer is not part of this product; mount CesiumWidget.');
  }
}
