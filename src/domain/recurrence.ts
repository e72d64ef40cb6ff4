import { type Instant, MINUTE } from './clock.ts';
import type { RecurrenceDefinition } from './layer.ts';

/** What is remembered between the end of an alert and the end of what caused it. */
export interface Lull {
  /** Of the newest sample. */
  readonly heard: Instant;
  /** Since when the value rests; null while it does not. */
  readonly restsSince: Instant | null;
}

/**
 * The lull after one more sample; null once the occurrence is over, because the value has rested for long enough or nothing was
 * heard for as long.
 */
export function lullAfter(
  { rest, minutes }: RecurrenceDefinition,
  before: Lull,
  { time, value }: { readonly time: Instant; readonly value: number },
): Lull | null {
  const restsSince = value <= rest ? (before.restsSince ?? time) : null;
  if (time - before.heard > minutes * MINUTE) return null;
  if (restsSince !== null && time - restsSince >= minutes * MINUTE) return null;
  return { heard: time, restsSince };
}
