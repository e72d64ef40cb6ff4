import type { PackedBuildings } from '../building-store.ts';
import { planContent } from '../tile/building-tiles.ts';
import type { Matrix4 } from '../tile/ellipsoid.ts';
import { boxesIn } from '../tile/placed-buildings.ts';
import type { Cell } from '../tile/quadtree.ts';
import type { TileContent } from '../tile/tileset.ts';

/** A content to be made on another core: a plan as it may go from thread to thread. */
export type ContentTask = { readonly cell: Cell; readonly key: string; readonly cityFrame: Matrix4 } & (
  | { readonly buildings: PackedBuildings }
  /** Numbers of the boxes, for `boxesIn`. */
  | { readonly boxes: Float64Array; readonly tolerance: number }
);

/** What was made of a task, or why it was not. */
export type TaskAnswer = { readonly content: TileContent } | { readonly error: Error };

export function contentOf(task: ContentTask): TileContent {
  return planContent('boxes' in task ? { ...task, boxes: boxesIn(task.boxes) } : task, task.cityFrame);
}
