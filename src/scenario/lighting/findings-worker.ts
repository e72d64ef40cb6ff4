import { type LightingQuestion, lightingAnswer } from './lighting-question.ts';

addEventListener('message', ({ data }: MessageEvent<LightingQuestion>) => postMessage(lightingAnswer(data)));
