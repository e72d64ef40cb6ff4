import { vi } from 'vitest';

/**
 * Asks until the answer is truthy, and answers it; rejects after 20 s. So long only bounds a failure: a machine that does other
 * work beside the tests is slow, not wrong.
 */
export function until<T>(question: () => T | Promise<T>) {
  return vi.waitUntil(question, { timeout: 20_000, interval: 20 });
}
