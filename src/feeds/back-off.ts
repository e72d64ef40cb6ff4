const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * Wait in milliseconds before reconnection number `attempt` (0 first): doubles from 0.5 s to 30 s, of which a random half
 * is kept, so that a hall full of screens does not return in one instant ("full jitter" halved, AWS Builders' Library).
 * `random` gives numbers in [0, 1).
 */
export function backOff(attempt: number, random: () => number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 16));
  return longest / 2 + (longest / 2) * random();
}
