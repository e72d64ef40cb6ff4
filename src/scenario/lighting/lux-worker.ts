import type { LuxTask } from './lux-field.ts';
import { luxReply } from './lux-reply.ts';

addEventListener('message', ({ data }: MessageEvent<LuxTask>) => {
  const reply = luxReply(data);
  postMessage(reply, { transfer: [reply.lux.buffer] });
});
