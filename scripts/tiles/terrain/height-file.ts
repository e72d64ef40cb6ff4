import type { Dataset } from '../../../src/wire/catalog.ts';
import { encodeHeights, type TerrainEntry } from '../../../src/wire/height-grid.ts';
import type { Ground } from './ground.ts';

/** The catalog's entry for a ground of `dataset`. */
export function terrainEntry({ field, base, step }: Ground, dataset: Dataset): TerrainEntry {
  const { west, south, stepLongitude, stepLatitude, columns, rows } = field;
  return {
    url: 'terrain/layer.json',
    heights: { url: 'terrain/heights.bin', west, south, stepLongitude, stepLatitude, columns, rows, base, step },
    title: dataset.title,
    provenance: dataset.provenance,
    source: dataset.id,
  };
}

/** The bytes of its heights, as `src/wire/height-grid.ts` reads them. */
export function heightsFile({ steps, field }: Ground): Uint8Array {
  return encodeHeights(steps, field.columns);
}
