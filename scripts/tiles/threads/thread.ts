// One of the other cores: makes the contents that the build hands over, one after another.
import { parentPort } from 'node:worker_threads';
import { encoderReady } from '../tile/glb.ts';
import { type ContentTask, doTask, type TaskAnswer } from './content-task.ts';

await encoderReady;
parentPort?.on('message', (task: ContentTask) => {
  let answer: TaskAnswer;
  try {
    answer = { done: doTask(task) };
  } catch (error) {
    answer = { error: error as Error };
  }
  parentPort?.postMessage(answer);
});
