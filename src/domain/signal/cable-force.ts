/** A stay cable as a taut string. */
export interface Stay {
  /** Free length between anchors or dampers, m. */
  readonly length: number;
  /** Mass a metre, kg/m. */
  readonly mass: number;
}

/**
 * Force of a cable from its n-th natural frequency as a taut string, T = 4 m L² (f/n)² (domain reference §2.3, acceleration
 * method). Bending stiffness and sag are left out: below ξ = L√(T/EI) ≈ 70 the first frequency reads high.
 *
 * @param frequency Hz @param order n ≥ 1
 * @returns kN
 */
export function cableForce({ length, mass }: Stay, frequency: number, order: number): number {
  return (4 * mass * length ** 2 * (frequency / order) ** 2) / 1000;
}

/** The first natural frequency of a cable under `force` kN, Hz: the inverse of `cableForce`. */
export function naturalFrequency({ length, mass }: Stay, force: number): number {
  return Math.sqrt((1000 * force) / (4 * mass)) / length;
}

/** The frequency that each of several peaks makes the first one to be: the order of each is the nearest whole multiple of `expected`. */
export function firstFrequency(peaks: readonly number[], expected: number): number | null {
  const firsts = peaks.flatMap((frequency) => {
    const order = Math.round(frequency / expected);
    return order >= 1 ? [{ order, first: frequency / order }] : [];
  });
  // Higher orders fix the first frequency better: the bin's error is divided by the order.
  const weight = firsts.reduce((sum, { order }) => sum + order * order, 0);
  return weight === 0 ? null : firsts.reduce((sum, { order, first }) => sum + order * order * first, 0) / weight;
}

/** How far a force is off its baseline, %. */
export function deviation(force: number, baseline: number): number {
  return 100 * (force / baseline - 1);
}
