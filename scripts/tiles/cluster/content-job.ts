import { deserialize } from 'node:v8';
import type { PackedBuildings } from '../building-store.ts';
import type { Matrix4 } from '../tile/ellipsoid.ts';
import { encoderReady } from '../tile/glb.ts';
import type { Cell } from '../tile/quadtree.ts';
import type { Made } from '../write/earlier.ts';
import { madeContent } from '../write/made-content.ts';
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
  const plan = { cell: job.cell, key: job.key, buildings };
  const { files, content } = madeContent(job.tileset, plan, job.cityFrame);
  for (const { path, bytes } of files) await store.put(path, bytes);
  return { made: content.done, files: files.map(({ path }) => path) };
}
