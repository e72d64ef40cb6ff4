import type { FromAnalyst } from '../domain/signal/analysis.ts';
import { analyseFile } from './analyse-file.ts';

const say = (message: FromAnalyst) => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<File>) => {
  let told = 0;
  analyseFile(data, (share) => {
    // A file comes in thousands of pieces; a bar has a hundred places.
    if (share < told + 0.01 && share < 1) return;
    told = share;
    say({ kind: 'progress', share });
  }).then(
    (analysis) => say({ kind: 'done', analysis }),
    (error: unknown) => say({ kind: 'failed', because: error instanceof Error ? error.message : String(error) }),
  );
});
