import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { inOrder, type Makers } from '../makers.ts';
import { type BuildingPlan, planContent } from '../tile/building-tiles.ts';
import { contentFolders, type DoneContent, type KeptContent, type TileContent } from '../tile/tileset.ts';
import type { ContentTask, TaskAnswer } from './content-task.ts';

/** Tasks that a thread has at once: one that it makes, one that waits for it. */
const AHEAD = 2;
/** Contents that are made but wait for one before them, for each thread: the memory of a build does not grow with the city. */
const WAITING = 8;
/** Threads beyond which the one that plans cannot keep up. */
const MOST_THREADS = 8;
/** More boxes than this are gone through where they lie: their copy would take as much memory again. */
const MOST_BOXES = 1 << 16;

/** Of which city and where a content is made. */
type Place = Pick<ContentTask, 'tileset' | 'cityFrame' | 'folder'>;

interface Thread {
  readonly worker: Worker;
  /** Who waits for its answers, in the order of its tasks. */
  readonly asked: { resolve(content: DoneContent): void; reject(error: Error): void }[];
  /** Why it has ended. */
  lost: Error | null;
}

/**
 * Starts a thread for each core but the one that plans, which makes contents as well while all of them are busy. `program` is
 * the file of `thread.ts` as a program of its own.
 */
export function openThreads(program: string, count = Math.min(availableParallelism() - 1, MOST_THREADS)): Makers {
  const threads = Array.from({ length: count }, () => startThread(program));
  return {
    make(plans, tileset, cityFrame, folder) {
      // Here and not by the threads: a build that was given up must not come back.
      for (const each of contentFolders(tileset)) mkdirSync(join(folder, each), { recursive: true });
      return inOrder(plans, (plan) => begin(plan, { tileset, cityFrame, folder }), WAITING * Math.max(1, count));
    },
    async close() {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };

  function begin(plan: BuildingPlan | KeptContent, place: Place): Promise<DoneContent | KeptContent | TileContent> {
    if ('kept' in plan) return Promise.resolve(plan);
    const lost = threads.find((thread) => thread.lost)?.lost;
    if (lost) return Promise.reject(lost);
    const free = threads.reduce<Thread | null>((a, b) => (a && a.asked.length <= b.asked.length ? a : b), null);
    if (!free || free.asked.length >= AHEAD || ('boxes' in plan && plan.boxes.length > MOST_BOXES))
      return Promise.resolve(planContent(plan, place.cityFrame));
    return new Promise((resolve, reject) => {
      free.asked.push({ resolve, reject });
      const { task, transfer } = taskOf(plan, place);
      free.worker.postMessage(task, transfer);
    });
  }
}

function startThread(program: string): Thread {
  const thread: Thread = { worker: new Worker(program), asked: [], lost: null };
  const failed = (error: Error): void => {
    thread.lost ??= error;
    for (const { reject } of thread.asked.splice(0)) reject(thread.lost);
  };
  thread.worker.on('message', (answer: TaskAnswer) => {
    const asked = thread.asked.shift();
    if ('done' in answer) asked?.resolve(answer.done);
    else asked?.reject(answer.error);
  });
  thread.worker.on('error', failed);
  thread.worker.on('exit', (code) => failed(new Error(`A thread of the tile build ended with ${code}.`)));
  return thread;
}

function taskOf(plan: BuildingPlan, place: Place): { task: ContentTask; transfer: ArrayBuffer[] } {
  if ('buildings' in plan) return { task: { ...plan, ...place }, transfer: [plan.buildings.bytes.buffer] };
  const boxes = plan.boxes.numbers();
  return { task: { ...plan, ...place, boxes }, transfer: [boxes.buffer] };
}
