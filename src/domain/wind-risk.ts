/** Air density / 2 in kN/m² per (m/s)², gust over the 10-minute mean, basic wind pressure w₀ kN/m² (domain reference §6 [D]). */
const HALF_DENSITY = 0.613e-3;
const GUST = 1.3;
const DESIGN_PRESSURE = 0.4;

/** Boards that the standard wants tested by a professional, m²: over it capacity is known. */
const TESTED_AREA = 20;

/**
 * Wind load over what a board still bears: q / (w₀ · r · s) with q = ½ρv² of the gust, capacity by age r = max(0.6, 1 − 0.03 (age − 5)),
 * and s a little less for boards under 20 m² that nobody tests (domain reference §6, wind model [D]). The board's area itself cancels:
 * load and design grow with it.
 *
 * @param wind 10-minute mean, m/s
 * @param age years since it was built
 * @param area m²
 */
export function windRatio(wind: number, age: number, area: number): number {
  const pressure = HALF_DENSITY * (GUST * wind) ** 2;
  const capacity = Math.max(0.6, Math.min(1, 1 - 0.03 * (age - 5)));
  return pressure / (DESIGN_PRESSURE * capacity * (area >= TESTED_AREA ? 1 : 0.92));
}

/** A board as the list to secure before a gale sees it. */
export interface WindBoard {
  readonly id: string;
  readonly age: number;
  readonly area: number;
}

/** The boards whose load reaches `least` of what they bear in a wind of `wind` m/s, the worst first; of equals the larger. */
export function boardsToSecure<T extends WindBoard>(
  boards: readonly T[],
  wind: number,
  least: number,
): readonly { readonly board: T; readonly ratio: number }[] {
  return boards
    .map((board) => ({ board, ratio: windRatio(wind, board.age, board.area) }))
    .filter(({ ratio }) => ratio >= least)
    .sort((a, b) => b.ratio - a.ratio || b.board.area - a.board.area || (a.board.id < b.board.id ? -1 : 1));
}

/** 蒲福 classes at which boards are closed or looked after, by their least 10-minute mean, m/s (domain reference §6 [M/D]). */
export const GALES = [
  { force: 8, wind: 17.2 },
  { force: 9, wind: 20.8 },
  { force: 10, wind: 24.5 },
] as const;
