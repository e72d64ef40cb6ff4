/**
 * Seconds to drive a link at flow `flow`: free time × (1 + 0.15 (flow ÷ capacity)⁴). Source: Bureau of Public Roads, Traffic
 * Assignment Manual, 1964.
 *
 * @param flow and `capacity` in vehicles an hour
 */
export function bprSeconds(freeSeconds: number, flow: number, capacity: number): number {
  return freeSeconds * (1 + 0.15 * (flow / capacity) ** 4);
}

/** Beyond this degree of saturation Webster's queue term has no meaning; delay goes on along its tangent. */
const SATURATED = 0.95;

/**
 * Mean delay at a signal, seconds a vehicle: 0.9 (C(1 − λ)² ÷ 2(1 − λx) + x² ÷ 2q(1 − x)), q in vehicles a second, x = q ÷ λs. Source:
 * F. V. Webster, Traffic Signal Settings, Road Research Technical Paper 39, 1958, in its short form.
 *
 * @param flow vehicles an hour on the approach
 * @param saturation vehicles an hour that would pass in an hour of green
 */
export function websterSeconds(flow: number, saturation: number, cycleSeconds: number, greenRatio: number): number {
  const x = flow / (greenRatio * saturation);
  const at = (degree: number) => {
    const perSecond = (degree * greenRatio * saturation) / 3600;
    const uniform = (cycleSeconds * (1 - greenRatio) ** 2) / (2 * (1 - greenRatio * degree));
    const random = degree === 0 ? 0 : degree ** 2 / (2 * perSecond * (1 - degree));
    return 0.9 * (uniform + random);
  };
  if (x <= SATURATED) return at(x);
  const slope = (at(SATURATED) - at(SATURATED - 1e-4)) / 1e-4;
  return at(SATURATED) + slope * (x - SATURATED);
}
