import { deserialize } from 'node:v8';
import type { PackedBuildings } from '../building-store.ts';
import { planContent } from '../tile/building-tiles.ts';
import type { Matrix4 } from '../tile/ellipsoid.ts';
import { encoderReady } from '../tile/glb.ts';
import type { Cell } from '../tile/quadtree.ts';
import { contentFiles } from '../tile/tileset.ts';
import type { Made } from '../write/earlier.ts';
import { withSiblings } from '../write/precompress.ts';
import { openJobStore, type StoreAddress } from './job-store.ts';

/** Name of the queue that coordinator and workers share. */
export const QUEUE = 'chengjing-tiles';

/** One content to make: everything but the buildings, which lie in a file of the shared store. */
export interface ContentJob {
  readonly tileset: string;
  readonly cell: Cell;
  readonly key: string;
  readonly cityFrame: Matrix4;
  readonly store: StoreAddress;
  /** Path of the packed buildings in it. */
  readonly buildings: string;
}

/** What a worker answers. */
export interface ContentDone {
  readonly made: Made;
  /** Paths of the files that it has put into the store. */
  readonly files: readonly string[];
}

/**
 * Makes one content and its compressed copies in the shared store. Each file takes its name only when it is whole, so a worker
 * may end at any moment and another one does the job once more, with the same bytes.
 */
export async function makeContent(job: ContentJob): Promise<ContentDone> {
  await encoderReady;
  const store = openJobStore(job.store);
  const buildings = deserialize(await store.get(job.buildings)) as PackedBuildings;
  const content = planContent({ cell: job.cell, key: job.key, buildings }, job.cityFrame);
  const files: string[] = [];
  for (const { path, bytes } of contentFiles({ id: job.tileset }, content).flatMap(withSiblings)) {
    await store.put(path, bytes);
    files.push(path);
  }
  return { made: { key: job.key, extent: content.packed.extent, vertices: content.packed.vertices }, files };
}
