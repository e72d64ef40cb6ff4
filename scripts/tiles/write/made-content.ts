import { type BuildingPlan, planContent } from '../tile/building-tiles.ts';
import type { Matrix4 } from '../tile/ellipsoid.ts';
import { type BuiltFile, contentFiles, type DoneContent } from '../tile/tileset.ts';
import { withSiblings } from './precompress.ts';

/** Makes a content away from the build, which asks for its files and for what it has to know of them. */
export function madeContent(
  tileset: string,
  plan: BuildingPlan,
  cityFrame: Matrix4,
): { files: BuiltFile[]; content: DoneContent } {
  const made = planContent(plan, cityFrame);
  const { above, names, packed } = made;
  return {
    files: contentFiles({ id: tileset }, made).flatMap(withSiblings),
    content: {
      cell: plan.cell,
      done: { key: plan.key, extent: packed.extent, vertices: packed.vertices },
      features: names?.length ?? 0,
      ...(above ? { above } : {}),
    },
  };
}
