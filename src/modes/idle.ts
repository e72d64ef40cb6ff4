import type { Mode } from './mode.ts';

/** What a mode does after `seconds` in which nobody touched it: nothing yet, a countdown of so many seconds, or its action. */
type IdleStep =
  | { readonly kind: 'wait' }
  | { readonly kind: 'countdown'; readonly left: number }
  | { readonly kind: 'due' };

export function idleStep({ afterSeconds, countdownSeconds }: Mode['idle'], seconds: number): IdleStep {
  if (afterSeconds === null || seconds < afterSeconds) return { kind: 'wait' };
  const left = afterSeconds + countdownSeconds - seconds;
  return left > 0 ? { kind: 'countdown', left } : { kind: 'due' };
}
