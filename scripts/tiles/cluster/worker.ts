import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { type ContentDone, type ContentJob, makeContent, QUEUE } from './content-job.ts';

/**
 * A worker that says nothing for so long has ended: its job goes to another one. One that was only busy does the job in
 * vain, since both write the same bytes.
 */
const LOCK_MS = 4000;
const STALLED_MS = 2000;
/** A job is given up only when so many workers ended over it. */
const MOST_STALLS = 20;

/** Makes contents for whoever builds a city through the Redis at `url`, until the process is asked to end. */
export async function runWorker(url: string, log: (line: string) => void): Promise<void> {
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  const worker = new Worker<ContentJob, ContentDone>(
    QUEUE,
    async ({ data }) => {
      log(`work: ${data.tileset} ${data.cell.level}-${data.cell.x}-${data.cell.y}`);
      return makeContent(data);
    },
    {
      connection,
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_MS,
      maxStalledCount: MOST_STALLS,
    },
  );
  worker.on('error', (error) => log(`work: ${error.message}`));
  await worker.waitUntilReady();
  log('work: waiting for contents');
  await new Promise<void>((resolve) => {
    // A signal often comes twice, from the terminal and from npm.
    process.on('SIGINT', () => resolve());
    process.on('SIGTERM', () => resolve());
  });
  await worker.close();
  await connection.quit();
}
