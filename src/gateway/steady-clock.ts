/** A clock that never goes back. */
export interface SteadyClock {
  (): number;
  /** Milliseconds by which the clock that it follows lies behind; 0 while both go together. */
  behind(): number;
}

/**
 * Follows `read`, and stands still while that is behind what was told already: what has happened stays past, whoever sets the
 * machine's clock back.
 */
export function steadyClock(read: () => number): SteadyClock {
  let latest = Number.NEGATIVE_INFINITY;
  const clock = () => {
    latest = Math.max(latest, read());
    return latest;
  };
  return Object.assign(clock, { behind: () => Math.max(0, latest - read()) });
}
