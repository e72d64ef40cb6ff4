/** A histogram of vehicle loads. */
export interface LoadBins {
  /** Tonnes at the left edge of each bin. */
  readonly from: readonly number[];
  readonly counts: readonly number[];
  /** How many are over the limit. */
  readonly over: number;
}

/** Loads in bins of 7 t, so that the legal 49 t is an edge: no bin is half allowed. */
export const BIN_TONNES = 7;
export const LEGAL_TONNES = 49;

export function loadBins(loads: readonly number[]): LoadBins {
  const known = loads.filter(Number.isFinite);
  const bins = Math.max(9, Math.floor(Math.max(0, ...known) / BIN_TONNES) + 1);
  const counts = new Array<number>(bins).fill(0);
  for (const each of known) counts[Math.floor(Math.max(0, each) / BIN_TONNES)]! += 1;
  return {
    from: counts.map((_, index) => index * BIN_TONNES),
    counts,
    over: known.filter((each) => each > LEGAL_TONNES).length,
  };
}
