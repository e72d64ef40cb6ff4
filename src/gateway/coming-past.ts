import { type Instant, parseInstant } from '../domain/clock.ts';
import { type Coming, parseSourceStatus } from '../wire/source-status.ts';

/** The past that sources are still sending. */
export interface ComingPast {
  /** A source's word on a topic of its own. One that cannot be read is as if it had not been said. */
  hear(topic: string, payload: Uint8Array): void;
  /** The span that may still get values; undefined when all that will come is here. */
  span(): Coming | undefined;
}

/**
 * @param awaited whether a source is expected that fills the past: until it speaks, anything may come
 */
export function createComingPast(awaited: boolean, now: () => Instant): ComingPast {
  const spans = new Map<string, Coming | undefined>();
  return {
    hear(topic, payload) {
      try {
        const { state, until, to } = parseSourceStatus(new TextDecoder().decode(payload)).backfill;
        const span = { from: parseInstant(until), to: parseInstant(to) };
        spans.set(topic, state === 'running' && span.from < span.to ? span : undefined);
      } catch {
        // Whoever publishes something else there tells us nothing.
      }
    },
    span() {
      if (awaited && spans.size === 0) return { from: 0, to: now() };
      const coming = [...spans.values()].filter((each) => each !== undefined);
      if (coming.length === 0) return undefined;
      return {
        from: Math.min(...coming.map(({ from }) => from)),
        to: Math.max(...coming.map(({ to }) => to)),
      };
    },
  };
}
