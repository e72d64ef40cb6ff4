import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deserialize } from 'node:v8';
import type { BuildingFeature } from '../feature.ts';
import { buildingContent } from '../tile/building-tiles.ts';
import type { Matrix4 } from '../tile/ellipsoid.ts';
import { encoderReady } from '../tile/glb.ts';
import type { Cell } from '../tile/quadtree.ts';
import { contentFiles } from '../tile/tileset.ts';
import type { Made } from '../write/earlier.ts';
import { compress } from '../write/precompress.ts';

/** Name of the queue that coordinator and workers share. */
export const QUEUE = 'chengjing-tiles';

/** One content to make: everything but the buildings, which lie in a file of the shared folder. */
export interface ContentJob {
  readonly tileset: string;
  readonly cell: Cell;
  readonly key: string;
  readonly cityFrame: Matrix4;
  /** The city folder being built; the same path for all. */
  readonly folder: string;
  /** Path of the serialised buildings below it. */
  readonly members: string;
}

/**
 * Makes one content and its compressed copies in the shared folder. Each file takes its name only when it is whole, so a worker
 * may end at any moment and another one does the job once more, with the same bytes.
 */
export async function makeContent(job: ContentJob): Promise<Made> {
  await encoderReady;
  const members = deserialize(readFileSync(join(job.folder, job.members))) as BuildingFeature[];
  const content = buildingContent(job.cell, job.key, members, job.cityFrame);
  const aside = join(job.folder, '.jobs', randomUUID());
  mkdirSync(aside, { recursive: true });
  for (const { path, bytes } of contentFiles({ id: job.tileset }, content)) {
    const [from, to] = [join(aside, 'file'), join(job.folder, path)];
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(from, bytes);
    const copied = await compress(from, bytes);
    if (copied > 0) for (const ending of ['.br', '.gz']) renameSync(`${from}${ending}`, `${to}${ending}`);
    renameSync(from, to);
  }
  return { key: job.key, extent: content.packed.extent, vertices: content.packed.vertices };
}
