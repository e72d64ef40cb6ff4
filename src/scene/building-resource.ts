import { Resource } from '@cesium/engine';
import type { BuildingDivider } from './building-divider.ts';
import { isShells } from './glb.ts';

/** The address of a tileset of buildings: shells reach Cesium divided, everything else as it comes. */
export class BuildingResource extends Resource {
  readonly #divider: BuildingDivider;

  constructor(url: string, divider: BuildingDivider) {
    super({ url });
    this.#divider = divider;
  }

  /** Cesium makes the addresses of contents and subtrees from clones. */
  override clone(result?: Resource): Resource {
    return super.clone(result ?? new BuildingResource('', this.#divider));
  }

  override fetchArrayBuffer(): Promise<ArrayBuffer> | undefined {
    return super.fetchArrayBuffer()?.then((bytes) => (isShells(bytes) ? this.#divider.divide(bytes) : bytes));
  }
}
