export interface BuildingsTask {
  readonly task: number;
  readonly bytes: ArrayBuffer;
}

export type BuildingsReply = { readonly task: number } & (
  | { readonly bytes: ArrayBuffer }
  | { readonly failed: string }
);

/** The part of a browser's Worker that is needed. */
export interface BuildingsWorker {
  postMessage(task: BuildingsTask, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<BuildingsReply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  terminate(): void;
}

export interface BuildingDivider {
  /** Resolves with the content to draw; rejects when it cannot be made, or with the divider's end. */
  divide(bytes: ArrayBuffer): Promise<ArrayBuffer>;
  destroy(): void;
}

/** Divides the shells of contents into walls and roofs in a worker, which is loaded with the first content. */
export function createBuildingDivider(
  open: () => BuildingsWorker = () =>
    new Worker(new URL('./drawn-buildings-worker.ts', import.meta.url), { type: 'module' }),
): BuildingDivider {
  const waiting = new Map<number, { resolve(bytes: ArrayBuffer): void; reject(error: Error): void }>();
  let worker: BuildingsWorker | null = null;
  let tasks = 0;
  let over: Error | null = null;
  const end = (error: Error): void => {
    over = error;
    worker?.terminate();
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  function start(): BuildingsWorker {
    const made = open();
    made.onmessage = ({ data }) => {
      const task = waiting.get(data.task);
      waiting.delete(data.task);
      if ('failed' in data) task?.reject(new Error(data.failed));
      else task?.resolve(data.bytes);
    };
    made.onerror = ({ message }) =>
      end(new Error(`The worker that prepares buildings failed: ${message}. Load the page again.`));
    return made;
  }
  return {
    divide: (bytes) =>
      new Promise((resolve, reject) => {
        if (over) return reject(over);
        worker ??= start();
        const task = tasks++;
        waiting.set(task, { resolve, reject });
        worker.postMessage({ task, bytes }, [bytes]);
      }),
    destroy: () => end(new Error('The scene has ended.')),
  };
}
