import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { serialize } from 'node:v8';
import { Queue, QueueEvents } from 'bullmq';
import { Redis } from 'ioredis';
import { inOrder, type Makers } from '../makers.ts';
import { type BuildingPlan, planContent } from '../tile/building-tiles.ts';
import { cellName } from '../tile/quadtree.ts';
import type { DoneContent } from '../tile/tileset.ts';
import { type ContentDone, type ContentJob, QUEUE } from './content-job.ts';
import { openJobStore, type StoreAddress } from './job-store.ts';

/** Jobs that wait or run at once: enough for many workers, few enough that their files stay small. */
const AT_ONCE = 64;

/**
 * Joins the queue of the Redis at `url`.
 *
 * @param bucket `s3://bucket/prefix` that the workers share with this machine; absent: they share the folder of the build
 */
export async function openCluster(url: string, log: (line: string) => void, bucket?: string): Promise<Makers> {
  if (bucket !== undefined) openJobStore({ s3: bucket });
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  const queue = new Queue<ContentJob, ContentDone>(QUEUE, { connection });
  const events = new QueueEvents(QUEUE, { connection });
  // Every job that is waited for listens to both.
  for (const emitter of [queue, events]) emitter.setMaxListeners(4 * AT_ONCE);
  await Promise.all([queue.waitUntilReady(), events.waitUntilReady()]);
  const workers = await queue.getWorkersCount();
  log(workers > 0 ? `cluster: ${workers} workers` : 'cluster: no worker yet; start some with --worker --redis URL');
  return {
    async *make(plans, tileset, cityFrame, folder) {
      const address: StoreAddress =
        bucket === undefined ? { folder } : { s3: `${bucket.replace(/\/$/, '')}/${randomUUID()}` };
      const store = openJobStore(address);
      yield* inOrder(
        plans,
        async (plan) => ('buildings' in plan ? start(plan) : 'kept' in plan ? plan : planContent(plan, cityFrame)),
        AT_ONCE,
      );
      if ('folder' in address) rmSync(join(folder, '.jobs'), { recursive: true, force: true });

      async function start({
        cell,
        key,
        buildings,
      }: Extract<BuildingPlan, { buildings: unknown }>): Promise<DoneContent> {
        const file = `.jobs/${cellName(cell)}.bin`;
        await store.put(file, serialize(buildings));
        const data: ContentJob = { tileset, cell, key, cityFrame, store: address, buildings: file };
        const job = await queue.add('content', data, { removeOnComplete: 1000, removeOnFail: 1000, attempts: 3 });
        const { made, files } = await job.waitUntilFinished(events).finally(() => store.remove(file));
        if ('s3' in address) for (const path of files) await fetched(path);
        return { cell, done: made, features: buildings.each.length };
      }

      /** A file of the bucket comes to where a shared folder has it. */
      async function fetched(path: string): Promise<void> {
        const to = join(folder, path);
        mkdirSync(dirname(to), { recursive: true });
        writeFileSync(to, await store.get(path));
        await store.remove(path);
      }
    },
    async close() {
      await events.close();
      await queue.close();
      await connection.quit();
    },
  };
}
