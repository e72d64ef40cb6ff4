import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackedBuildings } from '../building-store.ts';
import type { Matrix4 } from '../tile/ellipsoid.ts';
import { boxesIn } from '../tile/placed-buildings.ts';
import type { Cell } from '../tile/quadtree.ts';
import type { DoneContent } from '../tile/tileset.ts';
import { madeContent } from '../write/made-content.ts';

/** A content to be made on another core: a plan as it may go from thread to thread. */
export type ContentTask = {
  readonly tileset: string;
  readonly cell: Cell;
  readonly key: string;
  readonly cityFrame: Matrix4;
  /** Folder of the city that is built; those of the tileset below it are there. */
  readonly folder: string;
} & (
  | { readonly buildings: PackedBuildings }
  /** Numbers of the boxes, for `boxesIn`. */
  | { readonly boxes: Float64Array; readonly tolerance: number }
);

/** What was made of a task, or why it was not. */
export type TaskAnswer = { readonly done: DoneContent } | { readonly error: Error };

/** Makes a content and writes its files. */
export function doTask(task: ContentTask): DoneContent {
  const plan = 'boxes' in task ? { ...task, boxes: boxesIn(task.boxes) } : task;
  const { files, content } = madeContent(task.tileset, plan, task.cityFrame);
  for (const { path, bytes } of files) writeFileSync(join(task.folder, path), bytes);
  return content;
}
