import { runStorm, type StormAnswer, type StormQuestion } from './storm-run.ts';

/** What the worker answers: both runs, or why there are none. */
export type StormReply = { readonly answer: StormAnswer } | { readonly because: string };

addEventListener('message', ({ data }: MessageEvent<StormQuestion>) => {
  let reply: StormReply;
  try {
    reply = { answer: runStorm(data) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    reply = { because: error.message };
  }
  postMessage(reply);
});
