import type { Words } from '../domain/words.ts';
import type { PutStorm } from '../scenario/drainage/storm-question.ts';
import type { StormAnswer } from '../scenario/drainage/storm-run.ts';

/** How the shown storm stands. */
export type StormState =
  | { readonly kind: 'running'; readonly put: PutStorm }
  | { readonly kind: 'ready'; readonly put: PutStorm; readonly answer: StormAnswer }
  /** Ended by the person. */
  | { readonly kind: 'cancelled'; readonly put: PutStorm }
  | { readonly kind: 'failed'; readonly because: Words };
