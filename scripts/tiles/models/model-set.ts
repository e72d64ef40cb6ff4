import type { Mesh } from '../../../src/domain/furniture/mesh.ts';
import type { Problem } from '../../../src/wire/catalog.ts';

/** The list of a folder of models: which file stands for a type of a layer, or for one asset. */
export const MODEL_LIST = 'models.json';

/** Models that a city brings, drawn instead of ours. */
export interface OwnModels {
  /** Name of the model of an asset, by its id or else its type; null where the city brings none that can be drawn. */
  nameOf(layer: string, type: string, id: string): string | null;
  /** Throws on a name that `nameOf` did not give. */
  meshOf(name: string): Mesh;
  /** Metres. */
  heightOf(name: string): number;
  readonly problems: readonly Problem[];
}

export const NO_MODELS: OwnModels = {
  nameOf: () => null,
  meshOf: (name) => {
    throw new RangeError(`No model "${name}": the city brings none.`);
  },
  heightOf: () => 0,
  problems: [],
};
