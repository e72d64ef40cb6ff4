import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { Queue, QueueEvents } from 'bullmq';
import { Redis } from 'ioredis';
import type { BuildingPlan } from '../tile/building-tiles.ts';
import type { Matrix4 } from '../tile/ellipsoid.ts';
import { cellName } from '../tile/quadtree.ts';
import type { DoneContent, KeptContent } from '../tile/tileset.ts';
import type { Made } from '../write/earlier.ts';
import { type ContentJob, QUEUE } from './content-job.ts';

/** Jobs that wait or run at once: enough for many workers, few enough that their files stay small. */
const AT_ONCE = 64;

/** Contents made by other processes. */
export interface Cluster {
  /** Has every plan made in the shared `folder`; answers them in the order of the plans. */
  make(
    plans: Iterable<BuildingPlan | KeptContent>,
    tileset: string,
    cityFrame: Matrix4,
    folder: string,
  ): AsyncGenerator<DoneContent | KeptContent>;
  close(): Promise<void>;
}

/** Joins the queue of the Redis at `url`. */
export async function openCluster(url: string, log: (line: string) => void): Promise<Cluster> {
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  const queue = new Queue<ContentJob, Made>(QUEUE, { connection });
  const events = new QueueEvents(QUEUE, { connection });
  // Every job that is waited for listens to both.
  for (const emitter of [queue, events]) emitter.setMaxListeners(4 * AT_ONCE);
  await Promise.all([queue.waitUntilReady(), events.waitUntilReady()]);
  const workers = await queue.getWorkersCount();
  log(workers > 0 ? `cluster: ${workers} workers` : 'cluster: no worker yet; start some with --worker --redis URL');
  return {
    async *make(plans, tileset, cityFrame, folder) {
      mkdirSync(join(folder, '.jobs'), { recursive: true });
      const running: Promise<DoneContent | KeptContent>[] = [];
      for (const plan of plans) {
        running.push('kept' in plan ? Promise.resolve(plan) : start(plan));
        if (running.length >= AT_ONCE) yield (await running.shift()) as DoneContent | KeptContent;
      }
      for (const each of running) yield await each;
      rmSync(join(folder, '.jobs'), { recursive: true, force: true });

      async function start({ cell, key, members }: BuildingPlan): Promise<DoneContent> {
        const buildings = members();
        const file = `.jobs/${cellName(cell)}.bin`;
        writeFileSync(join(folder, file), serialize(buildings));
        const data: ContentJob = { tileset, cell, key, cityFrame, folder, members: file };
        const job = await queue.add('content', data, { removeOnComplete: 1000, removeOnFail: 1000, attempts: 3 });
        const done = await job.waitUntilFinished(events);
        rmSync(join(folder, file), { force: true });
        return { cell, done, features: buildings.length };
      }
    },
    async close() {
      await events.close();
      await queue.close();
      await connection.quit();
    },
  };
}
