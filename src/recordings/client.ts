import type { FromAnalyst } from '../domain/signal/analysis.ts';

/** Analyses a file in a worker of its own and says how it goes. Returns what stops it: nothing is heard after. */
export function analyseInWorker(file: File, hear: (message: FromAnalyst) => void): () => void {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const stop = () => worker.terminate();
  worker.onmessage = ({ data }: MessageEvent<FromAnalyst>) => {
    if (data.kind !== 'progress') stop();
    hear(data);
  };
  worker.onerror = ({ message }) => {
    stop();
    hear({ kind: 'failed', because: message });
  };
  worker.postMessage(file);
  return stop;
}
