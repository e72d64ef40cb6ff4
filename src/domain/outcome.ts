import type { Words } from './words.ts';

/** What came of a request that may be refused: a refusal is expected and is shown in words. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  /** `status` as in HTTP; 0: no answer came. */
  | { readonly ok: false; readonly status: number; readonly reason: Words };
